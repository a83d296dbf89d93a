"""Decide whether a new version of an entry updates its record. Only changes that readers would notice do."""

import re
from datetime import datetime, timedelta

from generator.base.phrases import fold_text
from generator.base.urls import canonical_url
from generator.ingest.record_text import MOST_UPDATES, count_updates
from generator.model.ingest import Entry, KnownRecord, RecordUpdate
from generator.model.ingest_sources import Source

WINDOW = timedelta(days=7)
"""How long after its publication a record may be updated."""

SLACK = timedelta(hours=1)
"""How far ahead of our clock a date may be."""

_LATER = timedelta(seconds=60)
_COMMENTS = re.compile(
    r"[(\[]?\b\d+ (?:comments?|kommentare?|commentaires?|comentarios?|replies|views)\b[)\]]?"
)
_MARKS = re.compile(r"[.…\s]+\Z")


def plan_update(entry: Entry, record: KnownRecord, source: Source, now: datetime) -> RecordUpdate | None:
    """Return the update of a record, ``None`` if nothing changed or the record may no longer change."""
    if not _may_change(record, source, now):
        return None
    if record.published is None:
        date = entry.published if entry.published and entry.published <= now + SLACK else None
        return RecordUpdate(record.path, source.id, published=date) if date else None
    title = entry.title if differs(entry.title, record.title) else None
    excerpt = entry.excerpt if entry.excerpt and differs(entry.excerpt, record.excerpt) else None
    images = entry.images if entry.images and _other_image(entry.images[0].url, record.image) else None
    if title is None and excerpt is None and images is None:
        return None
    is_edit = title is not None or excerpt is not None
    return RecordUpdate(
        record.path, source.id, title, excerpt, images, _updated(entry, now) if is_edit else None
    )


def _may_change(record: KnownRecord, source: Source, now: datetime) -> bool:
    return (
        source.update == "edits"
        and bool(record.fetched)
        and (record.published is None or record.published >= now - WINDOW)
        and count_updates(record.fetched) < MOST_UPDATES
    )


def _updated(entry: Entry, now: datetime) -> datetime | None:
    """Return the date of an edit, if the feed has a plausible one."""
    if entry.updated is None or entry.updated > now + SLACK:
        return None
    return entry.updated if entry.published and entry.updated - entry.published > _LATER else None


def differs(new: str, old: str) -> bool:
    """Return whether two texts differ by more than case, spaces, comment counts and where they were truncated."""
    first, second = _essence(new), _essence(old)
    if first == second:
        return False
    longer_now = old.endswith("…") and first.startswith(second)
    shorter_now = new.endswith("…") and second.startswith(first)
    return not (first and second and (longer_now or shorter_now))


def _essence(text: str) -> str:
    return _MARKS.sub("", " ".join(_COMMENTS.sub(" ", fold_text(text)).split()))


def _other_image(new: str, old: str) -> bool:
    """Return whether two URLs are of different images. The query is ignored: usually it is a size or an expiry date."""
    return canonical_url(new).partition("?")[0] != canonical_url(old).partition("?")[0]
