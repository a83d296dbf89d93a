"""Store fetched images unchanged. The file name is the digest of the bytes, so each image is stored once."""

from contextlib import suppress
from pathlib import Path

from generator.base.digest import digest
from generator.base.storage.temp_files import TEMP_FOLDER, write_atomically
from generator.images.header import read_header
from generator.model.fetched_images import Blob


class CacheWriteError(Exception):
    """The cache folder cannot be written. The message is shown to users."""


def store_blob(folder: Path, data: bytes) -> Blob:
    """Store an image atomically, and return its description.

    Raises :class:`~generator.images.header.ImageError` if the data is not a valid image, and :class:`CacheWriteError`
    if it cannot be written.
    """
    header = read_header(data)
    blob = Blob(digest(data), header.media_type, len(data), header.width, header.height)
    file = folder / blob.name
    try:
        if _has_size(file, blob):
            file.touch()  # resets its age, so that garbage collection keeps it
        else:
            remove_empty_folder(file)
            write_atomically(file, data, folder / TEMP_FOLDER)
    except OSError as error:
        raise CacheWriteError(f"cannot write {error.filename or file}: {error.strerror or error}") from error
    return blob


def remove_empty_folder(file: Path) -> None:
    """Remove an empty folder in the place of a file, which would stay there for ever: no file can replace a folder."""
    if file.is_dir() and not file.is_symlink():
        with suppress(OSError):  # it is not empty: writing the file fails
            file.rmdir()


def remove_damaged(folder: Path, blob: Blob) -> None:
    """Remove whatever is in the place of a blob, if that is possible."""
    file = folder / blob.name
    remove_empty_folder(file)
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _has_size(file: Path, blob: Blob) -> bool:
    try:
        return file.is_file() and file.stat().st_size == blob.length
    except OSError:
        return False


def is_intact(folder: Path, blob: Blob) -> bool:
    """Return whether a blob's file exists and has the right bytes."""
    try:
        return digest((folder / blob.name).read_bytes()) == blob.digest
    except OSError:
        return False
