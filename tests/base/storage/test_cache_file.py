"""A cache file is read completely or not at all."""

from pathlib import Path

from generator.base.storage.cache_file import read_cache_file, write_cache_file


def test_a_body_is_only_read_with_the_same_salt(tmp_path: Path) -> None:
    file = tmp_path / "deep/er/store"
    write_cache_file(file, b"salt", b"body")
    assert read_cache_file(file, b"salt") == b"body"
    assert read_cache_file(file, b"other") is None
    assert read_cache_file(tmp_path / "none", b"salt") is None
    assert [each.name for each in file.parent.iterdir()] == ["store"]


def test_salt_and_body_do_not_run_together(tmp_path: Path) -> None:
    write_cache_file(tmp_path / "s", b"ab", b"c")
    assert read_cache_file(tmp_path / "s", b"a") is None
