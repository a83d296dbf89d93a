"""Entries that link to one page: which are the same item, and which are items of their own. Pure.

A changelog has all its versions on one page: their links differ only in the fragment. Elsewhere a fragment is a mark
for statistics, or leads to the comments. So fragments count only where entries of one page differ in everything: guid,
title and fragment. All of this follows from the body and the records, so a lost cache changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.ingest.identity import KnownIndex, guid_key, has_other_guid, loose_key, title_key
from generator.model.ingest import Entry, KnownRecord


class PageParts(Struct, frozen=True):
    """Entries by position, with the fragment in ``url`` and ``key`` where it counts, and the repeated ones.

    ``repeats`` has the position of the earlier entry of the same item.
    """

    entries: Mapping[int, Entry]
    repeats: Mapping[int, int]


def separate_parts(
    wanted: Sequence[Entry], dropped: Sequence[Entry], index: KnownIndex, use_guid: bool
) -> PageParts:
    """Return which entries of a body are items. One that is known by its guid, or passed the rules, comes first."""
    found: dict[int, Entry] = {}
    repeats: dict[int, int] = {}
    pages: defaultdict[str, list[Entry]] = defaultdict(list)
    passed = {entry.position for entry in wanted}
    for entry in _without_shared_anchors([*wanted, *dropped]):
        pages[loose_key(entry.key)].append(entry)
    for page in pages.values():
        page.sort(
            key=lambda each: (each.position not in passed, not index.has_guid(each, use_guid), each.position)
        )
        items: list[Entry] = []
        owners: dict[tuple[str, str], int] = {}
        for entry in page:
            marks = _marks(entry, use_guid)
            same = min([owners[mark] for mark in marks if mark in owners], default=None)
            if same is None:
                owners |= dict.fromkeys(marks, len(items))
                items.append(entry)
            else:
                found[entry.position] = entry
                repeats[entry.position] = items[same].position
        for item in items:
            counts = len(items) > 1 or _differs_from_known(item, index, use_guid)
            found[item.position] = _with_anchor(item) if counts else item
    return PageParts(found, repeats)


def _without_shared_anchors(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries without fragments that are also on other pages of the body: those are marks of the feed."""
    found = list(entries)
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for entry in found:
        pages[entry.anchor].add(loose_key(entry.key))
    return [replace(each, anchor="") if len(pages[each.anchor]) > 1 else each for each in found]


def _marks(entry: Entry, use_guid: bool) -> list[tuple[str, str]]:
    """Return what an entry has in common with another one of its page that is the same item: one of these is enough."""
    marks = [("fragment", entry.anchor), ("title", title_key(entry.title))]
    return [*marks, ("guid", guid_key(entry.guid))] if use_guid and entry.guid else marks


def _differs_from_known(entry: Entry, index: KnownIndex, use_guid: bool) -> bool:
    """Return whether the only entry of a page is not what is known of that page."""
    if not entry.anchor or index.has_guid(entry, use_guid):
        return False
    records = [record for record in index.on_page(entry.key) if record.source == entry.source]
    return any("#" in record.key for record in records if "#" not in entry.key) or any(
        _is_another(entry, record, use_guid) for record in records
    )


def _is_another(entry: Entry, record: KnownRecord, use_guid: bool) -> bool:
    """Return whether title and guid differ, or title and date where there are no guids."""
    if record.withdrawn or title_key(entry.title) == title_key(record.title):
        return False
    if use_guid and has_other_guid(entry, record):
        return True
    dates = {entry.published, record.published} - {None}
    return not (entry.guid or record.guid) and len(dates) == 2


def _with_anchor(entry: Entry) -> Entry:
    """Return an entry with the fragment in its URL."""
    if not entry.anchor:
        return entry
    return replace(entry, url=f"{entry.url}#{entry.anchor}", key=f"{entry.key}#{entry.anchor}")
