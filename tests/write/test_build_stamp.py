"""The stamp of a build is current until an input or an output changes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec import structs

from generator.base.problem import Problem
from generator.model.record import SourceFile
from generator.model.report import BuildReport, Counts
from generator.model.trace import Fingerprint, TraceEntry
from generator.write.build_stamp import (
    BuildInputs,
    InputStamp,
    is_current,
    make_build_stamp,
)
from generator.write.output_scan import file_digest
from generator.write.trace import Trace

REPORT = BuildReport("content", "output", "https://you.example/", Counts(), (), ())
SECOND = 10**9


def stamp_of(file: Path) -> InputStamp | None:
    if not file.exists():
        return None
    status = file.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


@dataclass
class Build:
    """A content folder with a record and a watched image, and an output folder with a page, built ``age_ns`` after the
    files were written."""

    folder: Path
    age_ns: int

    def __post_init__(self) -> None:
        for name in ("content", "output"):
            (self.folder / name).mkdir()
        self.record, self.image, self.page = (
            self.folder / path for path in ("content/a.md", "content/a.png", "output/index.html")
        )
        for file in (self.record, self.image, self.page):
            file.write_bytes(b"abc")
        self.taken_ns = self.page.stat().st_mtime_ns + self.age_ns
        entry = TraceEntry(
            b"", Fingerprint(b"", b"", b""), file_digest(self.page) or b"", 3, self.page.stat().st_mtime_ns
        )
        self.trace = Trace({"index.html": entry}, self.taken_ns)
        self.stamp = make_build_stamp(self.inputs(), self.folder / "content", self.trace, REPORT)

    def inputs(self) -> BuildInputs:
        stamp = stamp_of(self.record)
        sources = (SourceFile("a.md", stamp),) if stamp else ()
        watched = (("a.png", stamp_of(self.image)), ("missing.png", None))
        return BuildInputs(b"settings", sources, (), watched, self.taken_ns)

    def is_current(self, **changes: object) -> bool:
        content = self.folder / "content"
        inputs = structs.replace(self.inputs(), **changes)
        return is_current(
            self.stamp,
            inputs,
            content,
            self.folder / "output",
            lambda: self.trace,
            lambda path: stamp_of(content / path),
        )


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path, 10 * SECOND)


def test_an_unchanged_site_is_current(build: Build) -> None:
    assert build.is_current()
    assert (build.stamp.young_sources, build.stamp.young_outputs) == ((), ())


@pytest.mark.parametrize(
    "change",
    [
        lambda build: build.record.write_bytes(b"abcd"),
        lambda build: build.record.unlink(),
        lambda build: build.image.write_bytes(b"abcd"),
        lambda build: build.image.unlink(),
        lambda build: (build.folder / "content/missing.png").touch(),
        lambda build: build.page.write_bytes(b"abcd"),
        lambda build: build.page.unlink(),
    ],
    ids=["record", "record removed", "image", "image removed", "image added", "page", "page removed"],
)
def test_a_changed_file_makes_a_stamp_outdated(build: Build, change: Callable[[Build], object]) -> None:
    change(build)
    assert not build.is_current()


@pytest.mark.parametrize(
    "changes", [{"environment": b"other"}, {"problems": (Problem("pipe.md", 0, "", "a pipe"),)}]
)
def test_other_settings_and_other_problems_make_a_stamp_outdated(
    build: Build, changes: dict[str, object]
) -> None:
    assert not build.is_current(**changes)


def test_the_trace_of_another_build_makes_a_stamp_outdated(build: Build) -> None:
    build.trace = Trace(build.trace.files, build.taken_ns + 1)
    assert not build.is_current()


def test_young_files_are_compared_by_their_bytes(tmp_path: Path) -> None:
    build = Build(tmp_path, 0)
    digest = file_digest(build.record)
    assert build.stamp.young_sources == (("a.md", digest), ("a.png", digest))
    assert build.stamp.young_outputs == (("index.html", digest),)
    assert build.is_current()
    # the same size, time and inode, but other bytes
    build.stamp = structs.replace(build.stamp, young_outputs=(("index.html", b"other"),))
    assert not build.is_current()


def test_expensive_checks_come_last(build: Build) -> None:
    def fail(*_: object) -> Trace:
        raise AssertionError("loaded although the sources have changed")

    changed = structs.replace(build.inputs(), sources=())
    assert not is_current(build.stamp, changed, build.folder, build.folder, fail, lambda _: None)
