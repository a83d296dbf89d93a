"""Cache of generated image variants, with one file per (image, spec). An index saves opening them.

All variants of an image are in one file, a *bundle*. A bundle describes its own content, so a lost index costs
reading every bundle, but no encoding. An image that cannot be encoded has a *refusal* instead, a file with the reason:
it is written at once, so that a build that is killed later has not tried in vain. The index belongs to one content
folder. It also records refusals, and the state of local images at the last build.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.base.digest import SIZE as DIGEST_SIZE
from generator.base.digest import combine, digest
from generator.base.ico import is_ico
from generator.base.storage.cache_file import (
    BODY_OFFSET,
    check_cache_bytes,
    read_cache_file,
    write_cache_file,
)
from generator.base.storage.temp_files import TEMP_FOLDER, write_atomically
from generator.images.blobs import remove_empty_folder
from generator.images.header import ImageError, ImageHeader, read_header
from generator.model.fetched_images import Blob
from generator.model.images import Variant, VariantSet, name_variants

_SALT = b"made 1"
_INDEX_SALT = b"made index 2"
_LENGTH_BYTES = 4
"""Bytes of the number that gives the length of a bundle's description."""

RACY_NS = 100_000_000
"""A file that changed this shortly before it was inspected may change again without a new stamp."""

BUNDLE_SUFFIX = ".made"
REFUSAL_SUFFIX = ".refused"

MAX_BUNDLE_BYTES = 64 * 1024 * 1024
"""More than any bundle has."""

_COLOUR = re.compile("(?:#[0-9a-f]{6})?")

_FILE_NAME = re.compile(rf"([0-9a-f]{{{2 * DIGEST_SIZE}}})\.(?:made|refused)")
"""The names of the files that this module writes."""

BundleStamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode."""


class BundleEntry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Index entry for one image and spec.

    ``made`` are its variants, with size and mtime (in nanoseconds) of the bundle; or ``reason`` says why there are
    none.
    """

    made: VariantSet | None
    size: int = 0
    mtime_ns: int = 0
    reason: str = ""


class LocalImage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Cached state of an image in the content folder: its stamp, and its blob or the reason why it is rejected.

    ``place`` is the path of the file from the content folder, which differs from that of the image in a pool.
    """

    stamp: BundleStamp
    found: Blob | None
    reason: str = ""
    place: str = ""


class VariantIndex(msgspec.Struct, frozen=True):
    """Index of the last build, by :func:`bundle_key` and by path. ``taken_ns`` is when that build began to inspect
    files."""

    made: dict[bytes, BundleEntry] = {}
    local: dict[str, LocalImage] = {}
    taken_ns: int = 0

    def local_as_it_is(self, path: str, stamp: BundleStamp) -> LocalImage | None:
        """Return the cached state of a local image if it has certainly not changed."""
        known = self.local.get(path)
        if known is None or known.stamp != stamp or max(stamp[1], stamp[2]) >= self.taken_ns - RACY_NS:
            return None
        return known


def bundle_key(blob: bytes, spec: bytes) -> bytes:
    """Return the key of a bundle, from the digests of the image and of the spec."""
    return combine(blob, spec)


def bundle_name(key: bytes) -> str:
    """Return the file name of a bundle."""
    return f"{key.hex()}{BUNDLE_SUFFIX}"


def refusal_name(key: bytes) -> str:
    """Return the file name of a refusal."""
    return f"{key.hex()}{REFUSAL_SUFFIX}"


def variants_folder(cache_folder: Path) -> Path:
    """Return the folder of bundles in an image cache folder."""
    return cache_folder / "made"


def list_bundles(folder: Path) -> "list[os.DirEntry[str]]":
    """Return the bundles in a folder, none if there is no such folder. Raises :class:`OSError`."""
    return [each for each in list_variant_files(folder) if each.name.endswith(BUNDLE_SUFFIX)]


def list_variant_files(folder: Path) -> "list[os.DirEntry[str]]":
    """Return the bundles and refusals in a folder. Links and files with other names are not ours. Raises
    :class:`OSError`."""
    if folder.is_symlink():
        return []
    try:
        files = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [each for each in files if _FILE_NAME.fullmatch(each.name) and each.is_file(follow_symlinks=False)]


def write_bundle(file: Path, made: VariantSet, data: bytes) -> None:
    """Write a bundle atomically. Raises :class:`OSError`."""
    head = msgspec.msgpack.encode(made)
    remove_empty_folder(file)
    write_cache_file(
        file, _salt(file), len(head).to_bytes(_LENGTH_BYTES, "big") + head + data, file.parent / TEMP_FOLDER
    )


def _salt(bundle: Path) -> bytes:
    """Return the salt of a bundle. It includes the name, so that a bundle in another's place is rejected."""
    return _SALT + bundle.stem.encode()


