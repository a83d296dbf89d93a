"""Normalise the images of a record: remote ones by URL, local ones by path. No image is opened."""

import re
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from generator.base.redact import redact_secured
from generator.base.urls import MAX_URL_LENGTH, clean_url
from generator.model.feed_formats import FEED_FORMATS
from generator.model.item import ItemImage
from generator.normalise.list_fields import list_entries
from generator.normalise.plain_text import LABEL, TITLE, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import read_integer

MOST = 20
"""Most images of one record."""

WIDEST = 100_000
"""Greatest width or height to believe, in pixels."""

_HINT = (
    "Use a full URL, or a path in the content folder such as /assets/x.jpg (JPEG, PNG, WebP, GIF or AVIF)."
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[\s\x00-\x1f]", re.ASCII)
_FORMATS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\:\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]")
_FEEDS = [f".{each.ending}" for each in FEED_FORMATS.values()]
_OUTPUT_EXTENSIONS = (*_FORMATS, ".html", ".htm", ".xml", ".json", ".txt", *_FEEDS)
"""Extensions of output files. A folder with such a name could take the place of a file."""


def normalise_images(
    problems: ProblemCollector, field: str, value: Any, most: int = MOST
) -> tuple[ItemImage, ...]:
    """Return the usable images of a field in order, each URL once."""
    if value is None:
        return ()
    images: dict[str, ItemImage] = {}
    for index, entry in enumerate(list_entries(problems, field, value, most)):
        image = _normalise_image(problems, f"{field}[{index}]", entry)
        if image is not None:
            images.setdefault(image.url, image)
    return tuple(images.values())


def _normalise_image(problems: ProblemCollector, field: str, entry: Any) -> ItemImage | None:
    if not isinstance(entry, dict):
        entry = {"url": entry}
    written = entry.get("url")
    url = clean_url(written) if isinstance(written, str) else None
    local = url is None
    if url is None and isinstance(written, str):
        url = local_image_path(written)
    if url is None or redact_secured(url) is not url:
        wanted = "an http or https URL, or the path of an image in the content folder"
        problems.expected(f"{field}.url", wanted, written, _HINT)
        return None
    return ItemImage(
        url,
        local,
        _size(problems, field, "width", entry.get("width")),
        _size(problems, field, "height", entry.get("height")),
        *_caption(problems, field, entry),
    )


def _size(problems: ProblemCollector, field: str, side: str, value: Any) -> int | None:
    """Return a width or height in pixels, ``None`` if unknown. Zero and huge values count as unknown."""
    if type(value) is str and value.isdecimal() and len(value) < 7:
        pixels: int | None = int(value)
    else:
        pixels = read_integer(problems, f"{field}.{side}", value, least=0)
    return pixels if pixels and 0 < pixels <= WIDEST else None


def _caption(problems: ProblemCollector, field: str, entry: dict[str, Any]) -> tuple[str, str, bool]:
    """Return the title, the attribution, and whether the old site had cached the image."""
    title, attribution, cached = entry.get("title"), entry.get("attribution"), entry.get("isCached")
    return (
        normalise_text(problems, f"{field}.title", title, TITLE) if title else "",
        normalise_text(problems, f"{field}.attribution", attribution, LABEL) if attribution else "",
        cached in ("true", True),
    )


def local_image_path(url: str) -> str | None:
    """Return the path of a local image, relative to the content folder; ``None`` for anything else.

    Percent-encoding is decoded once, and a query or fragment is removed. Refused are:

    - paths that lead out of the content folder, and hidden files
    - extensions other than those of images, so that no record can publish other files
    - folders named like an output file, which they could displace

    >>> local_image_path("/assets/a%20b.png?v=2")
    'assets/a b.png'
    """
    url = url.strip()
    if _SCHEME.match(url) or len(url) > MAX_URL_LENGTH:
        return None
    path = normalize("NFC", unquote(url.partition("?")[0].partition("#")[0]))
    parts = [part for part in path.split("/") if part]
    if _FORBIDDEN.search(path) or any(part.startswith(".") for part in parts):
        return None
    if any(part.lower().endswith(_OUTPUT_EXTENSIONS) for part in parts[:-1]):
        return None
    return "/".join(parts) if path.lower().endswith(_FORMATS) else None
