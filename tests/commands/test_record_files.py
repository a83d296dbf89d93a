"""Files of records are written whole, and not over what somebody made."""

from pathlib import Path

import pytest

from generator.commands.record_files import apply_change, keep_edited
from generator.ingest.record_text import write_record
from generator.model.ingest import (
    Entry,
    EntryVerdict,
    FetchedRecord,
    KnownRecord,
    NewRecord,
    RecordUpdate,
    SourceChanges,
    Withdrawal,
)

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


def test_changes_of_edited_files_are_kept_out_of_the_count(tmp_path: Path) -> None:
    changes = (RecordUpdate("b/a.md", "a", "Other"), Withdrawal("b/b.md", "a"), NewRecord("b/c.md", RECORD))
    entry = Entry("a", 0, "https://a.example/1", "https://a.example/1", "Other")
    planned = SourceChanges("a", changes, (EntryVerdict(entry, "updated", "by url", "b/a.md"),))
    for path in ("b/a.md", "b/b.md"):
        apply_change(tmp_path, NewRecord(path, RECORD), None)
    assert keep_edited(tmp_path, planned) is planned
    for path in ("b/a.md", "b/b.md"):
        (tmp_path / path).write_text((tmp_path / path).read_text("utf-8") + "Mine.\n", "utf-8")
    kept = keep_edited(tmp_path, planned)
    assert kept.changes == changes[2:]
    assert [(each.verdict, each.reason) for each in kept.verdicts] == [("kept", "edited by hand")]


def test_untouched_files_are_updated_and_withdrawn(tmp_path: Path) -> None:
    apply_change(tmp_path, NewRecord("b/a.md", RECORD), None)
    assert apply_change(tmp_path, RecordUpdate("b/a.md", "a", "Other"), KNOWN)
    assert apply_change(tmp_path, Withdrawal("b/a.md", "a"), KNOWN)
    assert "removed: true" in (tmp_path / "b/a.md").read_text("utf-8")
