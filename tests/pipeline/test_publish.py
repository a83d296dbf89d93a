"""The output folder resists: another build is at it, the disk is full, it may not be written.

Then the error says so, the old site is as it was, and the next build completes it.
"""

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.pipeline.entry_point import build
from tests.support.killing import CHANGES, in_child, writes_to
from tests.support.site_kit import Site, article, difference

SNAIL = "_news/2024-05-03-snail-ladder.md"
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
FORBIDDEN = PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def change_much(site: Site) -> None:
    """Let the next build write files, make folders and remove some."""
    site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    (site.content / "_news" / "ladder-song.txt").unlink()
    site.record("_news/new.md", article("new", topics=["New", "Clocks"]))


# --- two builds at once -----------------------------------------------------------------------------------------


class Waiting(Progress):
    """Stops a build in the middle, tells a pipe that it is there, and waits for another one."""

    def __init__(self, there: int, go: int) -> None:
        super().__init__()
        self._there, self._go = there, go

    def begun(self, name: str, total: int) -> None:
        if name == "render":
            os.write(self._there, b".")
            os.read(self._go, 1)


def test_of_two_builds_at_once_one_is_told_to_wait(small_site: Site) -> None:
    there_read, there = os.pipe()
    go_read, go = os.pipe()
    first = in_child(lambda: build(small_site.options(), Waiting(there, go_read)))
    os.read(there_read, 1)
    command = [sys.executable, "-m", "generator", "build", "--content", str(small_site.content)]
    command += ["--output", str(small_site.output), "--cache", str(small_site.folder / "other")]
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    os.write(go, b".")
    assert first.outcome() == "done"
    assert second.returncode == 1
    assert "Error: another build is writing into" in second.stderr
    assert second.stderr.count("\n") == 2, "the error, a hint, and nothing else"
    assert not difference(small_site.clean(), small_site.tree())


def test_builds_that_race_do_not_spoil_the_site(small_site: Site) -> None:
    builds = [in_child(lambda: small_site.build(workers=1)) for _ in range(4)]
    outcomes = [each.outcome() for each in builds]
    assert "done" in outcomes
    assert all(outcome == "done" or "another build is writing" in outcome for outcome in outcomes)
    assert not difference(small_site.clean(), small_site.tree())
    assert small_site.build().counts.written == 0


# --- a disk that takes no more -----------------------------------------------------------------------------------


class Refusing:
    """Lets some changes of the disk pass, and refuses all that need room (or a permission) from then on."""

    def __init__(self, number: int, fault: OSError, events: frozenset[str]) -> None:
        self._left = number
        self._fault = fault
        self._events = events

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in self._events or writes_to(event, arguments):
            self._left -= 1
            if self._left < 0:
                raise self._fault


@pytest.mark.parametrize(
    ("fault", "events"),
    [
        pytest.param(FULL, frozenset({"os.mkdir"}), marks=pytest.mark.long),
        (FORBIDDEN, frozenset({"os.mkdir"})),
    ],
    ids=["full", "forbidden"],
)
def test_a_disk_that_refuses_leaves_the_old_site_whole(
    fault: OSError, events: frozenset[str], small_site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    small_site.build()
    change_much(small_site)
    before, after = small_site.tree(), small_site.clean()
    refused = 0
    for number in range(0, 200, 9):
        site = small_site.copied_to(tmp_path_factory.mktemp("trial") / "site")
        outcome = in_child(site.build, Refusing(number, fault, events)).outcome()
        if outcome == "done":  # at most the stores could not be written
            assert not difference(after, site.tree())
        else:
            refused += 1
            assert outcome.startswith("OutputError: cannot write ")
            assert str(fault.strerror) in outcome
            assert "is unchanged" in outcome
            assert not difference(before, site.tree()), f"refused from change {number} of the disk"
        site.build()
        assert not difference(after, site.tree())
        assert site.build().settled
    assert refused >= 3


@pytest.mark.parametrize("room", [0, 1, 10_000, 30_000])
def test_a_file_that_could_not_be_written_whole_is_never_published(room: int, small_site: Site) -> None:
    small_site.build()
    change_much(small_site)
    before, after = small_site.tree(), small_site.clean()

    def build_with_little_room() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "write", _until_full(os.write, room))
            small_site.build()

    outcome = in_child(build_with_little_room).outcome()
    assert outcome.startswith("OutputError: cannot write ")
    assert "No space left" in outcome
    assert small_site.tree() == before
    small_site.build()
    assert not difference(after, small_site.tree())


