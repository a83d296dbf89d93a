"""Match entries to known records.

In this order: the same guid from the same source, the same canonical URL from any source, the same URL apart from
irrelevant differences (:func:`loose_key`), the same title from the same source at about the same time.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from generator.base.phrases import fold_text
from generator.base.text import fold_lines
from generator.base.urls import anchored_url, canonical_url, clean_url
from generator.model.ingest import Entry, KnownRecord

NEAR = timedelta(hours=48)
"""How far apart two dates of one item may be."""

_SCHEME = re.compile(r"https?://(?:www\.|amp\.)*", re.IGNORECASE)
_AMP_QUERY = re.compile(r"(?:\A|&)(?:outputtype=amp|amp(?:=1|=true|=amp)?)(?=&|\Z)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index\.(?:html?|php))?\Z", re.IGNORECASE)
_AMP_PATH = re.compile(r"/amp(?:/|\.html)?\Z|(?<=/)amp/(?=\d{4}/)|\.amp(?=\.html\Z)", re.IGNORECASE)


def loose_key(key: str) -> str:
    """Return a canonical URL without scheme, ``www.``, final slash, ``index.html`` and AMP markers. For matching only.

    >>> loose_key("https://www.hedgerow.example/bees/amp/") == loose_key("http://hedgerow.example/bees")
    True
    """
    found = _SCHEME.match(key)
    if found is None:
        return key
    page, hash, fragment = key[found.end() :].partition("#")
    path, _, query = page.partition("?")
    host, slash, rest = path.partition("/")
    path = _AMP_PATH.sub("", _INDEX.sub("", f"/{rest}")) if slash else ""
    query = _AMP_QUERY.sub("", query).strip("&")
    fragment = f"{hash}{_INDEX.sub('', fragment)}"
    return f"{host.lower()}{_INDEX.sub('', path)}{'?' if query else ''}{query}{fragment}"


def guid_key(guid: str) -> str:
    """Return the form in which guids are compared. A URL is compared in its canonical form."""
    url = clean_url(guid) if guid.startswith(("http://", "https://")) else None
    return anchored_url(url) if url else guid


def has_other_guid(entry: Entry, record: KnownRecord) -> bool:
    """Return whether a record has a guid, and it is not that of an entry."""
    return bool(record.guid) and guid_key(record.guid) != guid_key(entry.guid or entry.key)


def page_key(key: str) -> str:
    """Return a key for matching without a fragment that names a part of the page. A route is no such fragment."""
    return loose_key(canonical_url(key))


def title_key(title: str) -> str:
    """Return the form in which titles are compared."""
    return fold_text(fold_lines(title))


class KnownIndex:
    """Index of known records by guid, URL and source."""

    def __init__(self, records: Iterable[KnownRecord]) -> None:
        self._by_key: dict[str, KnownRecord] = {}
        self._by_loose: dict[str, KnownRecord] = {}
        self._by_guid: dict[tuple[str, str], KnownRecord] = {}
        self._by_page: defaultdict[str, list[KnownRecord]] = defaultdict(list)
        self.by_source: defaultdict[str, list[KnownRecord]] = defaultdict(list)
        self.paths: set[str] = set()
        for record in records:
            self.add(record)

    def add(self, record: KnownRecord) -> None:
        """Add a record. If two have the same guid or URL, the first one counts."""
        self._by_key.setdefault(record.key, record)
        self._by_loose.setdefault(loose_key(record.key), record)
        self._by_page[page_key(record.key)].append(record)
        self.paths.add(record.path.casefold())
        if record.source:
            self._by_guid.setdefault((record.source, guid_key(record.guid or record.key)), record)
            self.by_source[record.source].append(record)

    def find(self, entry: Entry, use_guid: bool = True) -> tuple[KnownRecord, str] | None:
        """Return the record of an entry, and what matched: ``guid``, ``url`` or ``loose``."""
        if use_guid:
            record = self._by_guid.get((entry.source, guid_key(entry.guid or entry.key)))
            if record is not None:
                return record, "url" if record.key == entry.key else "guid"
        record = self._by_key.get(entry.key)
        if record is not None:
            return record, "url"
        record = self._by_loose.get(loose_key(entry.key)) or self._find_part(entry, use_guid)
        return (record, "loose") if record is not None else None

    def _find_part(self, entry: Entry, use_guid: bool) -> KnownRecord | None:
        """Return the record that an entry is if only the fragments of the two URLs differ."""
        title = title_key(entry.title)
        for record in self._by_page.get(page_key(entry.key), ()):
            if record.withdrawn and "#" not in record.key:
                return record
            has_place = entry.anchor and record.key.partition("#")[2] == entry.anchor
            is_other = use_guid and record.source == entry.source and has_other_guid(entry, record)
            if has_place or (title_key(record.title) == title and not is_other):
                return record
        return None

    def has_guid(self, entry: Entry, use_guid: bool) -> bool:
        """Return whether a record of the same source has the guid of an entry."""
        return use_guid and bool(entry.guid) and (entry.source, guid_key(entry.guid)) in self._by_guid

    def on_page(self, key: str) -> Sequence[KnownRecord]:
        """Return the records whose canonical URL is this one, with or without a fragment."""
        return self._by_page.get(page_key(key), ())

    def find_deleted(self, source: str, guid: str, url: str = "") -> KnownRecord | None:
        """Return the record of a source that a tombstone refers to."""
        record = self._by_guid.get((source, guid_key(guid)))
        if record is None and url:
            record = self._by_key.get(canonical_url(clean_url(url) or url))
        return record if record is not None and record.source == source else None


def has_repeated_guids(entries: Iterable[Entry]) -> bool:
    """Return whether two entries of a feed with different URLs have the same guid. Then guids cannot be used."""
    urls: dict[str, str] = {}
    return any(urls.setdefault(entry.guid, entry.key) != entry.key for entry in entries if entry.guid)


class TitleMatcher:
    """Records of one source that are no longer in its feed, by title. Each is matched once."""

    def __init__(self, records: Collection[KnownRecord]) -> None:
        self._by_title: defaultdict[str, list[KnownRecord]] = defaultdict(list)
        for record in records:
            if record.title and not record.withdrawn:
                self._by_title[title_key(record.title)].append(record)

    def take_near(self, entry: Entry) -> KnownRecord | None:
        """Take the record with an entry's title that was published within 48 hours of it."""
        for record in self._by_title.get(title_key(entry.title), ()):
            if record.published and entry.published and abs(record.published - entry.published) <= NEAR:
                return self._take(record)
        return None

    def take_any(self, entry: Entry) -> KnownRecord | None:
        """Take a record with an entry's title, unless several records have it: then only dates can tell them apart."""
        records = self._by_title.get(title_key(entry.title), [])
        return self._take(records[0]) if len(records) == 1 else None

    def _take(self, record: KnownRecord) -> KnownRecord:
        self._by_title[title_key(record.title)].remove(record)
        return record
