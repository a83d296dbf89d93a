"""The head of a web page → metadata for a record: title, description, image, date, robots directives.

Only tags in the first half megabyte are read, and no tree is built, so a hostile page cannot use much memory.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from msgspec import Struct

from generator.ingest.feed_parser import read_charset
from generator.ingest.formats.feed_authors import clean_author
from generator.ingest.formats.html_tags import find_tags
from generator.ingest.formats.linked_data import LinkedWork, find_work
from generator.ingest.formats.wire_text import resolve_url, safe_number, safe_text
from generator.model.ingest import WireEntry, WireImage, WireLink
from generator.model.item import Kind

_LOOKED_AT = 500_000
_TITLE = re.compile(r"<title\b[^>]{0,500}>([^<]{1,2000})", re.IGNORECASE)
_HTML = re.compile(r"<html\b[^<>]{1,2000}>", re.IGNORECASE)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_CHARSET = re.compile(rb"<meta[^<>]{1,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date",
    "dcterms.created",
    "date",
)
_ROBOTS = ("robots", "broadsheet")


class WebPage(Struct, frozen=True):
    """Metadata of a page. ``forbidden`` has the robots directives ``noindex``, ``nosnippet`` and ``noimageindex``.

    ``final`` is its URL after redirects, ``canonical`` the URL that it declares. ``site_name``, ``authors``,
    ``tags`` and ``kind`` are those of its Open Graph tags and its JSON-LD.
    """

    final: str
    canonical: str = ""
    title: str = ""
    description: str = ""
    image: WireImage | None = None
    published: str = ""
    language: str = ""
    forbidden: frozenset[str] = frozenset()
    site_name: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kind: Kind = "article"


def parse_web_page(body: bytes, headers: Mapping[str, str], url: str) -> WebPage:
    """Parse a page. ``headers`` are those of the answer, ``url`` is its final URL."""
    html = _decode(body[:_LOOKED_AT], headers)
    metas = _metas(html)
    forbidden = frozenset(_directives(headers.get("x-robots-tag", ""), metas))
    canonical = next((tag.get("href", "") for tag in find_tags(html, "link") if _is_canonical(tag)), "")
    root = next((found[0] for found in _HTML.finditer(html)), "")
    work = find_work(html, url) or LinkedWork("video" if _is_video(metas) else "article")
    title = metas.get("og:title") or metas.get("twitter:title") or work.title or _first(_TITLE, html)
    return WebPage(
        final=url,
        canonical=resolve_url(url, canonical or metas.get("og:url", "")),
        title=safe_text(title).strip(),
        description="" if "nosnippet" in forbidden else _description(metas) or work.description,
        image=None if "noimageindex" in forbidden else _image(metas, url) or work.image,
        published=_published(metas, html) or work.published,
        language=next((tag.get("lang", "") for tag in find_tags(root, "html")), "") or work.language,
        forbidden=forbidden,
        site_name=metas.get("og:site_name", "") or work.publisher,
        authors=tuple(filter(None, map(clean_author, work.authors or [metas.get("author", "")]))),
        tags=work.tags or tuple(_article_tags(html)),
        kind=work.kind,
    )


def page_entry(page: WebPage, url: str) -> WireEntry | None:
    """Return a page as an entry, ``None`` if it must not be used. ``url`` is its URL in the sitemap."""
    if "noindex" in page.forbidden or not page.title:
        return None
    return WireEntry(
        links=(
            WireLink(page.canonical if _same_host(page.canonical, page.final) else url, type="text/html"),
        ),
        title=page.title,
        summary=page.description,
        summary_is_html=False,
        published=page.published,
        images=(page.image,) if page.image else (),
        language=page.language,
        base=page.final,
    )


def _same_host(url: str, other: str) -> bool:
    return (
        bool(url) and url.partition("//")[2].partition("/")[0] == other.partition("//")[2].partition("/")[0]
    )


def _decode(body: bytes, headers: Mapping[str, str]) -> str:
    declared = _CHARSET.search(body[:4096])
    charset = read_charset(headers) if "charset" in headers.get("content-type", "").lower() else ""
    names = (charset, declared[1].decode() if declared else "", "utf-8")
    for name in filter(None, names):
        try:
            return body.decode(name, "replace")
        except LookupError:
            continue
    return ""


def _metas(html: str) -> dict[str, str]:
    """Return the contents of ``<meta>`` tags by name. The first of each name counts."""
    found: dict[str, str] = {}
    for tag in find_tags(html, "meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        if name and (content := safe_text(tag.get("content", "")).strip()):
            found.setdefault(name, content)
    return found


def _directives(header: str, metas: Mapping[str, str]) -> Iterator[str]:
    """Yield the robots directives. One for a single robot (``googlebot: noindex``) is ignored."""
    texts = [header, *[metas.get(name, "") for name in _ROBOTS]]
    agent = ""
    for text in texts:
        agent = ""
        for part in text.lower().split(","):
            name, colon, rest = part.strip().partition(":")
            if colon and name not in ("unavailable_after", "max-snippet", "max-image-preview"):
                agent, part = name.strip(), rest
            if agent in ("", *_ROBOTS, "*"):
                yield from (
                    ("noindex", "nosnippet", "noimageindex") if part.strip() == "none" else (part.strip(),)
                )


def _description(metas: Mapping[str, str]) -> str:
    return next(
        (metas[name] for name in ("og:description", "description", "twitter:description") if name in metas),
        "",
    )


def _is_video(metas: Mapping[str, str]) -> bool:
    return metas.get("og:type", "").startswith("video")


def _article_tags(html: str) -> Iterator[str]:
    for tag in find_tags(html, "meta"):
        if tag.get("property", "").lower() in ("article:tag", "og:video:tag"):
            yield safe_text(tag.get("content", "")).strip()


def _image(metas: Mapping[str, str], url: str) -> WireImage | None:
    for name in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        if place := resolve_url(url, metas.get(name, "")):
            width, height = (safe_number(metas.get(f"og:image:{side}", "")) for side in ("width", "height"))
            return WireImage(place, width, height, metas.get("og:image:alt", ""))
    return None


def _published(metas: Mapping[str, str], html: str) -> str:
    named = next((metas[name] for name in _DATES if name in metas), "")
    marked = next((tag["datetime"] for tag in find_tags(html, "time") if tag.get("datetime")), "")
    return safe_text(named or _first(_PUBLISHED, html) or marked)[:200]


def _first(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return unescape(found[1]) if found else ""


def _is_canonical(tag: Mapping[str, str]) -> bool:
    return "canonical" in tag.get("rel", "").lower().split()
