"""Files of records are written whole, and not over what somebody made."""

from pathlib import Path

import pytest

from generator.commands.record_files import apply_change
from generator.ingest.record_text import write_record
from generator.model.ingest import FetchedRecord, KnownRecord, NewRecord, RecordUpdate, Withdrawal

RECORD = FetchedRecord("Bees", "https://a.example/1", "a")
KNOWN = KnownRecord("b/a.md", "https://a.example/1", "https://a.example/1", "a")


def test_new_records_are_never_written_over_a_file(tmp_path: Path) -> None:
    assert apply_change(tmp_path, NewRecord("b/a.md", RECORD), None)
    assert (tmp_path / "b/a.md").read_bytes() == write_record(RECORD).encode()
    with pytest.raises(FileExistsError):
        apply_change(tmp_path, NewRecord("b/a.md", RECORD), None)
    assert [file.name for file in (tmp_path / "b").iterdir()] == ["a.md"]


def test_edited_files_are_left_alone(tmp_path: Path) -> None:
    apply_change(tmp_path, NewRecord("b/a.md", RECORD), None)
    file = tmp_path / "b/a.md"
    edited = file.read_text("utf-8").replace("Bees", "Wasps")
    file.write_text(edited, "utf-8")
    assert not apply_change(tmp_path, RecordUpdate("b/a.md", "a", "Other"), KNOWN)
    assert not apply_change(tmp_path, Withdrawal("b/a.md", "a"), KNOWN)
    assert file.read_text("utf-8") == edited


def test_untouched_files_are_updated_and_withdrawn(tmp_path: Path) -> None:
    apply_change(tmp_path, NewRecord("b/a.md", RECORD), None)
    assert apply_change(tmp_path, RecordUpdate("b/a.md", "a", "Other"), KNOWN)
    assert apply_change(tmp_path, Withdrawal("b/a.md", "a"), KNOWN)
    assert "removed: true" in (tmp_path / "b/a.md").read_text("utf-8")
