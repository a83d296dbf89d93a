"""The store of sources survives what happens to files."""

from pathlib import Path

import pytest

from generator.ingest.polling.source_store import FILE, load_store, save_store
from generator.model.collection import HostRest, SourceState, StoredSources


def test_a_store_is_read_as_it_was_written(tmp_path: Path) -> None:
    store = StoredSources({"https://a.example/": SourceState('W/"1"', "x")}, {"a.example": HostRest(5)})
    save_store(tmp_path, store)
    assert load_store(tmp_path) == store


@pytest.mark.parametrize("damage", [b"", b"none", b"broadsheet store 1\n" + bytes(40)])
def test_a_damaged_store_is_an_empty_one(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert load_store(tmp_path) == StoredSources()
    assert load_store(tmp_path / "none") == StoredSources()
