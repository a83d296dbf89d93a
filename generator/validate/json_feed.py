"""JSON Feed 1.1: the feed's head, and each item by itself. ``line`` is where an item stands, 1 for the head."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.validate.feed_facts import EntryFacts
from generator.validate.findings import FindingCollector
from generator.validate.html import check_html
from generator.validate.values import is_absolute, is_language, is_media_type, markup_in, moment

VERSIONS = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")

Check = Callable[[str, Any, int, FindingCollector], None]


def check_head(feed: Mapping[str, Any], notes: FindingCollector) -> None:
    """Check a feed without looking into its items."""
    _fields(feed, _HEAD, 1, notes)
    if feed.get("version") not in VERSIONS:
        notes.say("json.version", 1, "https://jsonfeed.org/version/1.1", _told(feed.get("version")))
    for name in ("version", "title", "items"):
        if name not in feed:
            notes.say("json.missing", 1, f"{name} in the feed", None)
    if "next_url" in feed and feed["next_url"] == feed.get("feed_url"):
        notes.say("json.next", 1, "a next_url other than feed_url", _told(feed["next_url"]))


def check_item(item: Any, line: int, notes: FindingCollector) -> EntryFacts:
    """Check an item by itself."""
    if not isinstance(item, dict):
        notes.say("json.type", line, "an object as item", _told(item))
        return EntryFacts("")
    _fields(item, _ITEM, line, notes)
    if "id" not in item:
        notes.say("json.missing", line, "id in an item", None)
    if "content_html" not in item and "content_text" not in item:
        notes.say("json.content", line, "content_html or content_text in an item", None)
    return EntryFacts(str(item.get("id", "")))


def _fields(
    thing: Mapping[str, Any], checks: Mapping[str, Check], line: int, notes: FindingCollector
) -> None:
    for name, value in thing.items():
        check = checks.get(name)
        if check is not None:
            check(name, value, line, notes)
        elif not name.startswith("_"):
            notes.say("json.unknown", line, "a name of the standard, or an underscore before it", name)


def _told(value: Any) -> str | None:
    return None if value is None else str(value)


def _is_text(name: str, value: Any, line: int, notes: FindingCollector) -> bool:
    if isinstance(value, str):
        return True
    notes.say("json.type", line, f"text as {name}", _told(value))
    return False


def _text(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    _is_text(name, value, line, notes)


def _filled(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    if _is_text(name, value, line, notes) and not value.strip():
        notes.say("json.missing", line, f"text in {name}", None)


def _heading(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    _filled(name, value, line, notes)
    if isinstance(value, str):
        _title(name, value, line, notes)


def _title(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    if _is_text(name, value, line, notes) and (found := markup_in(value)):
        notes.say("json.content", line, f"plain text as {name}", found)


def _html(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    if _is_text(name, value, line, notes):
        check_html(value, line, notes)


def _matching(rule: str, test: Callable[[str], bool], expected: str) -> Check:
    def check(name: str, value: Any, line: int, notes: FindingCollector) -> None:
        if _is_text(name, value, line, notes) and not test(value):
            notes.say(rule, line, f"{expected} as {name}", value)

    return check


def _truth(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    if not isinstance(value, bool):
        notes.say("json.type", line, f"true or false as {name}", _told(value))


def _number(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        notes.say("json.type", line, f"a number as {name}", _told(value))


def _array_of(check: Check) -> Check:
    def check_array(name: str, value: Any, line: int, notes: FindingCollector) -> None:
        if not isinstance(value, list):
            notes.say("json.type", line, f"an array as {name}", _told(value))
            return
        for each in value:
            check(name, each, line, notes)

    return check_array


def _object(checks: Mapping[str, Check], needed: tuple[str, ...], rule: str) -> Check:
    def check_object(name: str, value: Any, line: int, notes: FindingCollector) -> None:
        if not isinstance(value, dict):
            notes.say("json.type", line, f"an object in {name}", _told(value))
            return
        _fields(value, checks, line, notes)
        for part in needed:
            if part not in value:
                notes.say(rule, line, f"{part} in {name}", None)

    return check_object


def _author(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    _object(_AUTHOR, (), "json.author")(name, value, line, notes)
    if isinstance(value, dict) and not value.keys() & _AUTHOR.keys():
        notes.say("json.author", line, "a name, a url or an avatar of an author", None)


def _old_author(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    notes.say("json.deprecated", line, "authors, as of version 1.1", name)
    _author(name, value, line, notes)


def _anything(name: str, value: Any, line: int, notes: FindingCollector) -> None:
    """The value is checked elsewhere."""


_address = _matching("json.address", is_absolute, "an absolute address")
_date = _matching("json.date", lambda text: moment(text) is not None, "a date as '2021-12-28T11:00:00Z'")
_language = _matching("json.language", is_language, "a language tag")
_media_type = _matching("json.attachment", is_media_type, "a media type")
_AUTHOR: dict[str, Check] = {"name": _text, "url": _address, "avatar": _address}
_HUB: dict[str, Check] = {"type": _text, "url": _address}
_ATTACHMENT: dict[str, Check] = {
    "url": _address,
    "mime_type": _media_type,
    "title": _text,
    "size_in_bytes": _number,
    "duration_in_seconds": _number,
}
_SHARED: dict[str, Check] = {"authors": _array_of(_author), "author": _old_author, "language": _language}
_HEAD: dict[str, Check] = {
    **_SHARED,
    **dict.fromkeys(("home_page_url", "feed_url", "next_url", "icon", "favicon"), _address),
    "version": _anything,
    "title": _heading,
    "description": _text,
    "user_comment": _text,
    "expired": _truth,
    "hubs": _array_of(_object(_HUB, ("type", "url"), "json.missing")),
    "items": _array_of(_anything),
}
_ITEM: dict[str, Check] = {
    **_SHARED,
    **dict.fromkeys(("url", "external_url", "image", "banner_image"), _address),
    **dict.fromkeys(("date_published", "date_modified"), _date),
    "id": _filled,
    "title": _title,
    "content_html": _html,
    "content_text": _text,
    "summary": _text,
    "tags": _array_of(_text),
    "attachments": _array_of(_object(_ATTACHMENT, ("url", "mime_type"), "json.attachment")),
}
