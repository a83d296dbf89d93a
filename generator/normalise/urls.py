"""The addresses of a record: cleaned, and the identity that follows from them."""

import re
from typing import Any

from msgspec import Struct

from generator.base.redact import redact_secured
from generator.base.urls import canonical_url, clean_url
from generator.normalise.problems import ProblemCollector

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:", re.ASCII)
_WEB = re.compile(r"https?:", re.IGNORECASE)


class RecordUrls(Struct, frozen=True, gc=False):
    """Where an article is: its original address, where it is read, and its AMP copies; "" for none."""

    original: str = ""
    web: str = ""
    amp: str = ""
    cdn_amp: str = ""


def normalise_urls(faults: ProblemCollector, fields: dict[str, Any]) -> RecordUrls:
    """Read the four addresses of a record. One that is not safe to print is left out."""
    original, web = fields.get("originalUrl"), fields.get("webUrl")
    first = normalise_url(faults, "originalUrl", original)
    second = first if web == original and first else normalise_url(faults, "webUrl", web)
    if "ampWebUrl" in fields or "cdnAmpWebUrl" in fields:
        amp = normalise_url(faults, "ampWebUrl", fields.get("ampWebUrl"))
        return RecordUrls(
            first, second, amp, normalise_url(faults, "cdnAmpWebUrl", fields.get("cdnAmpWebUrl"))
        )
    return RecordUrls(first, second)


def item_key(places: RecordUrls, path: str) -> str:
    """Return the identity of the record at ``path``: its canonical address, else ``path:`` and the path."""
    address = places.original or places.web
    return canonical_url(address) if address else f"path:{path}"


def normalise_url(faults: ProblemCollector, field: str, value: Any) -> str:
    """Return an address that is safe to print, or "" where there is none or it is refused (a warning)."""
    if value is None or value == "":
        return ""
    address = clean_url(value) if isinstance(value, str) else None
    if address is None or redact_secured(address) is not address:
        faults.expected(field, "an http or https address", value, _hint(value))
        return ""
    return address


def _hint(value: Any) -> str:
    """Say how what was written may become an address."""
    if isinstance(value, str):
        host = value.strip().partition("/")[0]
        if _SCHEME.match(host) and not _WEB.match(host):
            return "Give an address that begins with https:// or http://."
        if "." in host.strip(".") and clean_url(f"https://{value.strip()}"):
            return "Write https:// in front of it."
    return "Write the whole address, as https://example.org/page."
