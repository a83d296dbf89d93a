"""Choose the status and headers for an existing file: 200, 206, 304 or 416 (RFC 9110). Pure functions."""

import re
from collections.abc import Mapping

from msgspec import Struct

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z", re.ASCII)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


class HttpReply(Struct, frozen=True):
    """A status, headers, and the part of the file to send: ``length`` bytes from ``start``."""

    status: int
    headers: dict[str, str]
    start: int = 0
    length: int = 0


def choose_reply(request_headers: Mapping[str, str], kind: str, tag: str, size: int) -> HttpReply:
    """Choose the reply to a GET request for a file of ``size`` bytes.

    ``request_headers`` have lower-case names, ``kind`` is the media type, ``tag`` the entity tag of the file.
    """
    headers = {
        "content-type": kind,
        "etag": tag,
        "cache-control": "no-cache",
        "accept-ranges": "bytes",
        "x-content-type-options": "nosniff",
    }
    if _matches(request_headers.get("if-none-match", ""), tag):
        return HttpReply(304, {name: headers[name] for name in ("etag", "cache-control")})
    part = _requested_range(request_headers, tag, size)
    if part is None:
        return HttpReply(200, headers | {"content-length": str(size)}, 0, size)
    start, stop = part
    if start >= stop:
        return HttpReply(416, headers | {"content-range": f"bytes */{size}", "content-length": "0"})
    headers |= {"content-range": f"bytes {start}-{stop - 1}/{size}", "content-length": str(stop - start)}
    return HttpReply(206, headers, start, stop - start)


def _matches(condition: str, tag: str) -> bool:
    """Return whether ``If-None-Match`` has a tag. Weak tags match strong ones (section 8.8.3.2)."""
    return condition.strip() == "*" or tag in _TAG.findall(condition)


def _requested_range(request_headers: Mapping[str, str], tag: str, size: int) -> tuple[int, int] | None:
    """Return the requested range as ``[start, stop)``, ``None`` for the whole file, ``(0, 0)`` if it is out of bounds.

    A request for several ranges gets the whole file, which section 14.2 allows.
    """
    if request_headers.get("if-range", tag).strip() != tag:
        return None
    found = _RANGE.match(request_headers.get("range", "").strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size if int(found[2]) else 0
    start, stop = int(found[1]), min(int(found[2] or size), size - 1) + 1
    if found[2] and int(found[2]) < start:
        return None
    return (start, stop) if start < size else (0, 0)
