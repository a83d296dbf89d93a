"""Write the changes that a fetch decided on. Files that somebody edited stay as they are."""

from pathlib import Path

from generator.base.storage.temp_files import write_atomically
from generator.ingest.record_text import is_untouched, update_record, withdraw_record, write_record
from generator.model.ingest import KnownRecord, NewRecord, RecordChange, RecordUpdate


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
    before = file.read_bytes().decode("utf-8", "replace")
    if isinstance(change, RecordUpdate):
        text = update_record(before, change)
    else:
        assert known is not None
        text = withdraw_record(known.url, known.source, known.guid) if is_untouched(before) else None
    if text is not None:
        write_file(file, text)
    return text is not None


def write_file(file: Path, text: str) -> None:
    """Write a file atomically, with LF at the ends of lines. Raises :class:`OSError`."""
    write_atomically(file, text.encode())
