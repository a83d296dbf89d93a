"""RSS, RDF and Atom → :class:`ParsedFeed`, by feedparser.

The body is passed as a stream, because feedparser would take a string or bytes for a URL or a file name, and open it.
Its HTML sanitiser and URL resolver are off, because records contain no HTML from feeds. It does not get the URL of the
feed either: it would resolve ids, too, and all entries of a feed that moves would be new.
"""

import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from generator.ingest.formats.feed_authors import author_names
from generator.ingest.formats.feed_dates import needs_own_parser
from generator.ingest.formats.feed_media import enclosures_of, images_of
from generator.ingest.formats.wire_text import resolve_url, safe_number, safe_text
from generator.ingest.formats.xml_extras import find_skipped_times, find_tombstones, parse_tree
from generator.ingest.limits import MAX_ENTRIES
from generator.model.ingest import BodyFormat, ParsedFeed, VisitHints, WireEntry, WireLink

_MINUTES = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_MOST_MINUTES = 525_600
_MOST_CATEGORIES = 100
_BARE_AMPERSAND = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?!(?:\#\d{1,8}|\#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});)",
    re.DOTALL,
)
"""A whole section of CDATA, where ampersands are text, or an ampersand that begins no entity."""


def parse_xml_feed(body: bytes, headers: Mapping[str, str], url: str) -> ParsedFeed:
    """Parse a body. ``format`` is "" if feedparser finds no feed in it."""
    import feedparser

    content_type = next((value for name, value in headers.items() if name.lower() == "content-type"), "")

    def parse(data: bytes) -> Any:
        return feedparser.parse(
            BytesIO(data),
            response_headers={"content-type": content_type} if content_type else {},
            sanitize_html=False,
            resolve_relative_uris=False,
        )

    parsed = parse(body)
    problem = _problem(parsed)
    if problem and (repaired := _escape_ampersands(body)) != body:
        parsed = parse(repaired)
    feed: dict[str, Any] = parsed.get("feed") or {}
    entries = parsed.get("entries") or []
    authors = author_names(feed) if safe_text(parsed.get("version")).startswith("atom") else ()
    format = _format(safe_text(parsed.get("version")), bool(entries))
    root = parse_tree(body)
    return ParsedFeed(
        format=format,
        title=_title(feed)[0],
        url=resolve_url(url, _get(feed, "link")),
        language=safe_text(_get(feed, "language")).strip(),
        base=url,
        entries=tuple([_entry(entry, url, format, authors) for entry in entries[:MAX_ENTRIES]]),
        found=len(entries),
        tombstones=find_tombstones(root) if root is not None and format == "atom" else (),
        hints=_hints(feed, find_skipped_times(root) if root is not None and format != "atom" else ((), ())),
        next_url=_next_url(feed, url),
        problem=problem,
    )


def _escape_ampersands(body: bytes) -> bytes:
    """Escape the ampersands that begin no entity. Feedparser would put semicolons behind their words (``AT&T;``)."""
    return _BARE_AMPERSAND.sub(lambda found: found[0] if len(found[0]) > 1 else b"&amp;", body)


def _get(values: dict[str, Any], name: str) -> Any:
    """Return a value of feedparser's dictionary, without its aliases, which warn."""
    return dict.get(values, name) if isinstance(values, dict) else None


def _format(version: str, has_entries: bool) -> BodyFormat:
    if version.startswith("atom"):
        return "atom"
    if version in ("rss10", "rss090"):
        return "rdf"
    return "rss" if version or has_entries else ""


_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")
"""What feedparser finds in headers, not in the body."""


def _problem(parsed: dict[str, Any]) -> str:
    """Return why a body is not well-formed, "" if it is."""
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    name = type(error).__name__
    return safe_text(f"{name}: {error}")[:200] if error and name not in _HARMLESS else ""


