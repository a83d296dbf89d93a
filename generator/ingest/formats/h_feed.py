"""Pages with microformats (``h-feed``, ``h-entry``) → :class:`ParsedFeed`, by mf2py.

mf2py is an optional dependency, since few sites need it.
"""

from typing import Any

from generator.base.errors import SettingsError
from generator.ingest.formats.feed_authors import clean_author
from generator.ingest.formats.wire_text import resolve_url, safe_text
from generator.ingest.limits import MAX_ENTRIES
from generator.model.ingest import ParsedFeed, WireEntry, WireImage, WireLink

_MOST_DEPTH = 5


def check_h_feed_support() -> None:
    """Raise :class:`SettingsError` if mf2py is not installed."""
    try:
        import mf2py  # noqa: F401
    except ImportError:
        message = 'kind = "h-feed": expected the package mf2py, found none'
        raise SettingsError(message, "Install it with: pip install 'broadsheet[h-feed]'.") from None


def parse_h_feed(body: bytes, encoding: str, url: str) -> ParsedFeed:
    """Parse a page. ``format`` is "" if it has no entries."""
    import mf2py

    text = body.decode(encoding or "utf-8", "replace")
    items = mf2py.parse(doc=text, url=url, html_parser="html.parser").get("items") or []
    feed: dict[str, Any] = next((item for item in items if "h-feed" in item.get("type", ())), {})
    entries = list(_find_entries(items, 0))
    if not entries:
        return ParsedFeed(is_html=True, problem="a page without h-entry")
    return ParsedFeed(
        format="h-feed",
        title=_first(feed, "name"),
        url=resolve_url(url, _first(feed, "url")) or url,
        base=url,
        entries=tuple([_entry(item, url) for item in entries[:MAX_ENTRIES]]),
        found=len(entries),
    )


def _find_entries(items: list[Any], depth: int) -> list[dict[str, Any]]:
    """Return the entries on a page, including those in an ``h-feed``. Quoted or replied-to entries do not count."""
    found: list[dict[str, Any]] = []
    for item in items if depth < _MOST_DEPTH else ():
        if not isinstance(item, dict):
            continue
        if "h-entry" in item.get("type", ()):
            found.append(item)
        else:
            found += _find_entries(item.get("children") or [], depth + 1)
    return found


def _first(item: dict[str, Any], name: str) -> str:
    """Return the first value of a property as text."""
    for value in item.get("properties", {}).get(name, ()):
        text = value.get("value", "") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            return safe_text(text).strip()
    return ""


def _html(item: dict[str, Any]) -> str:
    values = item.get("properties", {}).get("content", ())
    return safe_text(next((each.get("html") for each in values if isinstance(each, dict)), ""))


def _entry(item: dict[str, Any], url: str) -> WireEntry:
    properties = item.get("properties", {})
    place, name, content = _first(item, "url"), _first(item, "name"), _first(item, "content")
    photos = [
        each.get("value", "") if isinstance(each, dict) else each for each in properties.get("photo", ())
    ]
    people = [
        each if isinstance(each, str) else _first(each, "name") for each in properties.get("author", ())
    ]
    return WireEntry(
        id=_first(item, "uid"),
        id_is_url=True,
        links=(WireLink(resolve_url(url, place), type="text/html"),) if place else (),
        title="" if name == content else name,
        summary=_first(item, "summary"),
        summary_is_html=False,
        content=_html(item) or content,
        content_is_html=bool(_html(item)),
        published=_first(item, "published")[:200],
        updated=_first(item, "updated")[:200],
        authors=tuple(dict.fromkeys(name for each in people if (name := clean_author(safe_text(each))))),
        categories=tuple(safe_text(each) for each in properties.get("category", ()) if isinstance(each, str)),
        images=tuple([WireImage(address) for each in photos if (address := resolve_url(url, each))]),
        base=url,
    )
