"""Which entries are too old to be taken, at the first and at later visits to a source.

The first visit takes only the newest entries. The next visit must not take the others, although they are as unknown as
new ones. So an entry counts as old if it comes after all known ones in the feed, or is older than all records of its
source. This follows from the records and the body alone, so a lost cache changes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from generator.model.ingest import Entry, KnownRecord
from generator.model.ingest_sources import Source


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries, newest first. An entry without a date stays after its predecessor in the feed."""
    ordered: list[tuple[float, int, Entry]] = []
    date = next((entry.published for entry in entries if entry.published), None)
    for entry in entries:
        date = entry.published or date
        ordered.append((-date.timestamp() if date else 0.0, entry.position, entry))
    return [entry for _, _, entry in sorted(ordered, key=lambda each: each[:2])]


def find_old(
    entries: Sequence[Entry],
    known_here: Mapping[int, KnownRecord],
    records: Sequence[KnownRecord],
    source: Source,
    now: datetime,
) -> dict[int, str]:
    """Return the reason for each entry that is too old, by position.

    ``known_here`` has the records of known entries by position, ``records`` are those of the source before this visit.
    """
    found: dict[int, str] = {}
    oldest = now - timedelta(days=source.max_age) if source.max_age else None
    for entry in entries:
        if oldest and entry.published and entry.published < oldest:
            found[entry.position] = f"older than {source.max_age} days"
    rest = [entry for entry in newest_first(entries) if entry.position not in found]
    for entry in _beyond(rest, known_here, records, source.first_items):
        found[entry.position] = f"not among the newest {source.first_items} at the first visit"
    return found


def _beyond(
    entries: Sequence[Entry],
    known_here: Mapping[int, KnownRecord],
    records: Sequence[KnownRecord],
    first_items: int,
) -> Sequence[Entry]:
    """Return the entries that the first visit does not take, or did not take."""
    if not first_items:
        return ()
    if not records:
        return entries[first_items:]
    places = [place for place, entry in enumerate(entries) if entry.position in known_here]
    here = {record.path for record in known_here.values()}
    if len(places) + sum(record.path not in here for record in records) < first_items:
        return ()  # the first visit took all there was
    oldest = _oldest_date(records)
    below = entries[places[-1] + 1 :] if places else ()
    older = [entry for entry in entries if oldest and entry.published and entry.published < oldest]
    return [*below, *older]


def _oldest_date(records: Sequence[KnownRecord]) -> datetime | None:
    """Return the date of a source's oldest record. Full hours are ignored: they may be times of visits."""
    dates = [record.published for record in records if record.published]
    return min((date for date in dates if date.minute or date.second), default=None)
