"""Images and enclosures in an entry of an XML feed."""

from typing import Any

from generator.ingest.formats.wire_text import resolve_url, safe_number, safe_text
from generator.model.ingest import WireImage, WireLink

_MOST = 20
_LONGEST = 30
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


def images_of(entry: dict[str, Any], base: str) -> tuple[WireImage, ...]:
    """Return the images of an entry, the best first.

    The largest ``media:content`` image, ``media:thumbnail``, enclosures that are images, ``itunes:image``.
    """
    contents = [_image(each, base) for each in _listed(entry, "media_content") if _is_image(each, "url")]
    contents.sort(key=lambda image: -(image.width * image.height or image.width))
    thumbnails = [_image(each, base) for each in _listed(entry, "media_thumbnail")]
    thumbnails.sort(key=lambda image: -(image.width * image.height or image.width))
    enclosures = [
        WireImage(link.url) for link in enclosures_of(entry, base) if is_image_file(link.type, link.url)
    ]
    found: dict[str, WireImage] = {}
    episode = _dictionary(entry, "image")
    covers = [WireImage(resolve_url(base, episode.get("href")))]  # itunes:image
    for image in (*contents, *thumbnails, *enclosures, *covers):
        if image.url:
            found.setdefault(image.url, image)
    return tuple(found.values())[:_MOST]


def enclosures_of(entry: dict[str, Any], base: str) -> tuple[WireLink, ...]:
    """Return the enclosures of an entry, in their order. ``itunes:duration`` is that of the first."""
    duration = safe_text(dict.get(entry, "itunes_duration")).strip()[:_LONGEST]
    links = [
        WireLink(
            resolve_url(base, each.get("href")),
            "enclosure",
            safe_text(each.get("type")).strip().lower(),
            safe_number(each.get("length")),
            duration=duration,
        )
        for each in _listed(entry, "links")
        if each.get("rel") == "enclosure" and each.get("href")
    ]
    return tuple(links)[:_MOST]


def is_image_file(type: str, url: str) -> bool:
    """Return whether a file is an image, by its media type, or by its name if it has none."""
    return type.startswith("image/") if type else url.partition("?")[0].lower().endswith(_ENDINGS)


def _is_image(each: dict[str, Any], field: str) -> bool:
    medium = safe_text(each.get("medium")).strip().lower()
    return (
        medium == "image"
        if medium
        else is_image_file(safe_text(each.get("type")).lower(), safe_text(each.get(field)))
    )


def _image(each: dict[str, Any], base: str) -> WireImage:
    return WireImage(
        resolve_url(base, each.get("url")), safe_number(each.get("width")), safe_number(each.get("height"))
    )


def _dictionary(entry: dict[str, Any], name: str) -> dict[str, Any]:
    value = dict.get(entry, name)
    return dict(value) if isinstance(value, dict) else {}


def _listed(entry: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return a list in an entry, with its dictionaries converted to plain ones."""
    values = dict.get(entry, name) or []
    return [dict(each) for each in values if isinstance(each, dict)]
