"""The image of an entry: the one in the feed, else the first image in its HTML that is not decoration."""

import re
from collections.abc import Iterator

from generator.base.redact import redact_secured
from generator.base.urls import clean_url
from generator.ingest.formats.html_tags import read_attributes
from generator.ingest.formats.wire_text import resolve_url, safe_number
from generator.ingest.plain_text import clean_line
from generator.model.ingest import EntryImage, WireEntry, WireImage

_SMALLEST = 120
"""Pixels: a picture in HTML with a shorter side is an icon, a button or a pixel that counts readers."""

_WIDEST = 100_000
_LOOKED_AT = 200_000
_MOST_TAGS = 50
_ALT = 200
_IMG = re.compile(r"<img\b((?:[^<>\"']|\"[^\"]*\"|'[^']*'){1,5000}?)/?>", re.IGNORECASE)
_DECORATION = re.compile(
    r"gravatar\.com/|/avatars?[/_.-]|feeds\.feedburner\.com|feedsportal\.com|/emojis?/|/smil(?:ies|eys)/|"
    r"stats\.wordpress\.com|pixel\.wp\.com|doubleclick\.net|/pixel[./?]|[/_-]1x1[._-]|/(?:blank|spacer|clear|transparent)\.(?:gif|png)|"
    r"/beacon[./?]|count(?:er)?\.(?:gif|png)|/b\.gif|api\.follow\.it|/share[_-]?buttons?/",
    re.IGNORECASE,
)


def choose_images(entry: WireEntry) -> tuple[EntryImage, ...]:
    """Return the image of an entry, as a tuple of at most one."""
    for image in (*entry.images, *_html_images(entry)):
        url = clean_url(image.url)
        if url and not _DECORATION.search(url) and redact_secured(url) is url:
            return (
                EntryImage(url, _side(image.width), _side(image.height), clean_line(image.title, limit=_ALT)),
            )
    return ()


def _side(pixels: int) -> int | None:
    return pixels if 0 < pixels <= _WIDEST else None


def _html_images(entry: WireEntry) -> Iterator[WireImage]:
    """Yield the images in an entry's HTML, without those that declare a small size."""
    texts = [(entry.content, entry.content_is_html), (entry.summary, entry.summary_is_html)]
    for html in [text[:_LOOKED_AT] for text, is_html in texts if is_html and "<" in text]:
        for number, tag in enumerate(_IMG.finditer(html)):
            if number >= _MOST_TAGS:
                break
            image = _image(tag[1], entry.base)
            if image and all(side == 0 or side >= _SMALLEST for side in (image.width, image.height)):
                yield image


def _image(attributes: str, base: str) -> WireImage | None:
    """Return the image of a tag. Images that a script loads later have their URL in another attribute."""
    values = read_attributes(attributes)
    places = [values.get(name, "") for name in ("src", "data-src", "data-lazy-src", "data-original")]
    place = next((each for each in places if each and not each.startswith("data:")), "")
    if not place or "emoji" in values.get("class", "") or "avatar" in values.get("class", ""):
        return None
    width, height = _pixels(values.get("width", "")), _pixels(values.get("height", ""))
    return WireImage(resolve_url(base, place), width, height, values.get("alt", ""))


def _pixels(text: str) -> int:
    """Return a width or height in pixels, 0 for a percentage or an invalid value."""
    return 0 if "%" in text else safe_number(text)
