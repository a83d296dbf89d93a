"""Where fetched pictures lie: each once, as it came, under a name made from its bytes."""

from pathlib import Path

from generator.base.digest import digest
from generator.base.storage.temp_files import TEMP_FOLDER, write_atomically
from generator.images.header import read_header
from generator.model.fetched_images import Blob


class CacheWriteError(Exception):
    """The cache folder does not take what was fetched. Its text says why, for people."""


def store_blob(folder: Path, data: bytes) -> Blob:
    """Keep a picture, atomically, and return what it is.

    Raises :class:`~generator.images.header.ImageError` for what is none, and :class:`CacheWriteError` where it
    cannot be written.
    """
    found = read_header(data)
    blob = Blob(digest(data), found.media_type, len(data), found.width, found.height)
    file = folder / blob.name
    try:
        if _lies_there(file, blob):
            file.touch()  # young again: nobody clears it away as long forgotten
        else:
            write_atomically(file, data, folder / TEMP_FOLDER)
    except OSError as fault:
        raise CacheWriteError(f"cannot write {fault.filename or file}: {fault.strerror or fault}") from fault
    return blob


def _lies_there(file: Path, blob: Blob) -> bool:
    try:
        return file.stat().st_size == blob.length
    except OSError:
        return False


def is_intact(folder: Path, blob: Blob) -> bool:
    """Tell whether a blob's file is there and has the bytes it should have."""
    try:
        return digest((folder / blob.name).read_bytes()) == blob.digest
    except OSError:
        return False
