"""The path of a request → a place in the site. Pure text: the disk is not asked.

Whatever could mean another place to a file system than to a browser is refused: encoded slashes, dots, NUL,
backslashes, bytes that are no UTF-8.
"""

import os
import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

from msgspec import Struct

LONGEST = 4096
"""Bytes in a path; no file of a site has a longer one."""

_REFUSED = re.compile(r"[\x00-\x1f\x7f/\\]")
_REFUSED_ON_WINDOWS = re.compile(r"[:*?\"<>|]|[. ]\Z")
"""Drives and streams, and ends of names that Windows drops."""


class ServedPath(Struct, frozen=True, gc=False):
    """A place under the root of the site: names from there, and whether a slash ends the path."""

    names: tuple[str, ...]
    folder: bool


class RedirectTo(Struct, frozen=True, gc=False):
    """A place that a browser should rather ask for: a path, encoded. ``lasting`` as a production host would say it."""

    path: str
    lasting: bool = True


def base_path(base_url: str) -> str:
    """Return the path that a site stands under, with slashes at both ends."""
    return f"/{urlsplit(base_url).path.strip('/')}/".replace("//", "/")


def resolve_path(raw: bytes, base: str) -> ServedPath | RedirectTo | None:
    """Return where the raw path of a request leads on a site under ``base``, ``None`` for nowhere."""
    names = _names(raw)
    root = _names(base.encode())
    if names is None or root is None:
        return None
    folder = raw.endswith(b"/")
    if not names and root:
        return RedirectTo(base, lasting=False)
    if names[: len(root)] != root:
        return None
    below = names[len(root) :]
    return ServedPath(below, folder) if below or folder else RedirectTo(base)


def _names(raw: bytes) -> tuple[str, ...] | None:
    """Return the names in a path, ``None`` where one of them could lead astray."""
    if not raw.startswith(b"/") or len(raw) > LONGEST:
        return None
    parts = raw[1:].removesuffix(b"/").split(b"/") if raw != b"/" else []
    names = tuple([name for part in parts if (name := _name(part))])
    return names if len(names) == len(parts) else None


def _name(part: bytes) -> str:
    """Return a name decoded once, "" for what cannot be one."""
    try:
        name = unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        return ""
    if name in (".", "..") or _REFUSED.search(name):
        return ""
    return "" if os.name == "nt" and _REFUSED_ON_WINDOWS.search(name) else name


def file_path_of(names: tuple[str, ...], base: str) -> str:
    """Return the path of a place as browsers ask for it."""
    return base + "/".join(quote(name) for name in names)
