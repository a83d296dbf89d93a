"""OPML → the feeds that it lists (OPML 2.0). Invalid XML is not repaired."""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from generator.base.errors import SettingsError
from generator.base.urls import canonical_url, clean_url
from generator.ingest.formats.xml_extras import local_name, parse_tree
from generator.ingest.plain_text import clean_line

_DEEPEST = 20
_MOST_FEEDS = 10_000
_LABEL = 100


class OpmlFeed(Struct, frozen=True):
    """One feed of a list: its URL, title, page, and the folders it is in, outermost first."""

    url: str
    title: str = ""
    page: str = ""
    folders: tuple[str, ...] = ()


def parse_opml(body: bytes, shown: str = "OPML") -> tuple[OpmlFeed, ...]:
    """Return the feeds of an OPML file in order, each URL once. Raises :class:`SettingsError` for other files."""
    root = parse_tree(body)
    if root is None or local_name(root) != "opml":
        found = "no XML" if root is None else f"<{local_name(root)}>"
        raise SettingsError(f"{shown}: expected OPML, found {found}", "Export your feeds as OPML 2.0.")
    found_feeds: dict[str, OpmlFeed] = {}
    for feed in _walk(root, (), 0):
        found_feeds.setdefault(canonical_url(feed.url), feed)
        if len(found_feeds) >= _MOST_FEEDS:
            break
    return tuple(found_feeds.values())


def _walk(element: etree._Element, folders: tuple[str, ...], depth: int) -> Iterator[OpmlFeed]:
    """Yield the feeds below an element. Case of attribute names is ignored, as in feed readers."""
    for child in element if depth < _DEEPEST else ():
        name = local_name(child)
        if name == "body":
            yield from _walk(child, folders, depth + 1)
        elif name == "outline":
            values = {str(key).lower(): str(value) for key, value in child.attrib.items()}
            title = clean_line(values.get("title") or values.get("text", ""), limit=_LABEL)
            url = clean_url(_feed_url(values.get("xmlurl", "")))
            if url:
                yield OpmlFeed(url, title, clean_url(values.get("htmlurl", "")) or "", folders)
            inner = (*folders, title) if title and not url else folders
            yield from _walk(child, inner, depth + 1)


def _feed_url(text: str) -> str:
    """Return a URL with ``http`` instead of ``feed://``, which some programs write."""
    text = text.strip()
    if text.lower().startswith("feed://"):
        return f"http://{text[7:]}"
    return text[5:] if text.lower().startswith("feed:http") else text
