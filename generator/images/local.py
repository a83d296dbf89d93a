"""Read images in the content folder.

The bytes decide the format, never the file name. A path must stay inside the content folder, symbolic links included.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from generator.base.digest import digest
from generator.base.layered_folder import LayeredFolder
from generator.images.header import ImageError, read_header
from generator.images.svg import MEDIA_TYPE, svg_size
from generator.images.variant_store import BundleStamp, LocalImage, VariantIndex
from generator.model.fetched_images import Blob

MAX_BYTES = 8 * 1024 * 1024
"""Maximum size of a published image."""


def inspect_local_images(
    content: LayeredFolder, paths: Iterable[str], known: VariantIndex
) -> dict[str, LocalImage | str]:
    """Return for each path the image, or the reason why there is no file.

    Files that have certainly not changed since ``known``, which has them by place, are not opened.
    """
    images: dict[str, LocalImage | str] = {}
    for path in paths:
        place = content.find(path)
        stamp = stamp_file(content.top, place)
        if stamp is None:
            images[path] = f"expected an image at '{path}', found no file"
        else:
            images[path] = known.local_as_it_is(place, stamp) or _inspect(content, place, stamp)
    return images


def _inspect(content: LayeredFolder, place: str, stamp: BundleStamp) -> LocalImage:
    image = read_local_image(content, place)
    found = None if isinstance(image, str) else image
    return LocalImage(stamp, found, image if isinstance(image, str) else "", place)


def read_local_image(content: LayeredFolder, path: str) -> Blob | str:
    """Return the image at a place of the content folder, or a message about its problem."""
    full = content.resolve(path)
    if full is None:
        return f"expected an image inside the content folder, found '{path}'"
    try:
        if not os.path.isfile(full):
            return f"expected an image at '{path}', found no file"
        if os.path.getsize(full) > MAX_BYTES:
            return f"expected an image of at most {MAX_BYTES // 1024 // 1024} MB, found a larger file at '{path}'"
        data = full.read_bytes()
    except OSError as error:
        return f"expected an image at '{path}', found a file that cannot be read ({error.strerror})"
    if drawn := svg_size(data):
        return Blob(digest(data), MEDIA_TYPE, len(data), *drawn)
    try:
        size = read_header(data)
    except ImageError as error:
        return f"expected an image at '{path}': {error}"
    return Blob(digest(data), size.media_type, len(data), size.width, size.height)


def stamp_file(content: Path, path: str) -> BundleStamp | None:
    """Return the stamp of a file (size, mtime, ctime, inode), which changes with its content; ``None`` if there is no
    file."""
    try:
        status = os.stat(content / path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
