"""Feeds, sitemaps, lists of feeds, manifests → what they link to. Their standards are for the validator."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from lxml import etree

from generator.model.results.site_check import CheckedFile
from generator.sitecheck.pages import links_in_html

InHtml = Callable[[str], tuple[str, ...]]

_WRITTEN_OUT = {"link", "loc", "comments", "uri", "docs", "url", "logo", "icon"}
_HTML = {"content", "summary", "description", "encoded"}
_ATTRIBUTES = ("href", "url", "src", "xmlUrl", "htmlUrl")


class _ManifestIcon(msgspec.Struct, frozen=True):
    src: str = ""


class _WebManifest(msgspec.Struct, frozen=True):
    start_url: str = ""
    icons: tuple[_ManifestIcon, ...] = ()


class FeedReader:
    """Reads the feeds of one site. An entry stands in some ten of them: the links of its text are found once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def read_xml(self, path: str, data: bytes) -> CheckedFile:
        """Return what a feed, a sitemap or an OPML file links to. News are pages that other sitemaps name."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as fault:
            return CheckedFile(path, broken=str(fault.msg))
        elements = root.iter(etree.Element)
        links = tuple(dict.fromkeys([link for element in elements for link in self._of(element)]))
        is_map = etree.QName(root).localname == "urlset" and root.find(".//{*}publication") is None
        locs = [(each.text or "").strip() for each in root.iterfind("{*}url/{*}loc")] if is_map else []
        return CheckedFile(path, links, locs=tuple(locs))

    def read_json(self, path: str, data: bytes) -> CheckedFile:
        """Return what a JSON Feed links to; of other JSON, nothing."""
        try:
            feed = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            return CheckedFile(path, broken=str(fault))
        if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version")):
            return CheckedFile(path)
        return CheckedFile(path, tuple(dict.fromkeys(self._in_feed(feed))))

    def _of(self, element: etree._Element) -> Iterator[str]:
        name = etree.QName(element).localname
        text = (element.text or "").strip()
        if name in _WRITTEN_OUT and text:
            yield text
        elif name in _HTML and "<" in text and not _is_plain(element):
            yield from self._in_html(text)
        for attribute in _ATTRIBUTES:
            if link := element.get(attribute):
                yield link

    def _in_feed(self, feed: Any) -> Iterator[str]:
        """Yield every address below a key that says so, wherever it stands."""
        for key, value in feed.items():
            if isinstance(value, str):
                if key == "content_html":
                    yield from self._in_html(value)
                elif key.endswith("url") or key in ("image", "icon", "favicon", "banner_image", "avatar"):
                    yield value
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    yield from self._in_feed(each)

    def _in_html(self, html: str) -> tuple[str, ...]:
        if html not in self._known:
            self._known[html] = links_in_html(html)
        return self._known[html]


def read_manifest(path: str, data: bytes) -> CheckedFile:
    """Return what a web app manifest links to: where the site starts, and its icons."""
    try:
        manifest = msgspec.json.decode(data, type=_WebManifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        return CheckedFile(path, broken=str(fault))
    links = (manifest.start_url, *[icon.src for icon in manifest.icons])
    return CheckedFile(path, tuple(dict.fromkeys(filter(None, links))))


def _is_plain(element: etree._Element) -> bool:
    """Tell whether a text of an Atom feed is no HTML: there, it says so (RFC 4287, 3.1.1)."""
    in_atom = etree.QName(element).namespace == "http://www.w3.org/2005/Atom"
    return in_atom and element.get("type") not in ("html", "text/html")
