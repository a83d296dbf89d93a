"""Take the images out of the clean HTML of a body, and leave a mark for each.

A relative URL means a file of the content folder if there is one: beside the record, or from the top. Otherwise it is
meant as the source has it. Which of them exists is found out later (:attr:`ItemImage.fallbacks`).
"""

import re
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import urljoin

from generator.base.redact import redact_secured
from generator.base.urls import clean_url
from generator.model.body_html import mark_image
from generator.model.item import ItemImage
from generator.normalise.images import WIDEST, local_image_path
from generator.normalise.problems import ProblemCollector

MOST = 200
"""Most different images in a body."""

_IMAGE = re.compile(r'<img((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HINT = "Use a full URL, or the path of an image in the content folder."
_KEPT = ("alt", "title", "lang", "dir", "class", "id")


def extract_images(
    problems: ProblemCollector, html: str, path: str = "", base: str = ""
) -> tuple[str, tuple[ItemImage, ...]]:
    """Return sanitised HTML with a mark for each image, and the images: remote ones by URL, local ones by path.

    ``path`` is that of the record, ``base`` the URL of its source ("" for none). Other values of ``src`` are dropped,
    with a warning. Of images with one URL, the first one's size counts.
    """
    images: dict[str, ItemImage] = {}
    rows: dict[str, int] = {}
    left_out: set[str] = set()

    def mark(tag: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(tag[1]))
        image = _read_image(attributes, path, base)
        if image is None:
            source = unescape(attributes.get("src", ""))
            problems.expected("body", "the URL or path of an image", source, _HINT, "left out")
            return ""
        if image.url not in rows and len(rows) == MOST:
            left_out.add(image.url)
            return ""
        images.setdefault(image.url, image)
        row = rows.setdefault(image.url, len(rows))
        return mark_image(
            row, "".join(f' {name}="{attributes[name]}"' for name in _KEPT if name in attributes)
        )

    marked = _IMAGE.sub(mark, html)
    if left_out:
        message = f"expected at most {MOST} images, found {MOST + len(left_out)}: the last ones are left out"
        problems.add("warning", "body", message, "Split the text, or use fewer images.")
    return marked, tuple(images.values())


def _read_image(attributes: dict[str, str], path: str, base: str) -> ItemImage | None:
    places = [
        url
        for url in _find_places(unescape(attributes.get("src", "")), path, base)
        if redact_secured(url) is url
    ]
    if not places:
        return None
    size = _pixels(attributes, "width"), _pixels(attributes, "height")
    local = clean_url(places[0]) is None
    return ItemImage(places[0], local, *size, fallbacks=tuple(places[1:]))


def _find_places(source: str, path: str, base: str) -> list[str]:
    """Return where an image may be, in order: its URL, else paths from the content folder and a URL at the source."""
    url = clean_url(source)
    if url is not None:
        return [url]
    beside = source if source.startswith("/") else normpath(join("/", dirname(path), source.strip()))
    places = [local_image_path(place) for place in (beside, source)]
    try:
        elsewhere = clean_url(urljoin(base, source.strip())) if base else None
    except ValueError:  # brackets without an IPv6 host in them
        elsewhere = None
    return list(dict.fromkeys(place for place in (*places, elsewhere) if place))


def _pixels(attributes: dict[str, str], side: str) -> int | None:
    value = attributes.get(side, "")
    return int(value) if value.isdecimal() and 0 < int(value) <= WIDEST else None