def _hints(feed: dict[str, Any], skipped: tuple[tuple[int, ...], tuple[int, ...]]) -> VisitHints:
    """Return how often the feed asks to be fetched: ``ttl`` in minutes, or period and frequency of RSS 1.0."""
    minutes = safe_number(_get(feed, "ttl"))
    period = _MINUTES.get(safe_text(_get(feed, "sy_updateperiod")).strip().lower(), 0)
    frequency = safe_number(_get(feed, "sy_updatefrequency")) or 1
    return VisitHints(min(max(minutes, period // frequency), _MOST_MINUTES), *skipped)


def _next_url(feed: dict[str, Any], url: str) -> str:
    """Return the URL of older entries (RFC 5005: ``prev-archive``; ``next``)."""
    links = {safe_text(_get(link, "rel")): _get(link, "href") for link in _get(feed, "links") or ()}
    return resolve_url(url, links.get("prev-archive") or links.get("next"))


def _entry(entry: dict[str, Any], url: str, format: BodyFormat, feed_authors: tuple[str, ...]) -> WireEntry:
    """Return an entry. In Atom, those of the feed are the authors of an entry without any (RFC 4287, section 4.1.2)."""
    title, title_is_html = _title(entry)
    base = resolve_url(url, _base(entry)) or url
    summary, summary_is_html = _summary(entry, format)
    content, content_is_html = _content(entry, format)
    source = _get(entry, "source") or {}
    return WireEntry(
        id=safe_text(_get(entry, "id")).strip(),
        id_is_url=bool(_get(entry, "guidislink")),
        links=_links(entry, base),
        original_url=resolve_url(base, _get(entry, "feedburner_origlink")),
        title=title,
        title_is_html=title_is_html or format != "atom",
        summary=summary,
        summary_is_html=summary_is_html,
        content=content,
        content_is_html=content_is_html,
        published=_moment(entry, "published"),
        updated=_moment(entry, "updated"),
        created=_moment(entry, "created"),
        authors=author_names(entry) or feed_authors,
        categories=_categories(entry),
        images=images_of(entry, base),
        enclosures=enclosures_of(entry, base),
        language=_language(entry),
        base=base,
        source_title=_title(source)[0],
        source_url=safe_text(_get(source, "link") or _get(source, "href")).strip(),
    )


def _title(values: dict[str, Any]) -> tuple[str, bool]:
    """Return a title, and whether the feed declares it as HTML."""
    detail = _get(values, "title_detail") or {}
    return safe_text(_get(values, "title")), safe_text(_get(detail, "type")) not in ("", "text/plain")


def _text(value: Any, detail: Any, format: BodyFormat) -> tuple[str, bool]:
    """Return a text, and whether it is HTML. In RSS it always counts as HTML."""
    kind = safe_text(_get(detail or {}, "type"))
    return safe_text(value), format != "atom" or kind not in ("", "text/plain")


def _summary(entry: dict[str, Any], format: BodyFormat) -> tuple[str, bool]:
    """Return the summary. An Atom entry without one has a copy of its content there, and no detail."""
    detail = _get(entry, "summary_detail")
    if detail is None and format == "atom":
        return "", False
    return _text(_get(entry, "summary"), detail, format)


def _content(entry: dict[str, Any], format: BodyFormat) -> tuple[str, bool]:
    """Return the first content that is text or HTML."""
    for content in _get(entry, "content") or ():
        kind = safe_text(_get(content, "type"))
        if _get(content, "value") and (kind.startswith("text/") or "html" in kind or not kind):
            return _text(_get(content, "value"), content, format)
    return "", True


def _base(entry: dict[str, Any]) -> str:
    """Return the base of an entry's relative URLs (``xml:base``), as far as one of its texts tells."""
    details = [*(_get(entry, "content") or ()), _get(entry, "summary_detail"), _get(entry, "title_detail")]
    return next((base for detail in details if detail and (base := safe_text(_get(detail, "base")))), "")


def _language(entry: dict[str, Any]) -> str:
    details = [_get(entry, "title_detail"), *(_get(entry, "content") or ()), _get(entry, "summary_detail")]
    declared = (safe_text(_get(detail, "language")).strip() for detail in details if detail)
    return next((language for language in declared if language), "")


def _links(entry: dict[str, Any], base: str) -> tuple[WireLink, ...]:
    """Return the links that are not enclosures, or the single link that feedparser derived."""
    links = [
        WireLink(
            resolve_url(base, _get(link, "href")),
            safe_text(_get(link, "rel")) or "alternate",
            safe_text(_get(link, "type")),
        )
        for link in _get(entry, "links") or ()
        if _get(link, "href") and _get(link, "rel") != "enclosure"
    ]
    return tuple(links)


def _categories(entry: dict[str, Any]) -> tuple[str, ...]:
    """Return the labels, else the terms, of all categories. A term that is a URL means nothing to readers."""
    found: dict[str, None] = {}
    for tag in _get(entry, "tags") or ():
        label, term = safe_text(_get(tag, "label")).strip(), safe_text(_get(tag, "term")).strip()
        name = label or ("" if term.startswith(("http://", "https://")) else term)
        if name:
            found[name] = None
    return tuple(found)[:_MOST_CATEGORIES]


def _moment(entry: dict[str, Any], name: str) -> str:
    """Return a date as ISO 8601 in UTC if feedparser parsed it rightly, else as written in the feed."""
    text = safe_text(_get(entry, name)).strip()[:200]
    parsed = _get(entry, f"{name}_parsed")
    if parsed is not None and not needs_own_parser(text):
        try:
            return datetime.fromtimestamp(timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError, OSError):
            return ""
    return text
