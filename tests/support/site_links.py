"""A checker of links, in bytes as they are published: pages, feeds, sitemaps.

It knows nothing of the program. A site is a folder of files, and an address; whatever lies under the address must be
one of the files.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.etree
import lxml.html

from tests.support.site_kit import Tree

_ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "data", "cite", "longdesc", "background")
JSON_FEEDS = {"feed.json", "top.json", "daily.json", "weekly.json"}
_META = {"og:url", "og:image", "twitter:image"}


@dataclass(frozen=True)
class Link:
    """An address as some file gives it, absolute."""

    file: str
    url: str


class Published:
    """A tree as a host serves it at an address that ends with a slash."""

    def __init__(self, tree: Tree, base_url: str) -> None:
        self.tree = tree
        self.base_url = base_url

    @cached_property
    def pages(self) -> dict[str, lxml.html.HtmlElement]:
        """Every HTML page, parsed."""
        return {
            path: lxml.html.document_fromstring(data)
            for path, data in self.tree.items()
            if path.endswith(".html")
        }

    @cached_property
    def links(self) -> list[Link]:
        """Every address in every file."""
        found: list[Link] = []
        for path, page in self.pages.items():
            found += [Link(path, url) for url in self._in_html(page, self.address_of(path))]
        for path, data in self.tree.items():
            if path.endswith((".rss", ".atom", ".xml")):
                found += [Link(path, url) for url in self._in_xml(data, self.address_of(path))]
            elif path.endswith(".opml"):
                for outline in lxml.etree.fromstring(data).iter("outline"):
                    urls = [outline.get(name) for name in ("xmlUrl", "htmlUrl")]
                    found += [Link(path, str(url)) for url in urls if url]
            elif path.rpartition("/")[2] in JSON_FEEDS:
                found += [Link(path, url) for url in self._in_json_feed(json.loads(data), path)]
            elif path == "robots.txt":
                found += [Link(path, url) for url in re.findall(r"Sitemap: (\S+)", data.decode())]
        return found

    def address_of(self, path: str) -> str:
        """Return the address of a file."""
        return self.base_url + path.removesuffix("index.html")

    def is_ours(self, url: str) -> bool:
        """Tell whether an address is one of our host's."""
        return urlsplit(url).netloc == urlsplit(self.base_url).netloc

    def file_of(self, url: str) -> str | None:
        """Return the file that is served for an address of ours, ``None`` where there is none."""
        address = urlsplit(url)
        root = urlsplit(self.base_url).path
        is_search = address.path == f"{root}search/"  # the only page that reads its query
        if (address.query and not is_search) or not address.path.startswith(root):
            return None
        path = unquote(address.path.removeprefix(root))
        file = f"{path}index.html" if path.endswith("/") or not path else path
        return file if file in self.tree else None

    def dead(self) -> list[Link]:
        """Return links to our host that lead nowhere, or beside the base path."""
        return [link for link in self.links if self.is_ours(link.url) and not self._leads(link.url)]

    def _leads(self, url: str) -> bool:
        file = self.file_of(url)
        fragment = urlsplit(url).fragment
        if file is None or not fragment:
            return file is not None
        return file in self.pages and bool(self.pages[file].xpath("//*[@id=$id]", id=fragment))

    def _in_html(self, root: lxml.html.HtmlElement, base: str) -> Iterator[str]:
        for element in root.iter(lxml.etree.Element):
            for name in _ATTRIBUTES:
                if name in element.attrib:
                    yield urljoin(base, element.get(name, ""))
            for candidate in element.get("srcset", "").split(","):
                if candidate.strip():
                    yield urljoin(base, candidate.split()[0])
            if element.tag == "meta":
                yield from _in_meta(element, base)

    def _in_json_feed(self, feed: Any, path: str) -> Iterator[str]:
        yield from (feed["home_page_url"], feed["feed_url"])
        for item in feed["items"]:
            ours = item.get("_broadsheet", {})
            found = [*map(item.get, ("url", "external_url", "image")), ours.get("page")]
            found += [author.get("url") for author in (*item.get("authors", ()), ours.get("source", {}))]
            yield from filter(None, found)
            if item.get("content_html"):
                html = lxml.html.fragment_fromstring(item["content_html"], create_parent="div")
                yield from self._in_html(html, self.address_of(path))

    def _in_xml(self, data: bytes, base: str) -> Iterator[str]:
        root = lxml.etree.fromstring(data)
        for element in root.iter(lxml.etree.Element):
            name = lxml.etree.QName(element).localname
            text = (element.text or "").strip()
            if name in ("link", "loc", "comments", "uri", "docs") and text:
                yield text
            is_html = element.get("type", "html") == "html"  # in Atom, "text" is no HTML
            if is_html and name in ("content", "summary", "description", "encoded") and "<" in text:
                yield from self._in_html(lxml.html.fragment_fromstring(text, create_parent="div"), base)
            for attribute in ("href", "url", "src"):
                if attribute in element.attrib:
                    yield urljoin(base, str(element.get(attribute)))


def _in_meta(element: lxml.html.HtmlElement, base: str) -> Iterator[str]:
    if element.get("http-equiv", "").lower() == "refresh":
        yield urljoin(base, element.get("content", "").partition("url=")[2])
    if element.get("property", element.get("name")) in _META:
        yield element.get("content", "")