def _until_full(write: Callable[[int, bytes], int], room: int) -> Callable[[int, bytes], int]:
    left = [room]

    def limited(handle: int, data: bytes) -> int:
        part = bytes(data[: left[0]])
        if not part:
            raise FULL
        left[0] -= len(part)
        return write(handle, part)

    return limited


def test_a_disk_that_takes_little_at_a_time_gets_all_of_it(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """POSIX lets ``write`` take less than it was given, without a word."""
    expected = small_site.clean()
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:100])))
    small_site.build()
    assert not difference(expected, small_site.tree())


ROOM = 1_536 * 1024
"""Bytes on the small disk."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for the small site and half as much again."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only the superuser may mount a small disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_site_whole(small_disk: Path, small_site: Site) -> None:
    site = Site(small_site.folder, output=small_disk / "output")
    site.build()
    before = site.tree()
    site.record("_news/long.md", article("long"), body="<p>" + "A long word. " * 60_000)
    with pytest.raises(OutputError, match="No space left") as refused:
        site.build()
    assert "is unchanged" in refused.value.hint
    assert site.tree() == before
    site.record("_news/long.md", article("long"), body="A long word. " * 600)
    site.build()
    assert not difference(site.clean(), site.tree())


def test_a_cache_on_a_full_disk_costs_time_and_nothing_else(small_disk: Path, small_site: Site) -> None:
    site = Site(small_site.folder, cache=small_disk / "cache")
    (small_disk / "ballast").write_bytes(b"x" * ROOM)
    site.build()
    site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    site.build()
    assert not difference(site.clean(), site.tree())


# --- a place that cannot be written ------------------------------------------------------------------------------


def test_a_file_in_the_place_of_the_output_is_named(small_site: Site) -> None:
    small_site.output.write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="output") as refused:
        small_site.build()
    assert refused.value.hint
    assert small_site.output.read_text("utf-8") == "mine"


def test_a_parent_that_is_a_file_is_named(small_site: Site) -> None:
    (small_site.folder / "file").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="Not a directory"):
        small_site.build(output=small_site.folder / "file" / "output")


def test_a_file_in_the_place_of_the_cache_costs_time_and_nothing_else(small_site: Site) -> None:
    small_site.cache.write_text("mine", "utf-8")
    small_site.build()
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())
    assert small_site.cache.read_text("utf-8") == "mine"


def test_a_folder_of_somebody_else_in_the_place_of_a_page_is_named(small_site: Site) -> None:
    (small_site.output / "index.html").mkdir(parents=True)
    (small_site.output / "index.html" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=r"index\.html is in the way"):
        small_site.build()
    (small_site.output / "index.html" / "mine.txt").unlink()
    (small_site.output / "index.html").rmdir()
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())


def test_a_site_is_never_written_through_a_link(small_site: Site) -> None:
    elsewhere = small_site.folder / "elsewhere"
    elsewhere.mkdir()
    small_site.output.mkdir()
    (small_site.output / "topics").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="symbolic link"):
        small_site.build()
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_the_place_of_a_page_is_not_followed(small_site: Site) -> None:
    mine = small_site.folder / "mine.txt"
    mine.write_text("mine", "utf-8")
    small_site.output.mkdir()
    (small_site.output / "index.html").symlink_to(mine)
    try:
        small_site.build()
    except OutputError:
        assert (small_site.output / "index.html").is_symlink()
    assert mine.read_text("utf-8") == "mine"


def test_the_events_that_are_watched_exist() -> None:
    """A tripwire that no longer trips would make the tests above pass for nothing."""
    seen: set[str] = set()

    def work() -> None:
        folder = Path(os.environ["PYTEST_WATCHED"])
        (folder / "a").mkdir()
        (folder / "b").write_text("x", "utf-8")
        (folder / "b").rename(folder / "c")
        (folder / "c").unlink()
        (folder / "a").rmdir()
        missing = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "open"} - seen
        assert not missing, missing

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event in CHANGES or writes_to(event, arguments):
            seen.add(event)

    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTEST_WATCHED"] = folder
        assert in_child(work, note).outcome() == "done"
