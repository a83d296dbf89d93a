"""JSON-LD in a web page → metadata of the article, video or course on the page.

Source: https://schema.org/ and JSON-LD 1.1 (W3C). Contexts and references are not resolved.
"""

import json
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any

from msgspec import Struct

from generator.ingest.formats.html_tags import read_attributes
from generator.ingest.formats.wire_text import resolve_url, safe_number, safe_text
from generator.model.ingest import WireImage
from generator.model.item import Kind

_MOST_SCRIPTS = 20
_MOST_OBJECTS = 2_000
_LONGEST_TAG = 500

_KINDS: dict[str, Kind] = {
    "VideoObject": "video",
    "Movie": "video",
    "TVEpisode": "video",
    "Course": "course",
    "LearningResource": "course",
    "SoftwareApplication": "download",
    "WebApplication": "download",
    "MobileApplication": "download",
    "Dataset": "download",
}
"""Types of schema.org → types of records."""

_ARTICLES = ("Article", "Posting", "Report", "Review", "Recipe", "PodcastEpisode", "Book", "CreativeWork")
"""Ends of the names of other works: ``NewsArticle``, ``BlogPosting``."""


class LinkedWork(Struct, frozen=True):
    """A work as JSON-LD describes it. Texts and dates are as written, "" for none."""

    kind: Kind
    title: str = ""
    description: str = ""
    image: WireImage | None = None
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""


def find_work(html: str, url: str) -> LinkedWork | None:
    """Return the first work of a page, ``None`` if its JSON-LD has none. ``url`` is that of the page."""
    for script in _scripts(html):
        for value in _objects(script):
            if kind := _kind(value):
                return _work(kind, value, url)
    return None


def _scripts(html: str) -> Iterator[str]:
    """Yield the texts of JSON-LD scripts. Time is linear in the page."""
    lower, at = html.lower(), 0
    for _ in range(_MOST_SCRIPTS * 10):
        start = lower.find("<script", at)
        opened = lower.find(">", start) + 1 if start >= 0 else 0
        end = lower.find("</script", opened) if opened else -1
        if end < 0:
            return
        tag, at = html[start : min(opened, start + _LONGEST_TAG)], end
        if read_attributes(tag).get("type", "").strip().lower() == "application/ld+json":
            yield html[opened:end]


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a script, outer ones first."""
    try:
        waiting = deque([json.loads(text)])
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.get(name) for name in ("@graph", "mainEntity", "video"))
        elif isinstance(value, list):
            waiting.extend(value[:_MOST_OBJECTS])


def _kind(value: dict[str, Any]) -> Kind | None:
    for name in _texts(value.get("@type")):
        short = name.rpartition("/")[2]
        if short in _KINDS:
            return _KINDS[short]
        if short.endswith(_ARTICLES):
            return "article"
    return None


def _work(kind: Kind, value: dict[str, Any], url: str) -> LinkedWork:
    keywords = [part for text in _texts(value.get("keywords")) for part in text.split(",")]
    return LinkedWork(
        kind=kind,
        title=_first(value, "headline", "name"),
        description=_first(value, "description", "abstract"),
        image=_image(value.get("image") or value.get("thumbnailUrl"), url),
        published=_first(value, "datePublished", "uploadDate", "dateCreated"),
        updated=_first(value, "dateModified"),
        authors=tuple(_names(value.get("author") or value.get("creator"))),
        publisher=next(_names(value.get("publisher") or value.get("provider")), ""),
        tags=tuple([text for part in keywords if (text := part.strip())]),
        language=_first(value, "inLanguage"),
    )


def _first(value: dict[str, Any], *names: str) -> str:
    return next((text for name in names for text in _texts(value.get(name))), "")


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a value that may be a list."""
    for each in value[:_MOST_OBJECTS] if isinstance(value, list) else [value]:
        if isinstance(each, str) and (text := unescape(safe_text(each)).strip()):
            yield text


def _names(value: Any) -> Iterator[str]:
    """Yield the names of people and organisations, given as texts or objects."""
    for each in value[:_MOST_OBJECTS] if isinstance(value, list) else [value]:
        yield from _texts(each.get("name") if isinstance(each, dict) else each)


def _image(value: Any, url: str) -> WireImage | None:
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict):
        place = next(_texts(first.get("url") or first.get("contentUrl")), "")
        width, height = (safe_number(first.get(side)) for side in ("width", "height"))
        return WireImage(resolve_url(url, place), width, height) if place else None
    place = next(_texts(first), "")
    return WireImage(resolve_url(url, place)) if place else None
