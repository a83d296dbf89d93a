"""Search blocks in the cache: found by their signatures, rejected if they are damaged, removed when no longer used."""

from pathlib import Path

from generator.model.views.search import SearchBlock, SearchFile
from generator.pipeline.search_cache import load_block, remove_blocks, save_block

FILES = (SearchFile("a", b"1"), SearchFile("b/c", b"\x00"))


def block(signature: bytes) -> SearchBlock:
    return SearchBlock("0-3", range(3), signature * 16)


def test_a_block_is_found_by_its_signature(tmp_path: Path) -> None:
    save_block(tmp_path, block(b"a"), FILES)
    assert load_block(tmp_path, block(b"a")) == FILES
    assert load_block(tmp_path, block(b"b")) is None


def test_a_damaged_or_misplaced_block_is_not_used(tmp_path: Path) -> None:
    save_block(tmp_path, block(b"a"), FILES)
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    file.with_name(f"{(b'b' * 16).hex()}.block").write_bytes(data)
    assert load_block(tmp_path, block(b"b")) is None
    file.write_bytes(data[:-1])
    assert load_block(tmp_path, block(b"a")) is None


def test_blocks_that_are_replaced_are_removed(tmp_path: Path) -> None:
    for each in (b"a", b"b"):
        save_block(tmp_path, block(each), FILES)
    remove_blocks(tmp_path, [b"a" * 16, b"c" * 16])
    assert load_block(tmp_path, block(b"a")) is None
    assert load_block(tmp_path, block(b"b")) == FILES


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    save_block(tmp_path / "file", block(b"a"), FILES)
    remove_blocks(tmp_path / "file", [b"a" * 16])
    assert load_block(tmp_path / "file", block(b"a")) is None
