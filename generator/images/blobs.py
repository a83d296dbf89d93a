"""Where fetched pictures lie: each once, as it came, under a name made from its bytes."""

from pathlib import Path

from generator.base.digest import digest
from generator.base.storage.temp_files import TEMP_FOLDER, temporary_name
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
            _write(folder / TEMP_FOLDER, file, data)
    except OSError as error:
        raise CacheWriteError(f"cannot write {error.filename or file}: {error.strerror or error}") from error
    return blob


def _write(way: Path, file: Path, data: bytes) -> None:
    for each in (way, file.parent):
        each.mkdir(parents=True, exist_ok=True)
    temporary = temporary_name(file, way)
    try:
        temporary.write_bytes(data)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


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
