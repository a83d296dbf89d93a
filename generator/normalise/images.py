"""Pictures that a record names: remote ones by address, the site's own by path. None is looked at here."""

import re
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from generator.base.redact import redact_secured
from generator.base.urls import MAX_URL_LENGTH, clean_url
from generator.model.item import ItemImage
from generator.normalise.list_fields import list_entries
from generator.normalise.plain_text import LABEL, TITLE, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import read_integer

MOST = 20
"""Most pictures of one record."""

_WIDEST = 100_000
_HINT = (
    "Give the whole address, or the path of a picture in the content folder as /assets/x.jpg "
    "(JPEG, PNG, WebP, GIF or AVIF)."
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[\s\x00-\x1f]", re.ASCII)
_FORMATS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\:\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]")
_FILES = (*_FORMATS, ".html", ".htm", ".rss", ".atom", ".xml", ".json", ".txt")
"""What ends the name of a file of ours: a folder called so could take its place."""


def normalise_images(
    faults: ProblemCollector, field: str, value: Any, most: int = MOST
) -> tuple[ItemImage, ...]:
    """Return the usable pictures of a field, in their order, each address once."""
    found: dict[str, ItemImage] = {}
    for index, entry in enumerate(list_entries(faults, field, value, most)):
        picture = _picture(faults, f"{field}[{index}]", entry)
        if picture is not None:
            found.setdefault(picture.url, picture)
    return tuple(found.values())


def _picture(faults: ProblemCollector, field: str, entry: Any) -> ItemImage | None:
    if not isinstance(entry, dict):
        entry = {"url": entry}
    url = entry.get("url")
    address = clean_url(url) if isinstance(url, str) else None
    local = address is None
    if address is None and isinstance(url, str):
        address = local_image_path(url)
    if address is None or redact_secured(address) is not address:
        wanted = "an http or https address, or a path to a picture of the site"
        faults.expected(f"{field}.url", wanted, url, _HINT)
        return None
    return ItemImage(
        address,
        local,
        _size(faults, field, "width", entry.get("width")),
        _size(faults, field, "height", entry.get("height")),
        *_caption(faults, field, entry),
    )


def _size(faults: ProblemCollector, field: str, side: str, value: Any) -> int | None:
    """Return a side in pixels. Zero, and more than any screen, means that nobody measured."""
    if type(value) is str and value.isdecimal() and len(value) < 7:
        pixels: int | None = int(value)
    else:
        pixels = read_integer(faults, f"{field}.{side}", value, least=0)
    return pixels if pixels and 0 < pixels <= _WIDEST else None


def _caption(faults: ProblemCollector, field: str, entry: dict[str, Any]) -> tuple[str, str, bool]:
    """Return title, attribution, and whether the old site kept a copy."""
    title, attribution, cached = entry.get("title"), entry.get("attribution"), entry.get("isCached")
    return (
        normalise_text(faults, f"{field}.title", title, TITLE) if title else "",
        normalise_text(faults, f"{field}.attribution", attribution, LABEL) if attribution else "",
        cached in ("true", True),
    )


def local_image_path(url: str) -> str | None:
    """Return the path of one of the site's own pictures under the content root; ``None`` for anything else.

    Percent-encoding is undone once, a query or fragment goes. Refused: what leads out of the root, hidden
    files, endings that are no picture's, so that no record can have another file published, and folders
    named like a file of the site, which they could displace.
    """
    url = url.strip()
    if _SCHEME.match(url) or len(url) > MAX_URL_LENGTH:
        return None
    path = normalize("NFC", unquote(url.partition("?")[0].partition("#")[0]))
    parts = [part for part in path.split("/") if part]
    if _FORBIDDEN.search(path) or any(part.startswith(".") for part in parts):
        return None
    if any(part.lower().endswith(_FILES) for part in parts[:-1]):
        return None
    return "/".join(parts) if path.lower().endswith(_FORMATS) else None
