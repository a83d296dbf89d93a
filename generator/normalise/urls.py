"""Normalise the URLs of a record, and the paths of the site that it chooses."""

import re
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from generator.base.redact import redact_secured
from generator.base.text import MAX_SLUG_BYTES
from generator.base.urls import clean_url
from generator.normalise.list_fields import list_entries
from generator.normalise.problems import ProblemCollector

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:", re.ASCII)
_WEB = re.compile(r"https?:", re.IGNORECASE)

_LONGEST = 500
_MOST_ALIASES = 50
_SEGMENT = re.compile(r"(?!\.)[^\s\x00-\x20\x7f\ud800-\udfff/\\?#%:*\"<>|&'`{}]+")
_OUR_FILES = re.compile(r"\.(?:atom|html?|ico|json|opml|png|rss|svg|txt|webmanifest|xml)\Z", re.IGNORECASE)
"""Endings of files. A folder with one of them might be in the way of a file of the site."""

_HINT = "Write a path such as /about/ or /about.html: letters, digits, hyphens and slashes."


class RecordUrls(Struct, frozen=True, gc=False):
    """The URLs of an article: original, web page and AMP copies; "" for none."""

    original: str = ""
    web: str = ""
    amp: str = ""
    cdn_amp: str = ""


def normalise_urls(problems: ProblemCollector, fields: dict[str, Any]) -> RecordUrls:
    """Return the four URLs of a record. One that is not safe to print is ignored."""
    original, web = fields.get("originalUrl"), fields.get("webUrl")
    first = normalise_url(problems, "originalUrl", original)
    second = first if web == original and first else normalise_url(problems, "webUrl", web)
    if "ampWebUrl" in fields or "cdnAmpWebUrl" in fields:
        amp = normalise_url(problems, "ampWebUrl", fields.get("ampWebUrl"))
        return RecordUrls(
            first, second, amp, normalise_url(problems, "cdnAmpWebUrl", fields.get("cdnAmpWebUrl"))
        )
    return RecordUrls(first, second)


def normalise_url(problems: ProblemCollector, field: str, value: Any) -> str:
    """Return a URL that is safe to print; "" if the field is empty or invalid (with a warning)."""
    if value is None or value == "":
        return ""
    url = clean_url(value) if isinstance(value, str) else None
    if url is None or redact_secured(url) is not url:
        problems.expected(field, "an http or https URL", value, _url_hint(value))
        return ""
    return url


def _url_hint(value: Any) -> str:
    """Return the fix for a value that is not a URL."""
    if isinstance(value, str):
        host = value.strip().partition("/")[0]
        if _SCHEME.match(host) and not _WEB.match(host):
            return "Use a URL that starts with https:// or http://."
        if "." in host.strip(".") and clean_url(f"https://{value.strip()}"):
            return "Add https:// in front of it."
    return "Write the full URL, such as https://example.org/page."


def read_aliases(problems: ProblemCollector, value: Any) -> tuple[str, ...]:
    """Return former paths of an item, without a slash at the end."""
    entries = list_entries(problems, "aliases", value, _MOST_ALIASES, str)
    found = [read_permalink(problems, "aliases", entry) for entry in entries]
    return tuple(dict.fromkeys([each.removesuffix("/") for each in found if each]))


def read_permalink(problems: ProblemCollector, field: str, value: Any, folder: bool = False) -> str:
    """Return the place that a path means, "" if it is empty or invalid.

    ``/about``, ``about/`` and ``/about/`` are ``about/``; ``/about.html`` is ``about.html``. With ``folder``, only a
    folder is valid, and has no slash at the end.
    """
    if value is None or value == "":
        return ""
    place = parse_permalink(value) if isinstance(value, str) else ""
    if folder:
        place = "" if place.endswith(".html") else place.removesuffix("/")
    if not place:
        problems.expected(field, "a path on this site", value, _HINT)
    return place


def parse_permalink(text: str) -> str:
    """Return the place that a path means, "" if it is not one.

    >>> parse_permalink("/legal/imprint"), parse_permalink("about.html"), parse_permalink("../x")
    ('legal/imprint/', 'about.html', '')
    """
    path = normalize("NFC", text.strip()).removeprefix("/").removesuffix("index.html")
    segments = path.removesuffix("/").split("/")
    is_file = path.endswith(".html")
    folders = segments[:-1] if is_file else segments
    if len(path) > _LONGEST or any(_OUR_FILES.search(folder) for folder in folders):
        return ""
    if not all(_SEGMENT.fullmatch(each) and len(each.encode()) <= MAX_SLUG_BYTES for each in segments):
        return ""
    return path if is_file else f"{'/'.join(segments)}/"
