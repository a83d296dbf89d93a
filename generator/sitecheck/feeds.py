"""Links in feeds, sitemaps, OPML files and web app manifests. Checking them against their standards is the task of
:mod:`generator.validate`."""

from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from generator.model.results.site_check import CheckedFile
from generator.sitecheck.markup import NestingError
from generator.sitecheck.pages import PageReader

_URL_ELEMENTS = {"link", "loc", "comments", "uri", "docs", "url", "logo", "icon"}
_HTML_ELEMENTS = {"content", "summary", "description", "encoded"}
_URL_ATTRIBUTES = ("href", "url", "src", "xmlUrl", "htmlUrl")


class _ManifestIcon(msgspec.Struct, frozen=True):
    src: str = ""


class _WebManifest(msgspec.Struct, frozen=True):
    start_url: str = ""
    icons: tuple[_ManifestIcon, ...] = ()


class FeedReader:
    """Reads the feeds of one site. About ten feeds have the same entry, so the links of its HTML are cached."""

    def __init__(self, pages: PageReader) -> None:
        self._pages = pages
        self._links_by_html: dict[str, tuple[str, ...]] = {}

    def read_xml(self, path: str, data: bytes) -> CheckedFile:
        """Return the links of a feed, a sitemap or an OPML file, and the pages (``locs``) of a sitemap.

        A news sitemap has no ``locs``: its pages are in other sitemaps too.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            return CheckedFile(path, broken=str(error.msg))
        try:
            links = [link for element in root.iter(etree.Element) for link in self._links_of(element)]
        except NestingError as error:
            return CheckedFile(path, broken=str(error))
        is_page_sitemap = etree.QName(root).localname == "urlset" and root.find(".//{*}publication") is None
        locs = (
            [(each.text or "").strip() for each in root.iterfind("{*}url/{*}loc")] if is_page_sitemap else []
        )
        return CheckedFile(path, tuple(dict.fromkeys(links)), locs=tuple(locs))

    def read_json(self, path: str, data: bytes) -> CheckedFile:
        """Return the links of a JSON Feed. Other JSON has none."""
        try:
            feed = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return CheckedFile(path, broken=str(error))
        if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version")):
            return CheckedFile(path)
        try:
            return CheckedFile(path, tuple(dict.fromkeys(self._links_of_json(feed))))
        except NestingError as error:
            return CheckedFile(path, broken=str(error))

    def _links_of(self, element: etree._Element) -> Iterator[str]:
        name = str(element.tag).rpartition("}")[2]
        text = (element.text or "").strip()
        if name in _URL_ELEMENTS and text:
            yield text
        elif name in _HTML_ELEMENTS and "<" in text and not _is_plain_text(element):
            yield from self._links_of_html(text)
        for attribute in _URL_ATTRIBUTES:
            if link := element.get(attribute):
                yield link

    def _links_of_json(self, feed: Any) -> Iterator[str]:
        """Yield the URLs in a JSON Feed, by the names of their keys, at any depth."""
        for key, value in feed.items():
            if isinstance(value, str):
                if key == "content_html":
                    yield from self._links_of_html(value)
                elif key.endswith("url") or key in ("image", "icon", "favicon", "banner_image", "avatar"):
                    yield value
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    yield from self._links_of_json(each)

    def _links_of_html(self, html: str) -> tuple[str, ...]:
        if html not in self._links_by_html:
            self._links_by_html[html] = self._pages.links_in_html(html)
        return self._links_by_html[html]


def read_manifest(path: str, data: bytes) -> CheckedFile:
    """Return the links of a web app manifest: its start URL and its icons."""
    try:
        manifest = msgspec.json.decode(data, type=_WebManifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return CheckedFile(path, broken=str(error))
    links = (manifest.start_url, *[icon.src for icon in manifest.icons])
    return CheckedFile(path, tuple(dict.fromkeys(filter(None, links))))


def _is_plain_text(element: etree._Element) -> bool:
    """Return whether a text is plain text, not HTML. Texts in Atom feeds declare HTML (RFC 4287, 3.1.1)."""
    in_atom = etree.QName(element).namespace == "http://www.w3.org/2005/Atom"
    return in_atom and element.get("type") not in ("html", "text/html")
