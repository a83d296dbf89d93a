"""Trace and manifest: what is lost costs time, never correctness."""

from pathlib import Path

import pytest

from generator.model.trace import Fingerprint, OnDisk, TraceEntry
from generator.write.output_scan import NO_FILE, is_as_left, settle_doubts, survey_output
from generator.write.trace import Trace, is_known, load_manifest, load_trace, save_manifest, save_trace

TRACED = TraceEntry(b"s", Fingerprint(b"r", b"t", b"v"), b"d", 3, 5)
TRACE = Trace({"a": TRACED}, 7)


def test_a_trace_comes_back(tmp_path: Path) -> None:
    save_trace(tmp_path / "cache/trace", b"1", TRACE)
    assert load_trace(tmp_path / "cache/trace", b"1") == TRACE


@pytest.mark.parametrize("spoil", [b"", b"junk", b"broadsheet store 1\n" + b"0" * 40])
def test_a_spoilt_trace_reads_as_none(tmp_path: Path, spoil: bytes) -> None:
    (tmp_path / "trace").write_bytes(spoil)
    assert load_trace(tmp_path / "trace", b"1") == Trace()


def test_any_altered_byte_of_a_trace_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "trace"
    save_trace(file, b"1", TRACE)
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert load_trace(file, b"1") == Trace()
    file.write_bytes(whole[:-1])
    assert load_trace(file, b"1") == Trace()
    file.write_bytes(whole)
    assert load_trace(file, b"another salt") == Trace()


def test_a_manifest_is_sorted_and_comes_back(tmp_path: Path) -> None:
    save_manifest(tmp_path, ["b", "a/index.html", "b"])
    assert load_manifest(tmp_path) == frozenset({"a/index.html", "b"})
    assert (tmp_path / ".broadsheet/manifest").read_text().splitlines()[1:-1] == ["a/index.html", "b"]


@pytest.mark.parametrize("path", ["../outside", "a/../../b", "/etc/passwd", "a//b", "a\\..\\b", "./a"])
def test_a_manifest_that_leads_out_of_the_folder_is_not_believed(tmp_path: Path, path: str) -> None:
    save_manifest(tmp_path, ["fine", path])
    assert load_manifest(tmp_path) == frozenset({"fine"})


def test_a_manifest_that_is_lost_or_altered_is_not_believed(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) is None
    assert not is_known(tmp_path)
    save_manifest(tmp_path, ["a", "# b", "c\u2028d"])
    assert load_manifest(tmp_path) == frozenset({"a", "# b", "c\u2028d"})
    file = tmp_path / ".broadsheet/manifest"
    whole = file.read_text("utf-8")
    for spoilt in (whole[:-1], whole[:60], f"{whole}mine\n", whole.replace("\na\n", "\nb\n"), ""):
        file.write_text(spoilt, "utf-8")
        assert load_manifest(tmp_path) is None
    assert is_known(tmp_path)


def test_a_survey_tells_what_lies_at_each_path(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/f").write_text("123")
    (tmp_path / "link").symlink_to(tmp_path / "a/b/f")
    found = survey_output(tmp_path, ["a/b/f", "a/b", "link", "gone", "a/b/f/below", "not asked for"])
    assert {path: each.size for path, each in found.items()} == {"a/b/f": 3, "a/b": NO_FILE, "link": NO_FILE}
    assert survey_output(tmp_path / "nowhere", ["a"]) == {}


def test_files_are_as_we_left_them_until_one_moves(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    left = {"a": TraceEntry(b"s", TRACED.fingerprint, b"d", 3, (tmp_path / "a").stat().st_mtime_ns)}
    assert is_as_left(tmp_path, left)
    assert is_as_left(tmp_path, {})
    assert not is_as_left(tmp_path, left | {"b": TRACED})
    assert not is_as_left(tmp_path, {"a": TRACED})


def test_a_doubt_is_settled_by_reading(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    found = survey_output(tmp_path, ["a"])["a"]
    same_stamp = {"a": TraceEntry(b"s", TRACED.fingerprint, b"d", 3, found.mtime_ns)}
    other_stamp = {"a": TraceEntry(b"s", TRACED.fingerprint, b"d", 3, found.mtime_ns - 1)}
    old, young = found.mtime_ns + 10**9, found.mtime_ns + 10**6
    assert settle_doubts(tmp_path, {"a": found}, same_stamp, old)["a"].digest is None
    assert settle_doubts(tmp_path, {"a": found}, same_stamp, young)["a"].digest is not None
    assert settle_doubts(tmp_path, {"a": found}, other_stamp, old)["a"].digest is not None
    assert settle_doubts(tmp_path, {"a": OnDisk(4, 1)}, other_stamp, old)["a"].digest is None
