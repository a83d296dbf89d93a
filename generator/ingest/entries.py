"""Parsed feed → entries: typed, repaired, with canonical URLs. Entries without a URL or a title are skipped."""

import re
from datetime import datetime

from msgspec.structs import replace

from generator.base.digest import digest
from generator.base.redact import redact_secured
from generator.base.urls import canonical_url, clean_url, domain_of_url
from generator.ingest.entry_images import choose_images
from generator.ingest.excerpts import make_excerpt, make_title
from generator.ingest.formats.feed_dates import parse_feed_date
from generator.ingest.plain_text import clean_line, repair_characters
from generator.model.ingest import Enclosure, Entry, ParsedFeed, SkippedEntry, WireEntry
from generator.model.ingest_sources import Source
from generator.model.item import Kind

TITLE, LABEL = 300, 100
"""Characters of a title and of a name, as many as a record may have."""

_TITLE_WORDS = 12
_LONGEST_GUID = 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_LONGEST_EPISODE = 7 * 86_400
_DURATION = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:\.\d*)?", re.ASCII)
_VIDEO_HOSTS = re.compile(r"(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|youtube-nocookie\.com|vimeo\.com)\Z")
_FEED_WORDS = re.compile(
    r"\s*[-–—|:»(]+\s*(?:rss|atom|feeds?|rss feeds?|all posts|latest posts|posts)\)?\s*\Z", re.IGNORECASE
)


def build_entries(
    feed: ParsedFeed, source: Source, site_language: str = ""
) -> tuple[tuple[Entry, ...], tuple[SkippedEntry, ...]]:
    """Return the entries of a feed in its order, and those that cannot be used."""
    entries: list[Entry] = []
    skipped: list[SkippedEntry] = []
    for position, wire in enumerate(feed.entries):
        texts = ((wire.summary, wire.summary_is_html), (wire.content, wire.content_is_html))
        title = clean_line(wire.title, wire.title_is_html, TITLE) or make_title(texts, _TITLE_WORDS)[:TITLE]
        url, anchor = choose_url(wire)
        if not url or not title:
            reason = "it has no title and no text" if url else "it has no URL"
            skipped.append(SkippedEntry(position, title, reason))
            continue
        entry = _entry(feed, source, wire, position, url, title, site_language)
        entries.append(replace(entry, anchor=anchor) if anchor else entry)
    return tuple(entries), tuple(skipped)


def _entry(
    feed: ParsedFeed, source: Source, wire: WireEntry, position: int, url: str, title: str, site_language: str
) -> Entry:
    texts = ((wire.summary, wire.summary_is_html), (wire.content, wire.content_is_html))
    language = _language(wire.language) or _language(feed.language)
    excerpt = make_excerpt(texts, title, source.excerpt)
    dates = (wire.published, wire.updated, wire.created)
    published = _first_date(language, *dates)
    return Entry(
        source=source.id,
        position=position,
        url=url,
        key=url,
        title=title,
        guid=_guid(wire.id, url),
        excerpt="" if excerpt.casefold() == title.casefold() else excerpt,
        published=published,
        bad_date="" if published else next((clean_line(text, limit=LABEL) for text in dates if text), ""),
        updated=parse_feed_date(wire.updated, language),
        kind=_kind(source, wire, url),
        provider=_provider(feed, source, wire, url),
        domain=_domain(url),
        authors=_names(wire.authors) if source.authors else (),
        categories=_names(wire.categories),
        images=choose_images(wire) if source.pictures != "off" else (),
        enclosure=_enclosure(wire),
        locale=source.locale or ("" if _same_language(language, site_language) else language),
        language=language,
    )


