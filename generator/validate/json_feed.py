"""Rules of JSON Feed 1.1 for the feed's head and for each item. ``line`` is the item's line, 1 for the head."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.validate.feed_facts import EntryFacts, JsonFeed
from generator.validate.findings import FindingCollector
from generator.validate.html import check_html
from generator.validate.values import find_markup, is_absolute, is_language, is_media_type, parse_rfc_3339

VERSIONS = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")

Check = Callable[[str, Any, int, FindingCollector], None]


def check_head(feed: Mapping[str, Any], findings: FindingCollector) -> None:
    """Check a feed without its items."""
    _check_fields(feed, _HEAD_FIELDS, 1, findings)
    if feed.get("version") not in VERSIONS:
        findings.add("json.version", 1, "https://jsonfeed.org/version/1.1", _show(feed.get("version")))
    for name in ("version", "title", "items"):
        if name not in feed:
            findings.add("json.missing", 1, f"{name} in the feed", None)
    if "next_url" in feed and feed["next_url"] == feed.get("feed_url"):
        findings.add("json.next", 1, "a next_url that differs from feed_url", _show(feed["next_url"]))


def check_item(item: Any, line: int, findings: FindingCollector) -> EntryFacts:
    """Check one item."""
    if not isinstance(item, dict):
        findings.add("json.type", line, "an object as an item", _show(item))
        return EntryFacts("")
    _check_fields(item, _ITEM_FIELDS, line, findings)
    if "id" not in item:
        findings.add("json.missing", line, "id in an item", None)
    if "content_html" not in item and "content_text" not in item:
        findings.add("json.content", line, "content_html or content_text in an item", None)
    return EntryFacts(str(item.get("id", "")))


def _check_fields(
    mapping: Mapping[str, Any], checks: Mapping[str, Check], line: int, findings: FindingCollector
) -> None:
    for name, value in mapping.items():
        check = checks.get(name)
        if check is not None:
            check(name, value, line, findings)
        elif not name.startswith("_"):
            findings.add(
                "json.unknown", line, "a field of JSON Feed 1.1, or a name that starts with '_'", name
            )


def _show(value: Any) -> str | None:
    return None if value is None else str(value)


def _check_string(name: str, value: Any, line: int, findings: FindingCollector) -> bool:
    if isinstance(value, str):
        return True
    findings.add("json.type", line, f"a string as {name}", _show(value))
    return False


def _string(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    _check_string(name, value, line, findings)


def _non_empty_string(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    if _check_string(name, value, line, findings) and not value.strip():
        findings.add("json.missing", line, f"text in {name}", None)


def _non_empty_title(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    _non_empty_string(name, value, line, findings)
    if isinstance(value, str):
        _title(name, value, line, findings)


def _title(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    if _check_string(name, value, line, findings) and (markup := find_markup(value)):
        findings.add("json.content", line, f"plain text as {name}", markup)


def _html(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    if _check_string(name, value, line, findings):
        check_html(value, line, findings)


def _string_matching(rule: str, test: Callable[[str], bool], expected: str) -> Check:
    def check(name: str, value: Any, line: int, findings: FindingCollector) -> None:
        if _check_string(name, value, line, findings) and not test(value):
            findings.add(rule, line, f"{expected} as {name}", value)

    return check


def _boolean(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    if not isinstance(value, bool):
        findings.add("json.type", line, f"true or false as {name}", _show(value))


def _number(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        findings.add("json.type", line, f"a number as {name}", _show(value))


def _array_of(check: Check) -> Check:
    def check_array(name: str, value: Any, line: int, findings: FindingCollector) -> None:
        if not isinstance(value, list):
            findings.add("json.type", line, f"an array as {name}", _show(value))
            return
        for each in value:
            check(name, each, line, findings)

    return check_array


def _object(checks: Mapping[str, Check], required: tuple[str, ...], rule: str) -> Check:
    def check_object(name: str, value: Any, line: int, findings: FindingCollector) -> None:
        if not isinstance(value, dict):
            findings.add("json.type", line, f"an object in {name}", _show(value))
            return
        _check_fields(value, checks, line, findings)
        for field in required:
            if field not in value:
                findings.add(rule, line, f"{field} in {name}", None)

    return check_object


def _author(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    _object(_AUTHOR_FIELDS, (), "json.author")(name, value, line, findings)
    if isinstance(value, dict) and not value.keys() & _AUTHOR_FIELDS.keys():
        findings.add("json.author", line, "name, url or avatar in an author", None)


def _old_author(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    findings.add("json.deprecated", line, "authors, which replaces author in version 1.1", name)
    _author(name, value, line, findings)


def _accept_any(name: str, value: Any, line: int, findings: FindingCollector) -> None:
    """Accept a value unchecked; another function checks it."""


_url = _string_matching("json.address", is_absolute, "an absolute URL")
_date = _string_matching(
    "json.date", lambda text: parse_rfc_3339(text) is not None, "a date such as '2021-12-28T11:00:00Z'"
)
_language = _string_matching("json.language", is_language, "a language tag")
_media_type = _string_matching("json.attachment", is_media_type, "a media type")
_AUTHOR_FIELDS: dict[str, Check] = {"name": _string, "url": _url, "avatar": _url}
_HUB_FIELDS: dict[str, Check] = {"type": _string, "url": _url}
_ATTACHMENT_FIELDS: dict[str, Check] = {
    "url": _url,
    "mime_type": _media_type,
    "title": _string,
    "size_in_bytes": _number,
    "duration_in_seconds": _number,
}
_SHARED_FIELDS: dict[str, Check] = {
    "authors": _array_of(_author),
    "author": _old_author,
    "language": _language,
}
_HEAD_FIELDS: dict[str, Check] = {
    **_SHARED_FIELDS,
    **dict.fromkeys(("home_page_url", "feed_url", "next_url", "icon", "favicon"), _url),
    "version": _accept_any,
    "title": _non_empty_title,
    "description": _string,
    "user_comment": _string,
    "expired": _boolean,
    "hubs": _array_of(_object(_HUB_FIELDS, ("type", "url"), "json.missing")),
    "items": _array_of(_accept_any),
}
_ITEM_FIELDS: dict[str, Check] = {
    **_SHARED_FIELDS,
    **dict.fromkeys(("url", "external_url", "image", "banner_image"), _url),
    **dict.fromkeys(("date_published", "date_modified"), _date),
    "id": _non_empty_string,
    "title": _title,
    "content_html": _html,
    "content_text": _string,
    "summary": _string,
    "tags": _array_of(_string),
    "attachments": _array_of(_object(_ATTACHMENT_FIELDS, ("url", "mime_type"), "json.attachment")),
}


FORMAT = JsonFeed("https://jsonfeed.org/", check_head, check_item, "json.id-twice")
