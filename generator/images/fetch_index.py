"""Index of the image cache: one entry per URL that was ever requested.

The index is one file. A build holds it in memory, so each check is one dictionary lookup. Two builds may share the
index: each merges its news into what the other wrote meanwhile.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.base.storage.file_lock import lock_file
from generator.model.fetched_images import Blob

_SALT = b"pictures 1"
_LOCK_TIMEOUT = 20.0
"""Seconds to wait for another build that writes the index. Writing takes a fraction of a second."""

State = Literal["good", "refused", "forbidden", "failed"]
"""Result of the last request. ``forbidden``: the guard blocked it, but ``allow_hosts`` may permit it one day."""


class FetchEntry(msgspec.Struct, frozen=True, gc=False, array_like=True, omit_defaults=True):
    """Cached state of one URL.

    ``blob`` is the last good image, whatever later requests returned. ``due`` is the time of the next request and
    ``asked`` of the last one, both in seconds since 1970. ``final`` is the URL after redirects, "" if there were
    none. ``status`` is the HTTP status, 0 without a response. ``etag`` and ``modified`` are the validators, as sent.
    ``failures`` counts requests without an image since the last good one, and those that were skipped because of the
    host; ``asked`` is 0 if the URL itself was never requested. ``exempt`` are the hosts, as ``host:port``, that
    ``allow_hosts`` of the site that fetched the image had to allow: other sites that share the cache must allow them
    too, or not show the image.
    """

    state: State
    due: int
    asked: int
    blob: Blob | None = None
    reason: str = ""
    final: str = ""
    status: int = 0
    etag: str = ""
    modified: str = ""
    failures: int = 0
    exempt: tuple[str, ...] = ()


Entries = dict[str, FetchEntry]
Stamp = tuple[int, int, int]
"""Size, mtime in nanoseconds and inode of the index file."""

_decode = msgspec.msgpack.Decoder(Entries).decode


class FetchIndex(msgspec.Struct, frozen=True):
    """Snapshot of the index. ``stamp`` is the stamp of its file, ``None`` if there was no file."""

    entries: Entries
    stamp: Stamp | None


def fetch_index_path(folder: Path) -> Path:
    """Return the path of the index in an image cache folder."""
    return folder / "index.store"


def stamp_fetch_index(folder: Path) -> Stamp | None:
    """Return the stamp of the index file, which changes with its content; ``None`` if there is no file."""
    try:
        status = fetch_index_path(folder).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def load_fetch_index(folder: Path) -> FetchIndex:
    """Return the index of an image cache folder; an empty one if the file is missing or damaged."""
    stamp = stamp_fetch_index(folder)  # before reading: a write meanwhile must show as a change
    body = read_cache_file(fetch_index_path(folder), _SALT)
    try:
        return FetchIndex(_decode(body) if body else {}, stamp)
    except msgspec.MsgspecError:
        return FetchIndex({}, stamp)


def update_fetch_index(folder: Path, change: Callable[[Entries], None]) -> FetchIndex:
    """Change the index under a lock. Raises :class:`OSError` if it cannot be locked or written."""
    with lock_file(folder / "lock", _LOCK_TIMEOUT):
        entries = load_fetch_index(folder).entries
        change(entries)
        write_cache_file(fetch_index_path(folder), _SALT, msgspec.msgpack.encode(entries))
        return FetchIndex(entries, stamp_fetch_index(folder))


def add_entries(folder: Path, news: Mapping[str, FetchEntry]) -> FetchIndex:
    """Merge entries into the index, and return all of it. Raises :class:`OSError`, as :func:`update_fetch_index`
    does."""

    def add(entries: Entries) -> None:
        for url, entry in news.items():
            entries[url] = merge_entries(entries.get(url), entry)

    return update_fetch_index(folder, add)


def merge_entries(theirs: FetchEntry | None, ours: FetchEntry) -> FetchEntry:
    """Merge two entries of one URL: the newer entry wins, but the last good image is kept."""
    if theirs is None:
        return ours
    later, earlier = (theirs, ours) if theirs.asked > ours.asked else (ours, theirs)
    if later.blob is None and earlier.blob is not None:
        return msgspec.structs.replace(later, blob=earlier.blob, exempt=earlier.exempt)
    return later
