"""Pictures elsewhere on the web, as pages show them: our copy, or the address they have, or nothing."""

from collections.abc import Iterable, Iterator

from generator.fetch.stage import is_shown
from generator.fetch.wanted import Wanted
from generator.model.fetched import Blob, Fetched
from generator.model.images import Image
from generator.model.settings import ImageSettings

PLACE = "pictures/"
"""Where copies lie under the output."""


def addresses(wants: Iterable[Wanted]) -> Iterator[str]:
    """Yield the addresses of the pictures that lie elsewhere, each once."""
    return iter(dict.fromkeys(want.picture.url for want in wants if not want.picture.local))


def images_elsewhere(
    urls: Iterable[str], settings: ImageSettings, fetched: Fetched
) -> Iterator[tuple[str, Image]]:
    """Yield the pictures that can be shown, with their addresses."""
    for url in urls:
        found = fetched.pictures.get(url)
        if isinstance(found, Blob):
            yield url, _copy(url, found)
        elif settings.mode == "remote" and is_shown(url, settings):
            yield url, Image(url=url)


def _copy(url: str, blob: Blob) -> Image:
    return Image(
        url=url,
        path=f"{PLACE}{blob.name}",
        digest=blob.digest,
        width=blob.width,
        height=blob.height,
        media_type=blob.media_type,
        length=blob.length,
        blob=blob.name,
    )
