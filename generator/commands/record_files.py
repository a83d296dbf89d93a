"""Write the changes that a fetch decided on. Files that somebody edited stay as they are."""

from collections.abc import Set
from pathlib import Path

from msgspec.structs import replace

from generator.base.storage.temp_files import write_atomically
from generator.ingest.record_text import is_untouched, update_record, withdraw_record, write_record
from generator.model.ingest import (
    EntryVerdict,
    KnownRecord,
    NewRecord,
    RecordChange,
    RecordUpdate,
    SourceChanges,
)


def apply_change(content: Path, change: RecordChange, known: KnownRecord | None) -> bool:
    """Write one change. Returns ``False`` if somebody edited the file meanwhile. Raises :class:`OSError`.

    ``known`` is the record that changes, ``None`` for a new one.
    """
    file = content / change.path
    if isinstance(change, NewRecord):
        if file.exists():
            raise FileExistsError(17, "there is a file of this name that cannot be read as a record")
        write_file(file, write_record(change.record))
        return True
    before = _read(file)
    if isinstance(change, RecordUpdate):
        text = update_record(before, change)
    else:
        assert known is not None
        text = withdraw_record(known.url, known.source, known.guid) if is_untouched(before) else None
    if text is not None:
        write_file(file, text)
    return text is not None


def keep_edited(content: Path, changes: SourceChanges) -> SourceChanges:
    """Return changes without those of files that somebody edited; the verdicts on their entries are ``kept``."""
    edited = {
        change.path
        for change in changes.changes
        if not isinstance(change, NewRecord) and not is_untouched(_read(content / change.path))
    }
    if not edited:
        return changes
    verdicts = [
        replace(each, verdict="kept", reason="edited by hand") if _is_kept(each, edited) else each
        for each in changes.verdicts
    ]
    kept = tuple([change for change in changes.changes if change.path not in edited])
    return replace(changes, changes=kept, verdicts=tuple(verdicts))


def _is_kept(each: EntryVerdict, edited: Set[str]) -> bool:
    return each.verdict == "updated" and each.path in edited


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


def write_file(file: Path, text: str) -> None:
    """Write a file atomically, with LF at the ends of lines. Raises :class:`OSError`."""
    write_atomically(file, text.encode())
