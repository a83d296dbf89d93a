"""The state of output files: stamps first, digests where stamps leave a doubt."""

from pathlib import Path

import pytest

from generator.model.trace import Fingerprint, OnDisk, TraceEntry
from generator.write.output_scan import (
    NO_FILE,
    file_digest,
    find_changes,
    is_unchanged,
    settle_doubts,
    survey_output,
)

TRACED = TraceEntry(b"s", Fingerprint(b"r", b"t", b"v"), b"d", 3, 5)


def test_a_survey_has_the_state_of_each_path(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/f").write_text("123")
    (tmp_path / "link").symlink_to(tmp_path / "a/b/f")
    found = survey_output(tmp_path, ["a/b/f", "a/b", "link", "gone", "a/b/f/below", "not asked for"])
    assert {path: each.size for path, each in found.items()} == {"a/b/f": 3, "a/b": NO_FILE, "link": NO_FILE}
    assert survey_output(tmp_path / "nowhere", ["a"]) == {}


def test_files_are_as_we_left_them_until_one_moves(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    left = {"a": TraceEntry(b"s", TRACED.fingerprint, b"d", 3, (tmp_path / "a").stat().st_mtime_ns)}
    assert is_unchanged(tmp_path, left)
    assert is_unchanged(tmp_path, {})
    assert not is_unchanged(tmp_path, left | {"b": TRACED})
    assert not is_unchanged(tmp_path, {"a": TRACED})


def test_doubtful_stamps_are_settled_by_digests(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    found = survey_output(tmp_path, ["a"])["a"]
    same_stamp = {"a": TraceEntry(b"s", TRACED.fingerprint, b"d", 3, found.mtime_ns)}
    other_stamp = {"a": TraceEntry(b"s", TRACED.fingerprint, b"d", 3, found.mtime_ns - 1)}
    old, young = found.mtime_ns + 10**9, found.mtime_ns + 10**6
    assert settle_doubts(tmp_path, {"a": found}, same_stamp, old)["a"].digest is None
    assert settle_doubts(tmp_path, {"a": found}, same_stamp, young)["a"].digest is not None
    assert settle_doubts(tmp_path, {"a": found}, other_stamp, old)["a"].digest is not None
    assert settle_doubts(tmp_path, {"a": OnDisk(4, 1)}, other_stamp, old)["a"].digest is None


def entry_of(file: Path, size: int | None = None, later_ns: int = 0) -> TraceEntry:
    status = file.stat()
    size = status.st_size if size is None else size
    return TraceEntry(b"s", TRACED.fingerprint, b"d", size, status.st_mtime_ns + later_ns)


@pytest.mark.parametrize(
    ("size", "later_ns", "age_ns", "changed"),
    [
        (3, 0, 10**9, False),
        (3, 0, 10**6, True),  # so young that a change may have left the stamp as it was
        (4, 0, 10**9, True),
        (3, 1, 10**9, True),
    ],
)
def test_changes_are_found_by_stamp(
    tmp_path: Path, size: int, later_ns: int, age_ns: int, changed: bool
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    mtime = file.stat().st_mtime_ns
    trace = {"a": entry_of(file, size, later_ns)}
    expected = {"a": OnDisk(3, mtime)} if changed else {}
    assert find_changes(tmp_path, trace, mtime + age_ns) == expected


def test_missing_files_and_folders_in_their_place_are_changes(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    trace = {"missing": TRACED, "folder": entry_of(folder)}
    taken_ns = folder.stat().st_mtime_ns + 10**9
    assert find_changes(tmp_path, trace, taken_ns) == {
        "missing": None,
        "folder": OnDisk(NO_FILE, folder.stat().st_mtime_ns),
    }


def test_a_file_that_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert file_digest(tmp_path) is None
    assert file_digest(tmp_path / "missing") is None
    assert file_digest(tmp_path / "a") == file_digest(tmp_path / "a") is not None
