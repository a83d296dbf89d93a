"""Finds the files of the content folder that links of bodies lead to: documents, tables, sound, images as they are.

They are published at their own paths. Only formats that are meant for readers count, so that no link, above all none
of a crawled body, can publish settings, scripts or data of the site's owner.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from generator.base.digest import digest
from generator.images.local import stamp_file
from generator.images.variant_store import BundleStamp
from generator.model.body_html import HasBody
from generator.model.theme import StaticFile
from generator.pipeline.context import BuildContext

MAX_BYTES = 100_000_000
"""Maximum size of a published file, which is that of GitHub Pages."""

_DOCUMENTS = (
    "pdf epub ps csv tsv ods xlsx xls odt docx doc rtf odp pptx ppt zip gz tgz 7z ics vcf gpx kml geojson bib"
)
_MEDIA = "mp3 m4a ogg oga opus flac wav mp4 m4v ogv webm mov jpg jpeg png gif webp avif svg tif tiff"
_ENDINGS = tuple([f".{ending}" for ending in f"{_DOCUMENTS} {_MEDIA}".split()])


class LinkedFiles(msgspec.Struct, frozen=True):
    """The files that links lead to, sorted by path. ``watched`` are all paths that a file may have, each with its
    stamp, for the up-to-date check."""

    files: tuple[StaticFile, ...] = ()
    watched: tuple[tuple[str, BundleStamp | None], ...] = ()


def find_linked_files(context: BuildContext, items: Iterable[HasBody]) -> LinkedFiles:
    """Return the files of the content folder that links of bodies lead to."""
    content = context.content
    base = urlsplit(context.settings.site.base_url).path.lstrip("/")
    watched: dict[str, BundleStamp | None] = {}
    files: list[StaticFile] = []
    for path in sorted(set(_find_paths(items, base, frozenset(context.listing.others)))):
        watched |= {place: stamp_file(content.top, place) for place in content.places(path)}
        place = content.find(path)
        file = content.resolve(place)
        if watched[place] and file is not None and (data := _read(file)) is not None:
            files.append(StaticFile(path, str(file), digest(data)))
    return LinkedFiles(tuple(files), tuple(watched.items()))


def _find_paths(items: Iterable[HasBody], base: str, others: frozenset[str]) -> Iterator[str]:
    """Yield the paths of files that links may mean. A link may begin with the path of the site.

    ``others`` are text files that are not records.
    """
    for path in (path for item in items for link in item.body_links for path in link.paths):
        for place in (path, path.removeprefix(base)):
            is_hidden = place.startswith((".", "_data/")) or "/." in place
            is_text = place.endswith(".txt") and place in others
            if (is_text or place.lower().endswith(_ENDINGS)) and not is_hidden:
                yield place


def _read(file: Path) -> bytes | None:
    """Return the bytes of a file, ``None`` if it is too large or cannot be read."""
    try:
        return file.read_bytes() if file.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None