def read_bundle(file: Path) -> VariantSet | None:
    """Return the variants in a bundle, ``None`` if it is missing or damaged."""
    body = read_cache_file(file, _salt(file))
    return None if body is None else _split_bundle(body)[0]


def _split_bundle(body: bytes) -> tuple[VariantSet | None, bytes]:
    """Return the description of a bundle, ``None`` if it is none, and the bytes of the variants."""
    end = _LENGTH_BYTES + int.from_bytes(body[:_LENGTH_BYTES], "big")
    try:
        return msgspec.msgpack.decode(body[_LENGTH_BYTES:end], type=VariantSet), body[end:]
    except msgspec.MsgspecError:
        return None, b""


def add_bundle(folder: Path, key: bytes, data: bytes) -> bool:
    """Write the bytes of a bundle that another machine made, if they are one. Return whether they could be used."""
    file = folder / bundle_name(key)
    body = check_cache_bytes(data, _salt(file))
    made, variants = _split_bundle(body or b"")
    if made is None or not _is_sound(made, variants):
        return False
    try:
        remove_empty_folder(file)
        write_atomically(file, data, folder / TEMP_FOLDER)
    except OSError:
        return False
    return True


def _is_sound(made: VariantSet, data: bytes) -> bool:
    """Return whether a description fits the bytes: those of each variant are an image of its type and size."""
    return (
        bool(made.variants)
        and made.name == name_variants(made.variants)
        and bool(_COLOUR.fullmatch(made.colour))
        and all(_is_image(each, data[each.offset : each.offset + each.length]) for each in made.variants)
    )


def _is_image(variant: Variant, data: bytes) -> bool:
    if digest(data) != variant.digest or len(data) != variant.length:
        return False
    if variant.media_type == "image/x-icon":
        return is_ico(data)
    try:
        return read_header(data) == ImageHeader(variant.media_type, variant.width, variant.height)
    except ImageError:
        return False


def read_variant(file: Path, offset: int, length: int) -> bytes:
    """Return the bytes of one variant, without checking them. Raises :class:`OSError`."""
    with file.open("rb") as stream:
        stream.seek(BODY_OFFSET)
        head = int.from_bytes(stream.read(_LENGTH_BYTES), "big")
        stream.seek(BODY_OFFSET + _LENGTH_BYTES + head + offset)
        return stream.read(length)


def write_refusal(folder: Path, key: bytes, reason: str) -> None:
    """Write why an image cannot be encoded, atomically. Raises :class:`OSError`."""
    file = folder / refusal_name(key)
    remove_empty_folder(file)
    write_cache_file(file, _salt(file), reason.encode("utf-8", "replace"), folder / TEMP_FOLDER)


def read_refusal(folder: Path, key: bytes) -> str:
    """Return why an image cannot be encoded, "" if that is not known."""
    file = folder / refusal_name(key)
    return (read_cache_file(file, _salt(file)) or b"").decode("utf-8", "replace")


def stored_entry(folder: Path, key: bytes) -> BundleEntry | None:
    """Return the index entry of a bundle or a refusal, after reading all of it."""
    file = folder / bundle_name(key)
    made = read_bundle(file)
    if made is not None:
        with suppress(OSError):
            status = file.stat()
            return BundleEntry(made, status.st_size, status.st_mtime_ns)
    reason = read_refusal(folder, key)
    return BundleEntry(None, reason=reason) if reason else None


def bundle_exists(folder: str, key: bytes, known: BundleEntry) -> bool:
    """Return whether a bundle exists and is unchanged."""
    try:
        status = os.stat(f"{folder}/{bundle_name(key)}")
    except OSError:
        return False
    return status.st_size == known.size and status.st_mtime_ns == known.mtime_ns


def load_variant_index(file: Path) -> VariantIndex:
    """Return the index in a file, an empty one if it is missing or damaged."""
    body = read_cache_file(file, _INDEX_SALT)
    try:
        return msgspec.msgpack.decode(body, type=VariantIndex) if body else VariantIndex()
    except msgspec.MsgspecError:
        return VariantIndex()


def save_variant_index(file: Path, index: VariantIndex) -> None:
    """Write an index atomically. Raises :class:`OSError`."""
    write_cache_file(file, _INDEX_SALT, msgspec.msgpack.encode(index))
