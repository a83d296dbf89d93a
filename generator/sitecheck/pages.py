"""Links and anchors in HTML pages and style sheets."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree

from generator.model.results.site_check import CheckedFile
from generator.sitecheck.policy import blocked_urls

_URLS = frozenset(("href", "src", "poster", "action", "formaction", "cite"))
_SRCSETS = frozenset(("srcset", "imagesrcset"))
_READ = _URLS | _SRCSETS | {"data", "id", "name", "style"}
_CARDS = frozenset(("og:url", "og:image", "twitter:image"))
"""Properties of ``<meta>`` that name files of the site, for link previews."""

_STYLE_URL = re.compile(
    r"""(?:url\(|@import\s(?=\s*+["']))\s*+(?:"([^"\n]++)"|'([^'\n]++)'|([^\s"'()]++)\s*+\))""", re.IGNORECASE
)
_STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CANDIDATE_URL = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTOR = re.compile(r"[^,]*+")
"""A candidate of ``srcset`` is a URL, which may have commas in it, then a width or density descriptor. The quantifiers
are possessive: with backtracking, a page full of commas would take quadratic time."""


MAX_ATTRIBUTES = 8_000
"""The most attributes of a tag. The parser compares each with all others, so 100,000 take half a minute."""

_LONG = MAX_ATTRIBUTES * 5
"""Bytes that so many attributes take at least: their names differ."""

_ATTRIBUTES = rb"""((?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+)"""
_START_TAG = re.compile(
    rb"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|(script|style|textarea|title)(?=[\s/>])%b>.*?(?:</\1|\Z)"
    rb"|[a-z]%b(?:>|\Z))" % (_ATTRIBUTES, _ATTRIBUTES),
    re.IGNORECASE | re.DOTALL,
)
"""A comment, or a start tag as browsers read it, with text that is not markup. It always matches, so that a search
takes linear time."""

_VALUE = re.compile(rb"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_ATTRIBUTE = re.compile(rb"[^\s/]++")


def read_page(path: str, data: bytes) -> CheckedFile:
    """Return the links, anchors and metadata of an HTML page."""
    root = _parse(data)
    if root is None:
        reason = f"a tag has more than {MAX_ATTRIBUTES:,} attributes" if data.strip() else "it is empty"
        return CheckedFile(path, is_page=True, broken=reason)
    markup, head = _Markup(root), _Head(root)
    og_url, hidden = head.contents.get("og:url", ""), "noindex" in markup.robots.lower()
    links = [*_resolved_links(markup), *markup.cards, *filter(None, map(_refresh_url, markup.refreshes))]
    return CheckedFile(
        path,
        tuple(dict.fromkeys(links)),
        frozenset(markup.anchors),
        head.canonical,
        is_page=True,
        title=head.title.strip(),
        description=head.contents.get("description", "").strip(),
        blocked=tuple(dict.fromkeys(blocked_urls(root, head.canonical))),
        is_listed=bool(head.canonical)
        and og_url in ("", head.canonical)
        and not hidden
        and not markup.refreshes,
    )


def links_in_html(html: str) -> tuple[str, ...]:
    """Return the URLs in an HTML fragment, each once, in order."""
    root = _parse(html.encode())
    return () if root is None else tuple(dict.fromkeys(_links(_Markup(root))))


def links_in_style(text: str) -> Iterator[str]:
    """Yield the URLs in a style sheet.

    >>> list(links_in_style("@import 'a.css'; p { background: url(b.png) }"))
    ['a.css', 'b.png']
    """
    matches = _STYLE_URL.finditer(_STYLE_COMMENT.sub("", text))
    return (match[1] or match[2] or match[3] for match in matches)


def _parse(data: bytes) -> etree._Element | None:
    """Return the root of a page, ``None`` if it is empty or has a tag that would take the parser very long."""
    if len(data) > _LONG and any(_has_many_attributes(tag) for tag in _START_TAG.finditer(data)):
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError:
        return None


def _has_many_attributes(tag: re.Match[bytes]) -> bool:
    if tag.end() - tag.start() < _LONG:
        return False
    attributes = tag[2] or tag[3] or b""
    return len(_ATTRIBUTE.findall(_VALUE.sub(b" ", attributes))) > MAX_ATTRIBUTES


class _Markup:
    """What all elements of a page refer to, collected in one pass: XPath would take one for each expression."""

    def __init__(self, root: etree._Element) -> None:
        self.urls: list[str] = []
        self.srcsets: list[str] = []
        self.styles: list[str] = []
        self.anchors: list[str] = []
        self.cards: list[str] = []
        self.refreshes: list[str] = []
        self.robots = ""
        self.base = ""
        for element in root.iter(etree.Element):
            for name, value in element.items():
                if name in _READ:
                    self._read_attribute(element, str(name), str(value))
        for element in root.iter("meta", "style", "base"):
            if element.tag == "meta":
                self._read_meta(element)
            elif element.tag == "style":
                self.styles.append(element.text or "")
            else:
                self.base = self.base or element.get("href", "")

    def _read_attribute(self, element: etree._Element, name: str, value: str) -> None:
        if name in _URLS or (name == "data" and element.tag == "object"):
            self.urls.append(value)
        elif name == "id" or (name == "name" and element.tag == "a"):
            self.anchors.append(value)
        elif name in _SRCSETS:
            self.srcsets.append(value)
        elif name == "style" and "url(" in value:
            self.styles.append(value)

    def _read_meta(self, meta: etree._Element) -> None:
        content = meta.get("content", "")
        if meta.get("http-equiv", "").lower() == "refresh":
            self.refreshes.append(content)
        elif meta.get("property", meta.get("name")) in _CARDS:
            self.cards.append(content)
        elif meta.get("name") == "robots":
            self.robots += f"{content} "


class _Head:
    """The metadata of a page: its canonical URL, its title, and the ``contents`` of ``<meta>`` by name or property."""

    def __init__(self, root: etree._Element) -> None:
        self.canonical = self.title = ""
        self.contents: dict[str, str] = {}
        for element in root.iterfind("head/*"):
            if element.tag == "meta":
                name = element.get("property", element.get("name", ""))
                self.contents.setdefault(name, element.get("content", ""))
            elif element.tag == "title":
                self.title = self.title or element.text or ""
            elif element.tag == "link" and element.get("rel") == "canonical":
                self.canonical = self.canonical or element.get("href", "")


def _resolved_links(markup: _Markup) -> Iterable[str]:
    """Return the links of a page, resolved against its ``<base>`` if it has one (HTML Standard, 4.2.3)."""
    base = markup.base
    return [_join(base, link) for link in _links(markup) if link != base] if base else _links(markup)


def _join(base: str, link: str) -> str:
    """Return a link resolved against a base. If the base is relative, so is the result: the caller knows the URL of the
    page and resolves ``../``."""
    try:
        if not base.startswith(".") or urljoin("/", link) == link or urlsplit(link).scheme:
            return urljoin(base, link)
    except ValueError:
        return link
    return base + link if link.startswith(("#", "?")) else base[: base.rfind("/") + 1] + link


def _links(markup: _Markup) -> Iterator[str]:
    yield from markup.urls
    for srcset in markup.srcsets:
        yield from _srcset_urls(srcset)
    for style in markup.styles:
        yield from links_in_style(style)


def _srcset_urls(text: str) -> Iterator[str]:
    """Yield the URLs of a ``srcset``. A comma directly after a URL ends the URL and its candidate."""
    match = _CANDIDATE_URL.match(text)
    while match:
        url = match[1].rstrip(",")
        yield url
        descriptor = _DESCRIPTOR.match(text, match.end()) if url == match[1] else None
        match = _CANDIDATE_URL.match(text, descriptor.end() if descriptor else match.end())


def _refresh_url(refresh: str) -> str:
    """Return the target URL of a ``<meta http-equiv="refresh">`` with the content ``0; url=…``."""
    return re.split(r"url\s*=", refresh, maxsplit=1, flags=re.IGNORECASE)[-1].strip(" '\"")
