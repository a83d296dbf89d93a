"""A second level of the image cache, in an object store that several machines share, such as CI runners.

What the local cache lacks is looked for here before a host is asked or an image is resized; what was fetched and made
is put here. Blobs are named by their digest, bundles by the digests of image and spec, and what is known of a URL by
that of the URL. Nothing is used unless all of it is as its name and its checksum say. Losing the store costs time
only: after the first error it is no longer asked in this build, and a warning says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from generator.base.digest import SIZE as DIGEST_SIZE
from generator.base.digest import digest
from generator.base.storage.cache_file import check_cache_bytes, make_cache_bytes
from generator.base.urls import MAX_URL_LENGTH
from generator.images.blobs import CacheWriteError, store_blob
from generator.images.fetch_index import FetchEntry
from generator.images.header import ImageError
from generator.images.variant_store import MAX_BUNDLE_BYTES, add_bundle, bundle_name, variants_folder
from generator.model.fetched_images import EXTENSIONS, Blob
from generator.net.limits import MAX_BYTES
from generator.net.object_store import ObjectStore, StoreError
from generator.net.retry import DAY

Given = TypeVar("Given")
Result = TypeVar("Result")

_SALT = b"shared entry 1"
_MAX_ENTRY_BYTES = 16_384
_HINT = "Check the URL, the access keys and the network. What this build makes is not shared."

_is_validator = re.compile(r"[ -~]{0,512}").fullmatch
_is_host_and_port = re.compile(r"[^\s:/]+:[0-9]{1,5}").fullmatch


class SharedCache:
    """The shared level of the image cache in ``folder``. ``warn`` is called with the first error and its hint.

    Never raises :class:`~generator.net.object_store.StoreError`.
    """

    def __init__(self, url: str, folder: Path, warn: Callable[[str, str], None]) -> None:
        self._url = url
        self._folder = folder
        self._warn = warn
        self._has_failed = False

    def load_entries(self, urls: Iterable[str], now: int) -> dict[str, FetchEntry]:
        """Return what is known of URLs, and add their images to the local cache. ``now`` is in seconds since 1970."""
        found: dict[str, FetchEntry] = {}
        for url, loaded in self._each(partial(_load_entry, folder=self._folder), tuple(urls)):
            if loaded is not None and loaded.entry.asked <= now + DAY and self._add_blob(loaded):
                found[url] = loaded.entry
        return found

    def _add_blob(self, loaded: "_LoadedEntry") -> bool:
        try:
            return store_blob(self._folder, loaded.data) == loaded.entry.blob
        except (ImageError, CacheWriteError):
            return False

    def save_entries(self, entries: Mapping[str, FetchEntry]) -> None:
        """Share what is known of URLs, and their images."""
        for _ in self._each(partial(_save_entry, folder=self._folder), tuple(entries.items())):
            pass

    def load_bundles(self, keys: Iterable[bytes]) -> None:
        """Add those bundles to the local cache that are here."""
        for key, data in self._each(_load_bundle, tuple(keys)):
            if data is not None:
                add_bundle(variants_folder(self._folder), key, data)

    def save_bundles(self, keys: Iterable[bytes]) -> None:
        """Share bundles of the local cache."""
        for _ in self._each(partial(_save_bundle, folder=variants_folder(self._folder)), tuple(keys)):
            pass

    def _each(
        self, do: Callable[[ObjectStore, Given], Result], given: Sequence[Given]
    ) -> Iterator[tuple[Given, Result]]:
        """Yield each value with what ``do`` returns for it, up to the first error."""
        if not given or self._has_failed:
            return
        try:
            with ObjectStore(self._url) as store:
                yield from store.each(partial(do, store), given)
        except StoreError as error:
            self._has_failed = True
            self._warn(f"images.shared_cache: {error}", _HINT)


class _LoadedEntry(NamedTuple):
    """What is known of a URL, and the bytes of its image."""

    entry: FetchEntry
    data: bytes


def _load_entry(store: ObjectStore, url: str, folder: Path) -> _LoadedEntry | None:
    body = check_cache_bytes(store.read(_entry_path(url), _MAX_ENTRY_BYTES) or b"", _SALT + url.encode())
    entry = parse_entry(body) if body else None
    if entry is None or entry.blob is None:
        return None
    data = _read(folder / entry.blob.name)
    if data is None or digest(data) != entry.blob.digest:
        data = store.read(_blob_path(entry.blob), MAX_BYTES)
    return None if data is None or digest(data) != entry.blob.digest else _LoadedEntry(entry, data)


def parse_entry(body: bytes) -> FetchEntry | None:
    """Return the entry of an image, ``None`` unless all of it is as this program writes it."""
    try:
        entry = msgspec.msgpack.decode(body, type=FetchEntry)
    except msgspec.MsgspecError:
        return None
    blob = entry.blob
    is_valid = (
        blob is not None
        and len(blob.digest) == DIGEST_SIZE
        and blob.media_type in EXTENSIONS
        and entry.state == "good"
        and len(entry.final) <= MAX_URL_LENGTH
        and all(map(_is_validator, (entry.etag, entry.modified)))
        and all(map(_is_host_and_port, entry.exempt))
    )
    return msgspec.structs.replace(entry, reason="", failures=0) if is_valid else None


def _save_entry(store: ObjectStore, named: tuple[str, FetchEntry], folder: Path) -> None:
    url, entry = named
    if entry.blob is None or (data := _read(folder / entry.blob.name)) is None:
        return
    store.write(_blob_path(entry.blob), data)  # first: an entry never names what is not there
    body = msgspec.msgpack.encode(entry)
    store.write(_entry_path(url), make_cache_bytes(_SALT + url.encode(), body))


def _load_bundle(store: ObjectStore, key: bytes) -> bytes | None:
    return store.read(f"made/{bundle_name(key)}", MAX_BUNDLE_BYTES)


def _save_bundle(store: ObjectStore, key: bytes, folder: Path) -> None:
    if (data := _read(folder / bundle_name(key))) is not None:
        store.write(f"made/{bundle_name(key)}", data)


def _entry_path(url: str) -> str:
    return f"urls/{digest(url.encode()).hex()}"


def _blob_path(blob: Blob) -> str:
    return f"blobs/{blob.name}"


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
