"""The paths of a build's caches."""

import os
from pathlib import Path

import pytest

from generator.model.options import BuildOptions
from generator.pipeline.cache_paths import CachePaths, is_marked


def paths(root: Path, content: str = "content", output: str = "output", cache: str = "cache") -> CachePaths:
    return CachePaths(BuildOptions(content=root / content, output=root / output, cache=root / cache))


def names(cache: CachePaths) -> dict[str, str]:
    return {name: value.name for name, value in vars(cache).items() if isinstance(value, Path)}


def test_names_do_not_change_when_a_checkout_moves_as_a_whole(tmp_path: Path) -> None:
    assert names(paths(tmp_path / "here")) == names(paths(tmp_path / "there"))


@pytest.mark.parametrize(
    ("change", "differ"),
    [
        ({"content": "other"}, {"content", "variant_index"}),
        ({"output": "other"}, {"output", "public_records"}),
    ],
)
def test_sites_that_share_a_cache_do_not_share_files(
    tmp_path: Path, change: dict[str, str], differ: set[str]
) -> None:
    one, other = names(paths(tmp_path)), names(paths(tmp_path, **change))
    assert {name for name in one if one[name] != other[name]} == differ


def test_forget_deletes_caches_and_keeps_images(tmp_path: Path) -> None:
    cache = paths(tmp_path)
    cache.images.mkdir(parents=True)
    (cache.images / "blob").write_bytes(b"x")
    journal = cache.output.with_name(f"{cache.output.name}-journal")
    for file in (cache.content, cache.output, journal, cache.variant_index):
        file.write_bytes(b"x")
    cache.forget()
    assert sorted(each.name for each in (tmp_path / "cache").iterdir()) == ["pictures"]
    assert (cache.images / "blob").exists()


def test_changes_may_be_written_elsewhere(tmp_path: Path) -> None:
    assert paths(tmp_path).changes == tmp_path / "cache/changes.json"
    options = BuildOptions(tmp_path, tmp_path / "o", tmp_path / "c", changes=tmp_path / "what.json")
    assert CachePaths(options).changes == tmp_path / "what.json"


def test_each_site_of_a_fleet_has_its_own_changes(tmp_path: Path) -> None:
    options = BuildOptions(tmp_path, tmp_path / "o", tmp_path / "c", site="ai")
    cache = CachePaths(options)
    assert cache.changes == tmp_path / "c/changes-ai.json"
    cache.changes.parent.mkdir()
    cache.changes.write_text("{}", "utf-8")
    cache.mark()
    assert is_marked(tmp_path / "c")


def test_a_cache_is_marked_as_ours(tmp_path: Path) -> None:
    cache = paths(tmp_path)
    assert not is_marked(tmp_path / "cache")
    cache.mark()
    assert is_marked(tmp_path / "cache")
    assert cache.marker.read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    cache.marker.write_bytes(b"")
    cache.mark()
    assert is_marked(tmp_path / "cache"), "a damaged mark is renewed"
    cache.marker.unlink()
    cache.marker.mkdir()
    cache.mark()
    assert not is_marked(tmp_path / "cache"), "no mark can be written, and no build fails"


@pytest.mark.parametrize("name", ["notes.txt", "content", "package.json", "templates.html", ".git"])
def test_a_folder_with_files_of_others_is_neither_marked_nor_swept(tmp_path: Path, name: str) -> None:
    cache, abandoned = paths(tmp_path), _abandon(tmp_path / "cache/.report.odt.123.tmp")
    _abandon(tmp_path / "cache" / name)
    for _ in range(2):
        cache.mark()
        cache.sweep()
    assert abandoned.exists()
    assert not is_marked(tmp_path / "cache")


def test_a_cache_without_a_mark_is_marked_and_swept(tmp_path: Path) -> None:
    cache, abandoned = paths(tmp_path), _abandon(tmp_path / "cache/.links.store.123.tmp")
    for file in (cache.content, cache.output, cache.variant_index, cache.public_records, cache.changes):
        _abandon(file)
    for name in ("sources.store", "sources.lock", "links.store", "links.lock", "pictures/a", "templates/b"):
        _abandon(tmp_path / "cache" / name)
    cache.sweep()
    assert abandoned.exists(), "it has no mark yet"
    cache.mark()
    cache.sweep()
    assert not abandoned.exists()


def _abandon(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")
    os.utime(file, (0, 0))
    return file
