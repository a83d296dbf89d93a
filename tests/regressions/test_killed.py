"""A build that is killed, at whatever moment: the next one completes it, to the same bytes."""

import os
import time

import pytest

from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.pipeline.entry_point import build
from tests.support.killing import KILLED, NEVER, killed
from tests.support.site_kit import Site, article, difference

MANY = bool(os.environ.get("BROADSHEET_EXAMPLES"))
"""Kill at every moment, not at every few."""

SNAIL = "_news/2024-05-03-snail-ladder.md"


def force_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes do what is too little for them."""
    monkeypatch.setattr("generator.pipeline.records.SMALL", 0)
    monkeypatch.setattr("generator.pipeline.records.CHUNK", 2)
    monkeypatch.setattr("generator.pipeline.publish.SMALL", 0)


def change_much(site: Site) -> None:
    """Add, move and remove: files, folders, a picture."""
    site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    site.edit(SNAIL, "/assets/images/ladder.png", "https://pictures.example/ladder.png")
    (site.content / "_news" / "ladder-song.txt").unlink()
    site.record("_news/new.md", article("new", topics=["New", "Clocks"]))


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    "start", [pytest.param("from nothing", marks=pytest.mark.long), "over an older site"]
)
def test_a_killed_build_is_completed_by_the_next(
    start: str,
    workers: int,
    small_site: Site,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if workers > 1:
        force_processes(monkeypatch)
    if start == "over an older site":
        small_site.build()
    change_much(small_site)
    expected = small_site.clean()
    trials = tmp_path_factory.mktemp("trials")
    number, step = 0, 1 if MANY else 23 if workers == 1 else 40
    while True:
        trial = small_site.copied_to(trials / str(number))
        if not killed(lambda site=trial: site.build(workers=workers), number):  # type: ignore[misc]
            break
        build_as_soon_as_possible(trial, workers)
        assert not difference(expected, trial.tree()), f"killed before change {number} of the disk"
        assert trial.build().settled
        number += step
    assert number > step, "no build was killed: this test has seen nothing"


def build_as_soon_as_possible(site: Site, workers: int) -> None:
    """Build; what is left of a killed build may hold the lock for a moment, not longer."""
    for _ in range(50):
        try:
            site.build(workers=workers)
        except OutputError:  # another build is writing
            time.sleep(0.1)
        else:
            return
    pytest.fail("the lock of a killed build is held for ever")


class Killing(Progress):
    """Ends the process as soon as the first piece of some stage is done, while other processes are at the next."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self._stage = stage
        self._present = ""

    def begun(self, name: str, total: int) -> None:
        self._present = name

    def step(self, count: int = 1) -> None:
        if self._present == self._stage:
            os._exit(KILLED)


@pytest.mark.parametrize("stage", ["read", "render"])
def test_the_processes_of_a_killed_build_go_with_it(
    stage: str, small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They hold the lock, too: if they stayed, no build could follow."""
    force_processes(monkeypatch)
    expected = small_site.clean()
    assert killed(lambda: build(small_site.options(workers=2), Killing(stage)), NEVER)
    build_as_soon_as_possible(small_site, 2)
    assert not difference(expected, small_site.tree())
