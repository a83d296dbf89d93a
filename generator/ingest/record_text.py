"""The text of a record file, in one fixed form, and its changes. Never a body."""

from generator.model.ingest import FetchedRecord, RecordUpdate


def write_record(record: FetchedRecord) -> str:
    """Return the text of a new file."""
    raise NotImplementedError


def update_record(text: str, update: RecordUpdate) -> str | None:
    """Return the text of a file after an update; ``None`` if somebody edited it, or it had three updates."""
    raise NotImplementedError


def is_untouched(text: str) -> bool:
    """Return whether a file is as a fetch wrote it."""
    raise NotImplementedError


def withdraw_record(url: str, source: str = "", guid: str = "") -> str:
    """Return the text of a withdrawn record: its identity and ``removed: true``."""
    raise NotImplementedError
