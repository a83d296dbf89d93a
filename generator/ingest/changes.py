"""Visits and known records → what to write.

Two passes: each visit is decided against the records as they were before all visits, so the order of sources does not
change what is taken; then, in the order of ``sources.toml``, the first source that has an item keeps it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from generator.ingest.first_visit import find_old
from generator.ingest.identity import (
    KnownIndex,
    TitleMatcher,
    has_other_guid,
    has_repeated_guids,
    page_key,
    title_key,
)
from generator.ingest.page_parts import PageParts, separate_parts
from generator.ingest.record_paths import make_record_path
from generator.ingest.updates import SLACK, plan_update
from generator.model.ingest import (
    Candidate,
    Entry,
    EntryVerdict,
    FetchedRecord,
    KnownRecord,
    NewRecord,
    RecordChange,
    SourceChanges,
    SourceVisit,
    Withdrawal,
)

HELD = timedelta(days=7)
"""An entry with a date up to this far ahead is held until then. A later date is dropped as wrong."""

MIN_RENAMED = 5
"""Minimum number of records, and of unknown entries, for a source to count as renamed."""


class _VisitPlan(Struct, frozen=True):
    """What is decided about a visit on its own, before comparing visits. Keys are positions of entries in the feed."""

    visit: SourceVisit
    dated: dict[int, Candidate]
    known: dict[int, tuple[KnownRecord, str]]
    held: frozenset[int]
    old: dict[int, str]
    renamed: dict[int, KnownRecord]
    use_guid: bool
    is_first: bool
    updaters: frozenset[int]
    """Positions of the known entries that may update their record: one for each record."""
    repeats: Mapping[int, int]


def plan_changes(
    visits: Sequence[SourceVisit], known: Sequence[KnownRecord], now: datetime
) -> tuple[SourceChanges, ...]:
    """Return the changes of each visit. ``visits`` are in the order of sources.toml: the first source keeps an item.

    ``known`` are all records of the content folder. ``now`` is in UTC.
    """
    index = KnownIndex(known)
    decisions = [_decide(visit, index, now) for visit in visits]
    return tuple([_plan_visit(decided, index, now) for decided in decisions])


def _decide(visit: SourceVisit, index: KnownIndex, now: datetime) -> _VisitPlan:
    source, records = visit.source, index.by_source.get(visit.source.id, [])
    wanted, dropped = [each.entry for each in visit.candidates], [entry for entry, _ in visit.dropped]
    use_guid = not has_repeated_guids([*wanted, *dropped])
    parts = separate_parts(wanted, dropped, index, use_guid)
    visit = _with_parts(visit, parts)
    entries = list(parts.entries.values())
    known = {entry.position: match for entry in entries if (match := index.find(entry, use_guid)) is not None}
    here = {record.path for record, _ in known.values()}
    titles = TitleMatcher([record for record in records if record.path not in here])
    firsts = [each for each in visit.candidates if each.entry.position not in parts.repeats]
    dated = {each.entry.position: _with_date(each, now) for each in firsts}
    for position, candidate in dated.items():
        if position not in known and (record := titles.take_near(candidate.entry)) is not None:
            known[position] = (record, "title")
    held = frozenset(
        position
        for position, each in dated.items()
        if each.entry.published and each.entry.published > now + SLACK
    )
    present = [each.entry for position, each in dated.items() if position not in held]
    old = find_old(present, {place: record for place, (record, _) in known.items()}, records, source, now)
    fresh = [entry for entry in present if entry.position not in known and entry.position not in old]
    renamed = _find_renamed(fresh, records, titles)
    usable = [entry for entry in present if entry.position in known and entry.position not in old]
    updaters = _choose_updaters(usable, known)
    return _VisitPlan(visit, dated, known, held, old, renamed, use_guid, not records, updaters, parts.repeats)


def _with_parts(visit: SourceVisit, parts: PageParts) -> SourceVisit:
    """Return a visit whose candidates are as their pages tell them apart."""
    candidates = [
        msgspec.structs.replace(each, entry=parts.entries[each.entry.position]) for each in visit.candidates
    ]
    return msgspec.structs.replace(visit, candidates=tuple(candidates))


def _choose_updaters(
    entries: Sequence[Entry], known: Mapping[int, tuple[KnownRecord, str]]
) -> frozenset[int]:
    """Return the position of one entry for each record: the one with the record's date, else the first."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: each.position):
        record = known[entry.position][0]
        before = found.setdefault(record.path, entry)
        if before.published != record.published and entry.published == record.published:
            found[record.path] = entry
    return frozenset(entry.position for entry in found.values())


def _with_date(candidate: Candidate, now: datetime) -> Candidate:
    """Return a candidate without its date if that is too far ahead."""
    published = candidate.entry.published
    if published is None or published <= now + HELD:
        return candidate
    entry = msgspec.structs.replace(candidate.entry, published=None, bad_date=f"{published:%Y-%m-%d}")
    return msgspec.structs.replace(candidate, entry=entry)


def _find_renamed(
    fresh: Sequence[Entry], records: Sequence[KnownRecord], titles: TitleMatcher
) -> dict[int, KnownRecord]:
    """Return the records that entries with new URLs match by title, by position.

    Empty unless most new entries match one: then the source has changed all its URLs.
    """
    if len(records) < MIN_RENAMED or len(fresh) < MIN_RENAMED:
        return {}
    found = {entry.position: record for entry in fresh if (record := titles.take_any(entry)) is not None}
    return found if len(found) * 2 > len(fresh) else {}


