"""Drawings (SVG): only the owner's logo may be one. It is drawn as pixels, so no script in it ever reaches a reader.

Source: SVG 2, section 8.2 (size and viewBox).
"""

import re

_LOOKED_AT = 20_000
_BEFORE = ((b"<?xml", b">"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
"""What may be before the root element, and how it ends."""

_ROOT = re.compile(rb"<svg\b[^<>]{0,10000}>")
_VIEW_BOX = re.compile(rb"viewBox\s*=\s*[\"']\s*[-\d.e+]+[\s,]+[-\d.e+]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*[\"']")
_SIDE = rb"\b%s\s*=\s*[\"']\s*([\d.]+)(?:px)?\s*[\"']"

MEDIA_TYPE = "image/svg+xml"
DRAWN_HEIGHT = 400
"""The height in pixels that a drawing counts as: it is as sharp at any size."""

REASON = "the file is not a JPEG, PNG, WebP, GIF or AVIF image (it looks like SVG)"
"""Why a drawing is not shown in other places."""


def is_svg(data: bytes) -> bool:
    """Return whether a file begins as a drawing does."""
    return bool(_root_tag(data))


def _root_tag(data: bytes) -> bytes:
    """Return the tag of the root element, b"" if it is no ``<svg>``. Time is linear: a pattern for all would try every
    way to read a comment."""
    rest = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    while opening := next((pair for pair in _BEFORE if rest.startswith(pair[0])), None):
        _, found, rest = rest.partition(opening[1])
        if not found:
            return b""
        rest = rest.lstrip()
    tag = _ROOT.match(rest)
    return tag[0] if tag else b""


def svg_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height in pixels that a drawing counts as, ``None`` if it has no size.

    >>> svg_size(b'<svg viewBox="0 0 300 100">')
    (1200, 400)
    """
    tag = _root_tag(data)
    sides = _VIEW_BOX.search(tag)
    given = sides.groups() if sides else [_side(tag, name) for name in (b"width", b"height")]
    try:
        width, height = (float(side) for side in given)
    except ValueError:
        return None
    return (round(DRAWN_HEIGHT * width / height), DRAWN_HEIGHT) if width > 0 and height > 0 else None


def _side(tag: bytes, name: bytes) -> bytes:
    found = re.search(_SIDE % name, tag)
    return found[1] if found else b""
