"""Find the links of a body that may lead to this site: relative ones.

A path means a record or a page of the site if there is one, otherwise a page of the source. Which of them exists is
known only when the site is planned, so such links are listed (:attr:`Item.body_links`).
"""

import re
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urljoin

from generator.base.redact import redact_secured
from generator.base.urls import clean_url
from generator.model.item import BodyLink
from generator.normalise.problems import ProblemCollector

MOST = 500
"""Most different relative links in a body. Further ones lead to the source."""

_LINK = re.compile(
    r'<a((?: (?!href=)[a-z-]+="[^"]*")*+) href="((?!https?:|mailto:)[^"]*)"((?: [a-z-]+="[^"]*")*+)>(.*?)</a>',
    re.DOTALL,
)
"""A relative link in sanitised HTML: attributes before ``href``, its value, attributes after it, and the content."""
_NOTE = re.compile(r' id="(fn[^"]*)"')
_HINT = (
    "Use a full URL, or the path of a record, of a page of the site, or of a document in the content folder."
)


def extract_links(
    problems: ProblemCollector, html: str, path: str = "", base: str = "", own: bool = False
) -> tuple[str, tuple[BodyLink, ...]]:
    """Return sanitised HTML with complete links, and the links that may lead to this site.

    ``path`` is that of the record, ``base`` the URL of its source ("" for none). Without a source, ``href`` is
    ``link:0`` for the first link, and so on. A link that can lead nowhere is removed, with a warning; its text stays.
    ``own``: the HTML is a page of the owner.
    """
    links: dict[str, BodyLink] = {}
    notes = frozenset(_NOTE.findall(html))

    def complete(tag: re.Match[str]) -> str:
        written = unescape(tag[2])
        if own and written.startswith(("#", "tel:")):
            return tag[0]
        if written.startswith("#fn"):  # a footnote, unless the repair of the markup has lost it
            return tag[0] if written[1:] in notes else tag[4]
        link = links.get(written) or _read_link(written, path, base, len(links))
        if link is None:
            problems.expected("body", "a link that leads somewhere", written, _HINT, "link removed")
            return tag[4]
        if link.paths and len(links) < MOST:
            links.setdefault(written, link)
        return f'<a href="{escape(link.href)}"{tag[1]}{tag[3]}>{tag[4]}</a>'

    return _LINK.sub(complete, html), tuple(links.values())


def _read_link(written: str, path: str, base: str, row: int) -> BodyLink | None:
    """Return a link, ``None`` if it can lead nowhere."""
    paths = _find_paths(written, path)
    elsewhere = _resolve(written, base) if base else None
    if redact_secured(written) is not written or (not paths and elsewhere is None):
        return None
    return BodyLink(elsewhere or f"link:{row}", paths, written)


def _find_paths(written: str, path: str) -> tuple[str, ...]:
    """Return the paths that a link may mean, from the top of the content folder or of the site."""
    place = unquote(written.partition("#")[0].partition("?")[0]).strip()
    if not place or not place.isprintable() or "\\" in place:
        return ()
    beside = place if place.startswith("/") else join("/", dirname(path), place)
    ends = "/" if place.endswith("/") else ""
    found = [normpath(each).lstrip("/") + ends for each in (beside, f"/{place}")]
    return tuple(dict.fromkeys(each if each not in (".", "/", "./") else "" for each in found))


def _resolve(written: str, base: str) -> str | None:
    try:
        return clean_url(urljoin(base, written.strip()))
    except ValueError:  # brackets without an IPv6 host in them
        return None
