"""Normalise the URLs of a record."""

import re
from typing import Any

from msgspec import Struct

from generator.base.redact import redact_secured
from generator.base.urls import clean_url
from generator.normalise.problems import ProblemCollector

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:", re.ASCII)
_WEB = re.compile(r"https?:", re.IGNORECASE)


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
