"""A body of any format → :class:`ParsedFeed`, in this process. The content decides the format, not the media type."""

import re
import zlib
from collections.abc import Mapping

from generator.ingest.formats.html_tags import find_tags
from generator.ingest.formats.json_feed import parse_json_feed
from generator.ingest.formats.sitemap import parse_sitemap
from generator.ingest.formats.wire_text import resolve_url, safe_text
from generator.ingest.formats.xml_feed import parse_xml_feed
from generator.ingest.limits import MAX_BODY
from generator.model.ingest import ParsedFeed, WireLink
from generator.model.ingest_sources import SourceKind

_SNIFFED = 2048
"""Bytes that tell the format."""

EMPTY = "empty"
"""The problem of a body without any text."""

_GZIP = b"\x1f\x8b"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]{2,40})", re.IGNORECASE)
_ROOT = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(rss|feed|rdf|html|urlset|sitemapindex|body|head)\b", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_FEED_TYPES = ("rss+xml", "atom+xml", "feed+json", "rdf+xml")
_MOST_FEEDS = 50


def parse_feed(body: bytes, headers: Mapping[str, str], url: str, kind: SourceKind = "feed") -> ParsedFeed:
    """Parse a body. ``headers`` are those of the answer, ``url`` is its final URL.

    Never raises: a body that breaks a parser is not a feed, and ``problem`` has the reason.
    """
    try:
        return _parse(_unpack(body), headers, url, kind)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - third-party parsers, on untrusted input
        return ParsedFeed(problem=safe_text(f"the parser failed ({type(error).__name__}: {error})")[:200])


def _parse(body: bytes, headers: Mapping[str, str], url: str, kind: SourceKind) -> ParsedFeed:
    if not body.strip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"):
        return ParsedFeed(problem=EMPTY)
    if kind == "sitemap":
        return parse_sitemap(body, url)
    if kind == "h-feed":
        from generator.ingest.formats.h_feed import parse_h_feed

        return parse_h_feed(body, read_charset(headers), url)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return parse_json_feed(body, url)
    root = _root_name(body)
    if root in ("urlset", "sitemapindex"):
        return ParsedFeed(problem='a sitemap: its source needs kind = "sitemap"')
    if root in ("html", "body", "head"):
        return _html_page(body, headers, url)
    feed = parse_xml_feed(body, headers, url)
    if feed.is_feed():
        return feed
    is_html = "html" in _header(headers, "content-type") and b"<" in body
    return _html_page(body, headers, url) if is_html else ParsedFeed(problem=feed.problem or "not a feed")


def _unpack(body: bytes) -> bytes:
    """Decompress a file that is compressed itself (``sitemap.xml.gz``), up to the limit of a body."""
    if not body.startswith(_GZIP):
        return body
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(body, MAX_BODY + 1)
    except zlib.error:
        return body
    if len(unpacked) > MAX_BODY:
        raise ValueError(f"more than {MAX_BODY:,} bytes when unpacked")
    return unpacked


def _root_name(body: bytes) -> str:
    """Return the name of the first element that identifies a format, in lower case."""
    start = body[: _SNIFFED * 4]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start[:4]:
        start = start.replace(b"\x00", b"")
    found = _ROOT.search(_COMMENT.sub(b"", start)[:_SNIFFED])
    return found[1].decode().lower() if found else ""


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value.lower() for each, value in headers.items() if each.lower() == name), "")


def read_charset(headers: Mapping[str, str]) -> str:
    """Return the charset in the Content-Type header, "" if there is none or Python does not know it."""
    found = _CHARSET.search(_header(headers, "content-type"))
    try:
        "".encode(found[1] if found else "utf-8")
    except (LookupError, UnicodeError):
        return ""
    return found[1] if found else ""


def _html_page(body: bytes, headers: Mapping[str, str], url: str) -> ParsedFeed:
    text = body[:500_000].decode(read_charset(headers) or "utf-8", "replace")
    return ParsedFeed(is_html=True, problem="a web page, not a feed", feeds=tuple(find_feed_links(text, url)))


def find_feed_links(html: str, url: str) -> list[WireLink]:
    """Return the feeds in ``<link rel=alternate>`` of a page, in order, without duplicates."""
    found: dict[str, WireLink] = {}
    for values in find_tags(html, "link"):
        kind = values.get("type", "").lower().partition(";")[0].strip()
        is_feed = kind.endswith(_FEED_TYPES) or (
            kind == "application/json" and "feed" in values.get("href", "")
        )
        if is_feed and "alternate" in values.get("rel", "").lower().split() and values.get("href"):
            place = resolve_url(url, values["href"])
            found.setdefault(place, WireLink(place, "alternate", kind, 0, safe_text(values.get("title"))))
    return list(found.values())[:_MOST_FEEDS]