def _plan_visit(decided: _VisitPlan, index: KnownIndex, now: datetime) -> SourceChanges:
    source = decided.visit.source
    changes: list[RecordChange] = []
    verdicts: list[EntryVerdict] = []
    for candidate in decided.visit.candidates:
        verdict, change = _judge(decided, candidate.entry, index, now)
        verdicts.append(verdict)
        changes += [change] if change else []
    for entry, decision in decided.visit.dropped:
        words = f"{decision.scope}: {decision.rule}" if decision.rule else decision.scope
        verdicts.append(EntryVerdict(entry, "dropped", words))
    changes += _withdrawals(decided, index)
    verdicts.sort(key=lambda verdict: verdict.entry.position)
    return SourceChanges(source.id, tuple(changes), tuple(verdicts), bool(decided.renamed))


def _judge(
    decided: _VisitPlan, entry: Entry, index: KnownIndex, now: datetime
) -> tuple[EntryVerdict, RecordChange | None]:
    """Return the verdict on a candidate, and the change to write, if any."""
    position = entry.position
    if position not in decided.dated:
        first = decided.repeats[position]
        title = next(each.entry.title for each in decided.visit.candidates if each.entry.position == first)
        return EntryVerdict(entry, "repeated", f"the same URL as “{title}”"), None
    if position in decided.known:
        return _judge_known(decided, entry, now)
    if position in decided.held:
        return EntryVerdict(entry, "held", f"dated {entry.published:%Y-%m-%d %H:%M} UTC"), None
    if position in decided.old:
        return EntryVerdict(entry, "old", decided.old[position]), None
    if position in decided.renamed:
        record = decided.renamed[position]
        return EntryVerdict(entry, "renamed", "known by its title", record.path), None
    if match := index.find(entry, decided.use_guid):
        return EntryVerdict(entry, "elsewhere", f"by {match[1]}", match[0].path), None
    change = _new_record(decided, decided.dated[position], index, now)
    index.add(_known(change))
    entry = decided.dated[position].entry
    reason = f"no date: could not use “{entry.bad_date}”" if entry.bad_date else ""
    return EntryVerdict(entry, "new", reason, change.path), change


def _judge_known(
    decided: _VisitPlan, entry: Entry, now: datetime
) -> tuple[EntryVerdict, RecordChange | None]:
    source, (record, how) = decided.visit.source, decided.known[entry.position]
    if record.withdrawn:
        return EntryVerdict(entry, "withdrawn", f"by {how}", record.path), None
    if record.source != source.id:
        return EntryVerdict(entry, "elsewhere", f"by {how}", record.path), None
    if decided.use_guid and how in ("url", "loose") and has_other_guid(entry, record):
        if title_key(entry.title) != title_key(record.title):
            reason = f"the same URL as “{record.title}”, which has another guid"
            return EntryVerdict(entry, "repeated", reason, record.path), None
        return EntryVerdict(entry, "known", f"by {how}", record.path), None
    if entry.position in decided.updaters and (update := plan_update(entry, record, source, now)):
        return EntryVerdict(entry, "updated", f"by {how}", record.path), update
    if page_key(record.key) != page_key(entry.key):
        return EntryVerdict(entry, "moved", f"from {record.url} (by {how})", record.path), None
    return EntryVerdict(entry, "known", f"by {how}", record.path), None


def _new_record(decided: _VisitPlan, candidate: Candidate, index: KnownIndex, now: datetime) -> NewRecord:
    """Return the record of a candidate. Without a date it gets that of this visit, unless the source is new."""
    entry, source = candidate.entry, decided.visit.source
    hour = now.replace(minute=0, second=0, microsecond=0)
    published = entry.published or (None if decided.is_first else hour)
    record = FetchedRecord(
        title=entry.title,
        original_url=entry.url,
        source=source.id,
        kind=entry.kind,
        excerpt=entry.excerpt,
        published=published,
        provider=entry.provider,
        domain=entry.domain,
        authors=entry.authors,
        topics=candidate.topics,
        tags=candidate.tags,
        images=entry.images,
        enclosure=entry.enclosure,
        locale=entry.locale,
        quality=source.quality,
        promoted=source.published,
        guid=entry.guid,
    )
    return NewRecord(make_record_path(source.folder, entry.title, published, entry.key, index.paths), record)


def _known(change: NewRecord) -> KnownRecord:
    """Return a new record as a known one, for the sources that follow."""
    record = change.record
    return KnownRecord(
        path=change.path,
        key=record.original_url,
        url=record.original_url,
        source=record.source,
        guid=record.guid,
        title=record.title,
        published=record.published,
    )


def _withdrawals(decided: _VisitPlan, index: KnownIndex) -> list[RecordChange]:
    """Return withdrawals of the records whose entries the feed marks as deleted and no longer lists."""
    source = decided.visit.source.id
    here = {record.path for record, _ in decided.known.values()}
    found: dict[str, Withdrawal] = {}
    for tombstone in decided.visit.tombstones:
        record = index.find_deleted(source, tombstone.id, tombstone.url)
        if record is not None and not record.withdrawn and record.path not in here and record.fetched:
            found[record.path] = Withdrawal(record.path, source)
    return list(found.values())
