"""Trace and manifest: what is lost costs time, never correctness."""

from pathlib import Path

import pytest

from generator.write.trace import load_manifest, save_manifest, was_published


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
