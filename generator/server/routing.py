"""Convert the path of a request to a path in the site. Works on text only; the disk is not read.

Paths that a file system might read differently from a browser are refused: encoded slashes, dots, NUL, backslashes,
bytes that are not UTF-8.
"""

import os
import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

from msgspec import Struct

MAX_BYTES = 4096
"""Longest path in bytes. No file of a site has a longer one."""

_REFUSED = re.compile(r"[\x00-\x1f\x7f/\\]")
_REFUSED_ON_WINDOWS = re.compile(r"[:*?\"<>|]|[. ]\Z")
"""Drives and streams, and final dots and spaces, which Windows removes."""


class ServedPath(Struct, frozen=True, gc=False):
    """A path in the site: its names from the root, and whether it ends with a slash."""

    names: tuple[str, ...]
    folder: bool


class RedirectTo(Struct, frozen=True, gc=False):
    """An encoded path to redirect to. ``lasting`` means a permanent redirect on a production host."""

    path: str
    lasting: bool = True


def base_path(base_url: str) -> str:
    """Return the path of a base URL, with slashes at both ends.

    >>> base_path("https://user.github.io/repo/")
    '/repo/'
    """
    return f"/{urlsplit(base_url).path.strip('/')}/".replace("//", "/")


def resolve_path(raw: bytes, base: str) -> ServedPath | RedirectTo | None:
    """Resolve the raw path of a request for a site under ``base``. Return ``None`` if it is not a path of the site."""
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
    """Split a path into decoded names. Return ``None`` if one of them is refused."""
    if not raw.startswith(b"/") or len(raw) > MAX_BYTES:
        return None
    parts = raw[1:].removesuffix(b"/").split(b"/") if raw != b"/" else []
    names = tuple([name for part in parts if (name := _name(part))])
    return names if len(names) == len(parts) else None


def _name(part: bytes) -> str:
    """Decode a name once. Return "" if it is refused."""
    try:
        name = unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        return ""
    if name in (".", "..") or _REFUSED.search(name):
        return ""
    return "" if os.name == "nt" and _REFUSED_ON_WINDOWS.search(name) else name


def file_path_of(names: tuple[str, ...], base: str) -> str:
    """Return the encoded URL path of a file or folder."""
    return base + "/".join(quote(name) for name in names)
