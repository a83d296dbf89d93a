"""JSON Feed (1.0 and 1.1) → :class:`ParsedFeed`. Values of a wrong type are ignored."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from generator.ingest.formats.feed_authors import MOST_AUTHORS, clean_author
from generator.ingest.formats.wire_text import resolve_url, safe_number, safe_text
from generator.ingest.limits import MAX_ENTRIES
from generator.model.ingest import ParsedFeed, WireEntry, WireImage, WireLink

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_MOST_CATEGORIES = 100


def parse_json_feed(body: bytes, url: str) -> ParsedFeed:
    """Parse a JSON body. ``format`` is "" if it is not a JSON Feed."""
    try:
        feed = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return ParsedFeed(problem=f"the JSON is not valid: {error}"[:200])
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not _is_feed(feed):
        return ParsedFeed(problem="JSON, but not a JSON Feed: it has no items")
    entries = [item for item in items if isinstance(item, dict)]
    language = safe_text(feed.get("language")).strip()
    return ParsedFeed(
        format="json",
        title=safe_text(feed.get("title")).strip(),
        url=resolve_url(url, feed.get("home_page_url")),
        language=language,
        base=url,
        entries=tuple([_entry(item, feed, url) for item in entries[:MAX_ENTRIES]]),
        found=len(items),
        next_url=resolve_url(url, feed.get("next_url")),
    )


def _decode(body: bytes) -> Any:
    """Decode JSON. A lone surrogate, which msgspec rejects, becomes U+FFFD."""
    text = body.removeprefix(b"\xef\xbb\xbf")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = body.decode("utf-16").encode()
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        mended = _SURROGATE.sub(b"\\\\ufffd", text)
        if mended == text:
            raise
        return msgspec.json.decode(mended)


def _is_feed(feed: dict[str, Any]) -> bool:
    return "jsonfeed.org" in safe_text(feed.get("version")) or any(
        name in feed for name in ("home_page_url", "feed_url", "title")
    )


def _entry(item: dict[str, Any], feed: dict[str, Any], url: str) -> WireEntry:
    html = safe_text(item.get("content_html"))
    link, external = safe_text(item.get("url")).strip(), safe_text(item.get("external_url")).strip()
    identity = safe_text(item.get("id")).strip()
    return WireEntry(
        id=identity,
        id_is_url=True,
        links=tuple(
            [WireLink(resolve_url(url, each), type="text/html") for each in (link, external) if each]
        ),
        title=safe_text(item.get("title")),
        summary=safe_text(item.get("summary")),
        summary_is_html=False,
        content=html or safe_text(item.get("content_text")),
        content_is_html=bool(html),
        published=safe_text(item.get("date_published")).strip()[:200],
        updated=safe_text(item.get("date_modified")).strip()[:200],
        authors=_authors(item) or _authors(feed),
        categories=tuple(_texts(item.get("tags")))[:_MOST_CATEGORIES],
        images=tuple(_images(item, url)),
        enclosures=tuple(_attachments(item, url)),
        language=safe_text(item.get("language")).strip(),
        base=link or url,
    )


def _authors(values: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of ``authors`` (1.1), or of ``author`` (1.0)."""
    listed = values.get("authors")
    people = listed if isinstance(listed, list) else [values.get("author")]
    names = [clean_author(safe_text(each.get("name"))) for each in people if isinstance(each, dict)]
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_AUTHORS]


def _texts(values: Any) -> Iterable[str]:
    for value in values if isinstance(values, list) else ():
        if text := safe_text(value).strip():
            yield text


def _images(item: dict[str, Any], url: str) -> Iterable[WireImage]:
    for name in ("image", "banner_image"):
        if address := resolve_url(url, item.get(name)):
            yield WireImage(address)


def _attachments(item: dict[str, Any], url: str) -> Iterable[WireLink]:
    attachments = item.get("attachments")
    for each in attachments[:20] if isinstance(attachments, list) else ():
        if isinstance(each, dict) and (address := resolve_url(url, each.get("url"))):
            size = safe_number(each.get("size_in_bytes"))
            kind = safe_text(each.get("mime_type")).strip().lower()
            seconds = safe_text(each.get("duration_in_seconds"))
            yield WireLink(address, "enclosure", kind, size, safe_text(each.get("title")), seconds)
