"""Entries, sources and records for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from generator.ingest.changes import plan_changes
from generator.ingest.known import known_record
from generator.ingest.record_text import update_record, withdraw_record, write_record
from generator.model.ingest import (
    Candidate,
    Entry,
    KnownRecord,
    NewRecord,
    RecordUpdate,
    SourceChanges,
    SourceVisit,
    Tombstone,
    Withdrawal,
)
from generator.model.ingest_sources import Source
from generator.normalise.item import normalise
from generator.read.record import read_record

NOW = datetime(2026, 11, 10, 12, 30, tzinfo=UTC)


def source(id: str = "hedgerow", **settings: Any) -> Source:
    return Source(id=id, url=f"https://{id}.example/feed", **settings)


def entry(number: int = 1, position: int = 0, days: float | None = 1, **fields: Any) -> Entry:
    """An entry ``days`` before now."""
    url = fields.pop("url", f"https://hedgerow.example/{number}")
    published = None if days is None else (NOW - timedelta(days=days)).replace(microsecond=0)
    values = {"source": "hedgerow", "title": f"The title of {number}", "published": published, **fields}
    return Entry(position=position, url=url, key=url, **values)


def visit(*entries: Entry, of: Source | None = None, tombstones: tuple[Tombstone, ...] = ()) -> SourceVisit:
    """A visit whose entries are numbered in their order."""
    found = of or source()
    placed = [
        Candidate(
            Entry(
                **{
                    **{name: getattr(each, name) for name in Entry.__struct_fields__},
                    "position": place,
                    "source": found.id,
                }
            )
        )
        for place, each in enumerate(entries)
    ]
    return SourceVisit(found, tuple(placed), tombstones=tombstones)


class Folder:
    """A content folder in memory: files are written by changes and read as builds read them."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def known(self) -> list[KnownRecord]:
        items = []
        for path, text in sorted(self.files.items()):
            record = read_record(path, text.encode()).record
            assert record is not None
            item, problems = normalise(record)
            assert item is not None, problems
            assert problems == ()
            items.append(known_record(item))
        return items

    def keys(self) -> set[str]:
        return {record.key for record in self.known()}

    def fetch(self, *visits: SourceVisit, now: datetime = NOW) -> tuple[SourceChanges, ...]:
        """Apply the changes of visits, as the shell does."""
        planned = plan_changes(visits, self.known(), now)
        for change in [change for changes in planned for change in changes.changes]:
            self._apply(change)
        return planned

    def _apply(self, change: NewRecord | RecordUpdate | Withdrawal) -> None:
        if isinstance(change, NewRecord):
            assert change.path not in self.files
            self.files[change.path] = write_record(change.record)
        elif isinstance(change, RecordUpdate):
            self.files[change.path] = (
                update_record(self.files[change.path], change) or self.files[change.path]
            )
        else:
            self.forget(change.path)

    def forget(self, path: str) -> None:
        known = next(record for record in self.known() if record.path == path)
        self.files[path] = withdraw_record(known.url, known.source, known.guid)


def verdicts(changes: SourceChanges) -> list[str]:
    return [verdict.verdict for verdict in changes.verdicts]
