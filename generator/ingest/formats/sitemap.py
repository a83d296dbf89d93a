"""Sitemaps → :class:`ParsedFeed`: entries of a news sitemap, pages of a plain one, sitemaps of an index."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from generator.ingest.formats.wire_text import resolve_url, safe_text
from generator.ingest.formats.xml_extras import element_text, local_name, parse_tree
from generator.ingest.limits import MAX_ENTRIES
from generator.model.ingest import ParsedFeed, WireEntry, WireImage, WireLink

_MOST_PAGES = 50_000
"""As many as the standard allows in one file."""


def parse_sitemap(body: bytes, url: str) -> ParsedFeed:
    """Parse a sitemap. ``format`` is "" if it is not a sitemap."""
    root = parse_tree(body)
    name = "" if root is None else local_name(root)
    if root is None or name not in ("urlset", "sitemapindex"):
        return ParsedFeed(problem="not a sitemap")
    pages = list(_pages(root, url))
    if name == "sitemapindex":
        return ParsedFeed(format="sitemap", base=url, is_index=True, pages=tuple(pages), found=len(pages))
    entries = [entry for child in root if (entry := _news_entry(child, url)) is not None]
    return ParsedFeed(
        format="sitemap",
        base=url,
        entries=tuple(entries[:MAX_ENTRIES]),
        found=len(entries) or len(pages),
        pages=() if entries else tuple(pages),
    )


def _pages(root: etree._Element, url: str) -> Iterator[tuple[str, str]]:
    """Yield the URL and the date of the last change of each page or sitemap."""
    for child in islice(root, _MOST_PAGES):
        if local_name(child) in ("url", "sitemap") and (place := _value(child, "loc")):
            yield resolve_url(url, place), _value(child, "lastmod")


def _value(element: etree._Element, *names: str) -> str:
    """Return the text of the first element at a path of names, "" if there is none."""
    for name in names:
        found = next((child for child in element if local_name(child) == name), None)
        if found is None:
            return ""
        element = found
    return safe_text(element_text(element))


def _news_entry(element: etree._Element, url: str) -> WireEntry | None:
    """Return the entry of a page with a ``news:news`` element."""
    place = resolve_url(url, _value(element, "loc"))
    news = next((child for child in element if local_name(child) == "news"), None)
    if news is None or not place:
        return None
    keywords = [word.strip() for word in _value(news, "keywords").split(",")]
    images = [child for child in element if local_name(child) == "image"]
    return WireEntry(
        links=(WireLink(place, type="text/html"),),
        title=_value(news, "title"),
        published=_value(news, "publication_date")[:200],
        categories=tuple(dict.fromkeys(word for word in keywords if word)),
        images=tuple(
            [WireImage(address) for each in images if (address := resolve_url(url, _value(each, "loc")))]
        ),
        language=_value(news, "publication", "language"),
        base=url,
        source_title=_value(news, "publication", "name"),
    )
