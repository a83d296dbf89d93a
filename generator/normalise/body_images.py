"""Take the images out of the clean HTML of a body, and leave a mark for each."""

import re
from html import unescape

from generator.base.redact import redact_secured
from generator.base.urls import clean_url
from generator.model.body_html import mark_image
from generator.model.item import ItemImage
from generator.normalise.html_cleanup import ATTRIBUTES
from generator.normalise.images import WIDEST, local_image_path
from generator.normalise.problems import ProblemCollector

MOST = 200
"""Most different images in a body."""

_IMAGE = re.compile(rf"<img({ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_KEPT = ("alt", "title", "lang", "dir")


def extract_images(problems: ProblemCollector, html: str) -> tuple[str, tuple[ItemImage, ...]]:
    """Return sanitised HTML with a mark for each image, and the images: remote ones by URL, local ones by path.

    Other values of ``src`` are dropped. Of images with one URL, the first one's size counts.
    """
    images: dict[str, ItemImage] = {}
    rows: dict[str, int] = {}
    left_out: set[str] = set()

    def mark(tag: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(tag[1]))
        image = _read_image(attributes)
        if image is None:
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


def _read_image(attributes: dict[str, str]) -> ItemImage | None:
    source = unescape(attributes.get("src", ""))
    remote = clean_url(source)
    url = remote or local_image_path(source)
    if url is None or redact_secured(url) is not url:
        return None
    return ItemImage(url, remote is None, _pixels(attributes, "width"), _pixels(attributes, "height"))


def _pixels(attributes: dict[str, str], side: str) -> int | None:
    value = attributes.get(side, "")
    return int(value) if value.isdecimal() and 0 < int(value) <= WIDEST else None