def choose_url(wire: WireEntry) -> tuple[str, str]:
    """Return the URL of an entry, without fragment and tracking parameters, and the fragment; "" if it has none.

    In this order: the original URL behind FeedBurner, an alternate link of type HTML, any alternate link, a guid that
    is a URL, an enclosure.
    """
    alternates = [link for link in wire.links if link.rel.lower() == "alternate"]
    pages = [link.url for link in alternates if "html" in link.type]
    guids = [wire.id] if wire.id_is_url and wire.id.lower().startswith(("http://", "https://")) else []
    places = [wire.original_url, *pages, *[link.url for link in alternates], *guids]
    for place in (*places, *[link.url for link in wire.enclosures]):
        clean = clean_url(place) if place else None
        if clean and redact_secured(clean) is clean:
            url = canonical_url(clean)
            return url, _anchor(clean, url) or _anchor(clean_url(wire.id) or "", url)
    return "", ""


def _anchor(place: str, url: str) -> str:
    """Return the fragment of an address of a page: one that may name a part of it, and is no mark of statistics."""
    fragment = place.partition("#")[2].strip()
    is_mark = "=" in fragment or ":~:" in fragment
    return "" if is_mark or "#" in url or canonical_url(place) != url else fragment


def _guid(text: str, url: str) -> str:
    """Return a guid, "" if it is only the URL. A very long one is replaced by its digest."""
    guid = " ".join(repair_characters(text).split())
    if not guid or (clean_url(guid) and canonical_url(clean_url(guid) or "") == url):
        return ""
    if len(guid) > _LONGEST_GUID or redact_secured(guid) is not guid:
        return f"digest:{digest(guid.encode()).hex()}"
    return guid


def _first_date(language: str, *texts: str) -> datetime | None:
    """Return the first date that can be parsed."""
    return next((date for text in texts if (date := parse_feed_date(text, language))), None)


def _domain(url: str) -> str:
    """Return the domain of a URL, "" for a host name without a dot, such as ``localhost``."""
    host = domain_of_url(url)
    return host if "." in host else ""


def _kind(source: Source, wire: WireEntry, url: str) -> Kind:
    if source.type:
        return source.type
    is_video = _VIDEO_HOSTS.match(domain_of_url(url)) or any(
        link.type.startswith("video/") for link in wire.enclosures
    )
    return "video" if is_video else "article"


def _provider(feed: ParsedFeed, source: Source, wire: WireEntry, url: str) -> str:
    """Return the provider's name. With ``allow_provider``, entries are credited to the site that they come from."""
    own = source.provider or clean_line(_FEED_WORDS.sub("", clean_line(feed.title, True)), limit=LABEL)
    domain = domain_of_url(url)
    if not source.allow_provider:
        return own or domain
    credited = clean_line(_FEED_WORDS.sub("", clean_line(wire.source_title, True)), limit=LABEL)
    site = domain_of_url(feed.url) or domain_of_url(source.url)
    return credited or (own if own and domain == site else domain)


def _names(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return short texts in order, without duplicates that differ only in case."""
    found: dict[str, str] = {}
    for text in texts:
        name = clean_line(text, True, LABEL)
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _enclosure(wire: WireEntry) -> Enclosure | None:
    """Return the first audio file, such as the episode of a podcast."""
    for link in wire.enclosures:
        url = clean_url(link.url)
        if url and link.type.startswith("audio/") and redact_secured(url) is url:
            title = clean_line(link.title, limit=LABEL)
            return Enclosure(url, link.type[:LABEL], title, parse_seconds(link.duration))
    return None


def parse_seconds(text: str) -> int:
    """Return the seconds of a duration (``1:02:33``, ``62:33`` or ``3753``), 0 for anything else, and beyond a week.

    >>> parse_seconds("01:02:33")
    3753
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return 0
    seconds = int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + int(found[3])
    return seconds if seconds <= _LONGEST_EPISODE else 0


def _language(tag: str) -> str:
    """Return a language tag in its usual form (``pt-BR``), "" for anything else."""
    tag = tag.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *[_subtag(each) for each in rest]])


def _subtag(text: str) -> str:
    return text.upper() if len(text) == 2 else text.title() if len(text) == 4 else text.lower()


def _same_language(language: str, site_language: str) -> bool:
    """Return whether an entry is in the site's language, in any country."""
    return language.partition("-")[0].lower() in ("", site_language.partition("-")[0].lower())
