"""Untrusted strings: text that can be encoded, and absolute URLs."""

from typing import Any
from urllib.parse import urljoin

MOST_LETTERS = 1_000_000
"""Characters of one text that are kept."""


def safe_text(value: Any) -> str:
    """Return a string that can be encoded as UTF-8, "" for anything that is neither text nor a number."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value) if abs(value) < 10**18 else ""
    if not isinstance(value, str):
        return ""
    return value[:MOST_LETTERS].encode("utf-8", "replace").decode("utf-8")


def safe_number(value: Any) -> int:
    """Return a whole number of pixels or bytes, 0 for anything else."""
    text = safe_text(value).strip().removesuffix("px").partition(".")[0]
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def resolve_url(base: str, url: Any) -> str:
    """Return an absolute URL, or the text unchanged if it cannot be resolved."""
    text = safe_text(url).strip()
    if not text or not base:
        return text
    try:
        return urljoin(base, text)
    except ValueError:  # brackets that are not around an IPv6 address
        return text
