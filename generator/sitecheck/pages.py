"""Links and anchors in HTML pages and style sheets."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from generator.model.results.site_check import CheckedFile
from generator.sitecheck.markup import Markup, MarkupReader, NestingError
from generator.sitecheck.policy import blocked_urls

_STYLE_URL = re.compile(
    r"""(?:url\(|@import\s(?=\s*+["']))\s*+(?:"([^"\n]++)"|'([^'\n]++)'|([^\s"'()]++)\s*+\))""", re.IGNORECASE
)
_STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CANDIDATE_URL = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTOR = re.compile(r"[^,]*+")
"""A candidate of ``srcset`` is a URL, which may have commas in it, then a width or density descriptor. The quantifiers
are possessive: with backtracking, a page full of commas would take quadratic time."""


class PageReader:
    """Reads the pages of one site, and the HTML in its feeds."""

    def __init__(self) -> None:
        self._reader = MarkupReader()

    def read_page(self, path: str, data: bytes) -> CheckedFile:
        """Return the links, anchors and metadata of an HTML page."""
        if not data.strip():
            return CheckedFile(path, is_page=True, broken="it is empty")
        try:
            markup, title = self._reader.read(data), self._reader.read_title(data)
        except NestingError as error:
            return CheckedFile(path, is_page=True, broken=str(error))
        links = [*_resolved_links(markup), *markup.cards, *filter(None, map(_refresh_url, markup.refreshes))]
        return CheckedFile(
            path,
            tuple(dict.fromkeys(links)),
            frozenset(markup.anchors),
            markup.canonical,
            is_page=True,
            title=title.strip(),
            description=markup.metadata.get("description", "").strip(),
            blocked=tuple(dict.fromkeys(blocked_urls(markup.policy, markup.requests, markup.canonical))),
            is_listed=_is_listed(markup),
        )

    def links_in_html(self, html: str) -> tuple[str, ...]:
        """Return the URLs in an HTML fragment, each once, in order. Raises :class:`NestingError`."""
        return tuple(dict.fromkeys(_links(self._reader.read(html.encode()))))


def links_in_style(text: str) -> Iterator[str]:
    """Yield the URLs in a style sheet.

    >>> list(links_in_style("@import 'a.css'; p { background: url(b.png) }"))
    ['a.css', 'b.png']
    """
    matches = _STYLE_URL.finditer(_STYLE_COMMENT.sub("", text))
    return (match[1] or match[2] or match[3] for match in matches)


def _is_listed(markup: Markup) -> bool:
    is_alias = markup.metadata.get("og:url", "") not in ("", markup.canonical)
    is_hidden = "noindex" in markup.robots.lower()
    return bool(markup.canonical) and not (is_alias or is_hidden or markup.refreshes)


def _resolved_links(markup: Markup) -> Iterable[str]:
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


def _links(markup: Markup) -> Iterator[str]:
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
