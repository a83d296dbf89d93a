"""Trace and manifest: what is lost costs time, never correctness."""

from pathlib import Path

import pytest

from generator.model.trace import Fingerprint, TraceEntry
from generator.write.trace import Trace, load_manifest, load_trace, save_manifest, save_trace, was_published

TRACED = TraceEntry(b"s", Fingerprint(b"r", b"t", b"v"), b"d", 3, 5)
TRACE = Trace({"a": TRACED}, 7)


def test_a_trace_comes_back(tmp_path: Path) -> None:
    save_trace(tmp_path / "cache/trace", b"1", TRACE)
    assert load_trace(tmp_path / "cache/trace", b"1") == TRACE


@pytest.mark.parametrize("spoil", [b"", b"junk", b"broadsheet store 1\n" + b"0" * 40])
def test_a_damaged_trace_reads_as_empty(tmp_path: Path, spoil: bytes) -> None:
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
def test_manifest_paths_outside_the_folder_are_ignored(tmp_path: Path, path: str) -> None:
    save_manifest(tmp_path, ["fine", path])
    assert load_manifest(tmp_path) == frozenset({"fine"})


def test_a_missing_or_edited_manifest_is_ignored(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) is None
    assert not was_published(tmp_path)
    save_manifest(tmp_path, ["a", "# b", "c\u2028d"])
    assert load_manifest(tmp_path) == frozenset({"a", "# b", "c\u2028d"})
    file = tmp_path / ".broadsheet/manifest"
    whole = file.read_text("utf-8")
    for spoilt in (whole[:-1], whole[:60], f"{whole}mine\n", whole.replace("\na\n", "\nb\n"), ""):
        file.write_text(spoilt, "utf-8")
        assert load_manifest(tmp_path) is None
    assert was_published(tmp_path)
