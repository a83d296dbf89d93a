"""Pictures that lie in the content folder: what they are, or why they cannot be shown.

A picture's bytes decide what it is, never its name. A path must stay inside the content folder, links included.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from generator.base.digest import digest
from generator.images.header import ImageError, read_header
from generator.images.variant_store import BundleStamp, LocalImage, VariantIndex
from generator.model.fetched_images import Blob

MAX_BYTES = 8 * 1024 * 1024
"""A picture larger than this is not published."""


def inspect_local_images(
    content: Path, paths: Iterable[str], known: VariantIndex
) -> dict[str, LocalImage | str]:
    """Return what lies at some paths of the content folder, by path; in words why where there is no file.

    What is ``known``, and beyond doubt as it was, is not opened.
    """
    root = os.path.realpath(content)
    found: dict[str, LocalImage | str] = {}
    for path in paths:
        at = stamp_file(content, path)
        if at is None:
            found[path] = f"expected a picture at '{path}', found no file"
        else:
            found[path] = known.local_as_it_is(path, at) or _read(root, path, at)
    return found


def _read(root: str, path: str, at: BundleStamp) -> LocalImage:
    picture = read_local_image(root, path)
    return LocalImage(at, None, picture) if isinstance(picture, str) else LocalImage(at, picture)


def read_local_image(root: str, path: str) -> Blob | str:
    """Return a picture of the content folder, or what is wrong with it. ``root`` is a real path."""
    full = os.path.realpath(os.path.join(root, path))
    if not full.startswith(root + os.sep):
        return f"expected a picture inside the content folder, found '{path}'"
    try:
        if not os.path.isfile(full):
            return f"expected a picture at '{path}', found no file"
        if os.path.getsize(full) > MAX_BYTES:
            return f"expected a picture of at most {MAX_BYTES // 1024 // 1024} MB, found more at '{path}'"
        data = Path(full).read_bytes()
    except OSError as error:
        return f"expected a picture at '{path}', found one that cannot be read ({error.strerror})"
    try:
        size = read_header(data)
    except ImageError as error:
        return f"expected a picture that can be shown at '{path}': {error}"
    return Blob(digest(data), size.media_type, len(data), size.width, size.height)


def stamp_file(content: Path, path: str) -> BundleStamp | None:
    """Return what tells that a picture may have changed (size, mtime, ctime, inode), ``None`` for no file."""
    try:
        status = os.stat(content / path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
