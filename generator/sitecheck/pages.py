"""Links and anchors in HTML pages and style sheets."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree

from generator.model.results.site_check import CheckedFile
from generator.sitecheck.policy import blocked_urls


def _xpath(expression: str) -> etree.XPath:
    return etree.XPath(expression, smart_strings=False)


_LINKS = _xpath("//@href|//@src|//@poster|//@action|//@formaction|//@cite|//object/@data")
_SRCSETS = _xpath("//@srcset|//@imagesrcset")
_STYLES = _xpath("//style/text()|//@style[contains(., 'url(')]")
_ANCHORS = _xpath("//@id|//a/@name")
_CANONICAL = _xpath("//head/link[@rel='canonical']/@href")
_TITLE = _xpath("//head/title/text()")
_DESCRIPTION = _xpath("//head/meta[@name='description']/@content")
_OG_URL = _xpath("//head/meta[@property='og:url']/@content")
_ROBOTS = _xpath("//meta[@name='robots']/@content")
_REFRESH = _xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content")
_CARDS = _xpath("//meta[@property='og:url' or @property='og:image' or @name='twitter:image']/@content")
_BASE = _xpath("//base/@href")
_STYLE_URL = re.compile(
    r"""(?:url\(|@import\s(?=\s*+["']))\s*+(?:"([^"\n]++)"|'([^'\n]++)'|([^\s"'()]++)\s*+\))""", re.IGNORECASE
)
_STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CANDIDATE_URL = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTOR = re.compile(r"[^,]*+")
"""A candidate of ``srcset`` is a URL, which may have commas in it, then a width or density descriptor. The quantifiers
are possessive: with backtracking, a page full of commas would take quadratic time."""


def read_page(path: str, data: bytes) -> CheckedFile:
    """Return the links, anchors and metadata of an HTML page."""
    root = _parse(data)
    if root is None:
        return CheckedFile(path, is_page=True, broken="it is empty")
    canonical = next(iter(_texts(_CANONICAL, root)), "")
    og_url = next(iter(_texts(_OG_URL, root)), "")
    refreshes = list(_texts(_REFRESH, root))
    hidden = any("noindex" in content.lower() for content in _texts(_ROBOTS, root))
    links = [*_resolved_links(root), *_texts(_CARDS, root), *filter(None, map(_refresh_url, refreshes))]
    return CheckedFile(
        path,
        tuple(dict.fromkeys(links)),
        frozenset(_texts(_ANCHORS, root)),
        canonical,
        is_page=True,
        title=next(iter(_texts(_TITLE, root)), "").strip(),
        description=next(iter(_texts(_DESCRIPTION, root)), "").strip(),
        blocked=tuple(dict.fromkeys(blocked_urls(root, canonical))),
        is_listed=bool(canonical) and og_url in ("", canonical) and not hidden and not refreshes,
    )


def links_in_html(html: str) -> tuple[str, ...]:
    """Return the URLs in an HTML fragment, each once, in order."""
    root = _parse(html.encode())
    return () if root is None else tuple(dict.fromkeys(_links(root)))


def links_in_style(text: str) -> Iterator[str]:
    """Yield the URLs in a style sheet.

    >>> list(links_in_style("@import 'a.css'; p { background: url(b.png) }"))
    ['a.css', 'b.png']
    """
    matches = _STYLE_URL.finditer(_STYLE_COMMENT.sub("", text))
    return (match[1] or match[2] or match[3] for match in matches)


def _parse(data: bytes) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError:
        return None


def _resolved_links(root: etree._Element) -> Iterable[str]:
    """Return the links of a page, resolved against its ``<base>`` if it has one (HTML Standard, 4.2.3)."""
    base = next(iter(_texts(_BASE, root)), "")
    return [_join(base, link) for link in _links(root) if link != base] if base else _links(root)


def _join(base: str, link: str) -> str:
    """Return a link resolved against a base. If the base is relative, so is the result: the caller knows the URL of the
    page and resolves ``../``."""
    try:
        if not base.startswith(".") or urljoin("/", link) == link or urlsplit(link).scheme:
            return urljoin(base, link)
    except ValueError:
        return link
    return base + link if link.startswith(("#", "?")) else base[: base.rfind("/") + 1] + link


def _links(root: etree._Element) -> Iterator[str]:
    yield from _texts(_LINKS, root)
    for srcset in _texts(_SRCSETS, root):
        yield from _srcset_urls(srcset)
    for style in _texts(_STYLES, root):
        yield from links_in_style(style)


def _srcset_urls(text: str) -> Iterator[str]:
    """Yield the URLs of a ``srcset``. A comma directly after a URL ends the URL and its candidate."""
    match = _CANDIDATE_URL.match(text)
    while match:
        url = match[1].rstrip(",")
        yield url
        descriptor = _DESCRIPTOR.match(text, match.end()) if url == match[1] else None
        match = _CANDIDATE_URL.match(text, descriptor.end() if descriptor else match.end())


def _texts(expression: etree.XPath, root: etree._Element) -> Iterable[str]:
    result = expression(root)
    return [str(text) for text in result] if isinstance(result, list) else []


def _refresh_url(refresh: str) -> str:
    """Return the target URL of a ``<meta http-equiv="refresh">`` with the content ``0; url=…``."""
    return re.split(r"url\s*=", refresh, maxsplit=1, flags=re.IGNORECASE)[-1].strip(" '\"")
