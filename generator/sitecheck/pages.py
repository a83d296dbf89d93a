"""HTML and style sheets → what they link to, and what may be linked to in them."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree

from generator.model.results.site_check import CheckedFile


def _xpath(expression: str) -> etree.XPath:
    return etree.XPath(expression, smart_strings=False)


_LINKS = _xpath("//@href|//@src|//@poster|//@action|//@formaction|//@cite|//object/@data")
_SETS = _xpath("//@srcset|//@imagesrcset")
_STYLES = _xpath("//style/text()|//@style[contains(., 'url(')]")
_ANCHORS = _xpath("//@id|//a/@name")
_CANONICAL = _xpath("//head/link[@rel='canonical']/@href")
_TITLE = _xpath("//head/title/text()")
_DESCRIPTION = _xpath("//head/meta[@name='description']/@content")
_OWN = _xpath("//head/meta[@property='og:url']/@content")
_ROBOTS = _xpath("//meta[@name='robots']/@content")
_REFRESH = _xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content")
_CARDS = _xpath("//meta[@property='og:url' or @property='og:image' or @name='twitter:image']/@content")
_BASE = _xpath("//base/@href")
_IN_STYLE = re.compile(
    r"""(?:url\(|@import\s(?=\s*+["']))\s*+(?:"([^"\n]++)"|'([^'\n]++)'|([^\s"'()]++)\s*+\))""", re.IGNORECASE
)
_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CANDIDATE = re.compile(r"[\s,]*+(\S++)")
_WIDTH = re.compile(r"[^,]*+")
"""A candidate of ``srcset`` is an address, perhaps with commas in it, then a width or a density. What was matched is
not given back here: there are pages of which nothing but commas is known."""


def read_page(path: str, data: bytes) -> CheckedFile:
    """Return what an HTML page says of itself and of others."""
    root = _parsed(data)
    if root is None:
        return CheckedFile(path, is_page=True, broken="it is empty")
    canonical = next(iter(_texts(_CANONICAL, root)), "")
    own = next(iter(_texts(_OWN, root)), "")
    refreshes = list(_texts(_REFRESH, root))
    hidden = any("noindex" in content.lower() for content in _texts(_ROBOTS, root))
    links = [*_from_base(root), *_texts(_CARDS, root), *filter(None, map(_target, refreshes))]
    return CheckedFile(
        path,
        tuple(dict.fromkeys(links)),
        frozenset(_texts(_ANCHORS, root)),
        canonical,
        is_page=True,
        title=next(iter(_texts(_TITLE, root)), "").strip(),
        description=next(iter(_texts(_DESCRIPTION, root)), "").strip(),
        is_listed=bool(canonical) and own in ("", canonical) and not hidden and not refreshes,
    )


def links_in_html(html: str) -> tuple[str, ...]:
    """Return the addresses in a piece of HTML."""
    root = _parsed(html.encode())
    return () if root is None else tuple(dict.fromkeys(_links(root)))


def links_in_style(text: str) -> Iterator[str]:
    """Yield the addresses in a style sheet."""
    return (found[1] or found[2] or found[3] for found in _IN_STYLE.finditer(_REMARK.sub("", text)))


def _parsed(data: bytes) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError:
        return None


def _from_base(root: etree._Element) -> Iterable[str]:
    """Return the links of a page, from the address that it names as their base, if it does (HTML Standard, 4.2.3)."""
    base = next(iter(_texts(_BASE, root)), "")
    return [_joined(base, link) for link in _links(root) if link != base] if base else _links(root)


def _joined(base: str, link: str) -> str:
    """Return a link from a base, which may be relative itself: steps upwards are for whoever knows the page's place."""
    try:
        if not base.startswith(".") or urljoin("/", link) == link or urlsplit(link).scheme:
            return urljoin(base, link)
    except ValueError:
        return link
    return base + link if link.startswith(("#", "?")) else base[: base.rfind("/") + 1] + link


def _links(root: etree._Element) -> Iterator[str]:
    yield from _texts(_LINKS, root)
    for candidates in _texts(_SETS, root):
        yield from _candidates(candidates)
    for style in _texts(_STYLES, root):
        yield from links_in_style(style)


def _candidates(text: str) -> Iterator[str]:
    """Yield the addresses of a ``srcset``. A comma right behind one ends it, and its candidate."""
    found = _CANDIDATE.match(text)
    while found:
        address = found[1].rstrip(",")
        yield address
        width = _WIDTH.match(text, found.end()) if address == found[1] else None
        found = _CANDIDATE.match(text, width.end() if width else found.end())


def _texts(expression: etree.XPath, root: etree._Element) -> Iterable[str]:
    found = expression(root)
    return [str(text) for text in found] if isinstance(found, list) else []


def _target(refresh: str) -> str:
    """Return where a page sends its reader: the address in ``0; url=…``."""
    return re.split(r"url\s*=", refresh, maxsplit=1, flags=re.IGNORECASE)[-1].strip(" '\"")
