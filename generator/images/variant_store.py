"""What was made of pictures, kept: each picture once for a recipe, and an index by which nobody need look.

All variants of one picture lie in one file, a *bundle*, under a name made from the picture's bytes and the recipe.
A bundle says itself what is in it, so a lost index costs a look into each bundle, not the making. The index belongs to
one content folder; it also holds which pictures cannot be made, and what the local ones were when they were last read.
"""

import os
from pathlib import Path

import msgspec

from generator.base.digest import combine
from generator.base.storage.cache_file import BODY_OFFSET, read_cache_file, write_cache_file
from generator.base.storage.temp_files import TEMP_FOLDER
from generator.model.fetched_images import Blob
from generator.model.images import VariantSet

_SALT = b"made 1"
_HEAD = 4
"""Bytes of the number that says how long a bundle's description is."""

RACY_NS = 100_000_000
"""A file that changed this shortly before it was looked at may change again under the same stamp."""

ENDING = ".made"

BundleStamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode."""


class BundleEntry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What is known of one picture and recipe: what was ``made`` and the bundle's size and mtime in nanoseconds, or the
    ``reason`` why nothing can be."""

    made: VariantSet | None
    size: int = 0
    mtime_ns: int = 0
    reason: str = ""


class LocalImage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A picture of the content folder as it was: its stamp, and what it is or why it is none."""

    stamp: BundleStamp
    found: Blob | None
    reason: str = ""


class VariantIndex(msgspec.Struct, frozen=True):
    """What the last build knew, by :func:`bundle_key` and by path. ``taken_ns`` is when it began to look."""

    made: dict[bytes, BundleEntry] = {}
    local: dict[str, LocalImage] = {}
    taken_ns: int = 0

    def local_as_it_is(self, path: str, stamp: BundleStamp) -> LocalImage | None:
        """Return what a local picture was, if it is beyond doubt the same."""
        known = self.local.get(path)
        if known is None or known.stamp != stamp or max(stamp[1], stamp[2]) >= self.taken_ns - RACY_NS:
            return None
        return known


def bundle_key(blob: bytes, recipe: bytes) -> bytes:
    """Return under what a picture's bundle is kept: digests of its bytes and of its recipe together."""
    return combine(blob, recipe)


def bundle_name(key: bytes) -> str:
    """Return the name of a bundle's file."""
    return f"{key.hex()}{ENDING}"


def variants_folder(pictures: Path) -> Path:
    """Return the folder of bundles under a folder of pictures."""
    return pictures / "made"


def list_bundles(folder: Path) -> "list[os.DirEntry[str]]":
    """Return the files of a folder of bundles, none where there is no such folder. Raises :class:`OSError`."""
    try:
        return [each for each in os.scandir(folder) if each.name.endswith(ENDING)]
    except FileNotFoundError:
        return []


def write_bundle(file: Path, made: VariantSet, data: bytes) -> None:
    """Keep what was made of a picture, atomically. Raises :class:`OSError`."""
    head = msgspec.msgpack.encode(made)
    write_cache_file(
        file, _salt(file), len(head).to_bytes(_HEAD, "big") + head + data, file.parent / TEMP_FOLDER
    )


def _salt(bundle: Path) -> bytes:
    """A bundle holds only under its own name: one that was put in another's place is not believed."""
    return _SALT + bundle.stem.encode()


def read_bundle(file: Path) -> VariantSet | None:
    """Return what a bundle holds, ``None`` where there is none or it is damaged."""
    body = read_cache_file(file, _salt(file))
    if body is None:
        return None
    end = _HEAD + int.from_bytes(body[:_HEAD], "big")
    try:
        return msgspec.msgpack.decode(body[_HEAD:end], type=VariantSet)
    except msgspec.MsgspecError:
        return None


def read_variant(file: Path, offset: int, length: int) -> bytes:
    """Return the bytes of one variant of a bundle, unproven. Raises :class:`OSError`."""
    with file.open("rb") as stream:
        stream.seek(BODY_OFFSET)
        head = int.from_bytes(stream.read(_HEAD), "big")
        stream.seek(BODY_OFFSET + _HEAD + head + offset)
        return stream.read(length)


def bundle_entry(file: Path) -> BundleEntry | None:
    """Return what is known of a bundle after reading it whole."""
    made = read_bundle(file)
    if made is None:
        return None
    try:
        status = file.stat()
    except OSError:
        return None
    return BundleEntry(made, status.st_size, status.st_mtime_ns)


def bundle_exists(folder: str, key: bytes, known: BundleEntry) -> bool:
    """Tell whether a bundle lies where it was left, as it was left."""
    try:
        status = os.stat(f"{folder}/{bundle_name(key)}")
    except OSError:
        return False
    return status.st_size == known.size and status.st_mtime_ns == known.mtime_ns


def load_variant_index(file: Path) -> VariantIndex:
    """Return the index in a file, an empty one where there is none that can be believed."""
    body = read_cache_file(file, _SALT)
    try:
        return msgspec.msgpack.decode(body, type=VariantIndex) if body else VariantIndex()
    except msgspec.MsgspecError:
        return VariantIndex()


def save_variant_index(file: Path, index: VariantIndex) -> None:
    """Keep an index, atomically. Raises :class:`OSError`."""
    write_cache_file(file, _SALT, msgspec.msgpack.encode(index))
