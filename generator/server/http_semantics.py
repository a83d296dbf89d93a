"""What a host answers for a file that is there: 200, 206, 304 or 416, after RFC 9110. Pure."""

import re
from collections.abc import Mapping

from msgspec import Struct

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z", re.ASCII)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


class HttpReply(Struct, frozen=True):
    """A status with its headers, and the bytes of the file that go with it: ``length`` from ``start``."""

    status: int
    headers: dict[str, str]
    start: int = 0
    length: int = 0


def choose_reply(asked: Mapping[str, str], kind: str, tag: str, size: int) -> HttpReply:
    """Answer a GET of ``size`` bytes of a media type, under an entity tag. ``asked`` are headers by lower-case name."""
    headers = {
        "content-type": kind,
        "etag": tag,
        "cache-control": "no-cache",
        "accept-ranges": "bytes",
        "x-content-type-options": "nosniff",
    }
    if _has(asked.get("if-none-match", ""), tag):
        return HttpReply(304, {name: headers[name] for name in ("etag", "cache-control")})
    part = _part(asked, tag, size)
    if part is None:
        return HttpReply(200, headers | {"content-length": str(size)}, 0, size)
    start, stop = part
    if start >= stop:
        return HttpReply(416, headers | {"content-range": f"bytes */{size}", "content-length": "0"})
    headers |= {"content-range": f"bytes {start}-{stop - 1}/{size}", "content-length": str(stop - start)}
    return HttpReply(206, headers, start, stop - start)


def _has(condition: str, tag: str) -> bool:
    """Tell whether ``If-None-Match`` names a tag. Weak ones match strong ones (section 8.8.3.2)."""
    return condition.strip() == "*" or tag in _TAG.findall(condition)


def _part(asked: Mapping[str, str], tag: str, size: int) -> tuple[int, int] | None:
    """Return the one range that is asked for as ``[start, stop)``, ``None`` for the whole; ``(0, 0)`` cannot be had.

    Several ranges at once get the whole, as a host may choose (section 14.2).
    """
    if asked.get("if-range", tag).strip() != tag:
        return None
    found = _RANGE.match(asked.get("range", "").strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size if int(found[2]) else 0
    start, stop = int(found[1]), min(int(found[2] or size), size - 1) + 1
    if found[2] and int(found[2]) < start:
        return None
    return (start, stop) if start < size else (0, 0)
