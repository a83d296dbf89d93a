"""The index of fetched pictures: what is known of every address that was ever asked.

One file, in memory while a build runs: a look into it costs what a look into a dictionary does, however many
pictures there are. Two builds may share it: each adds what it learnt to what the other one wrote meanwhile.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.base.storage.file_lock import lock_file
from generator.model.fetched_images import Blob

_SALT = b"pictures 1"
_PATIENCE = 20.0
"""Seconds to wait for another build that writes the index; it needs a fraction of one."""

State = Literal["good", "refused", "forbidden", "failed"]
"""How the last try ended. ``forbidden`` is what the settings may allow one day: an address that leads inwards."""


class FetchEntry(msgspec.Struct, frozen=True, gc=False, array_like=True, omit_defaults=True):
    """What is known of one address.

    ``blob`` is the last good picture, whatever came of later tries. ``due`` is when to ask again and ``asked`` when
    that last happened, both in seconds since 1970. ``final`` is the address that answered (or that was refused) where
    redirects led elsewhere, else "". ``status`` is that of the answer, 0 for none; ``etag`` and ``modified`` are its
    validators, as sent. ``failures`` counts tries without a picture since the last good one.
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


Entries = dict[str, FetchEntry]
Stamp = tuple[int, int, int]
"""Size, mtime in nanoseconds and inode of the index file."""

_decode = msgspec.msgpack.Decoder(Entries).decode


class FetchIndex(msgspec.Struct, frozen=True):
    """The index as it was at one moment; ``stamp`` is that of its file then, ``None`` where there was none."""

    entries: Entries
    stamp: Stamp | None


def fetch_index_path(folder: Path) -> Path:
    """Return where the index of a folder of pictures lies."""
    return folder / "index.store"


def stamp_fetch_index(folder: Path) -> Stamp | None:
    """Return what tells that an index may have changed, ``None`` where there is none."""
    try:
        status = fetch_index_path(folder).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def load_fetch_index(folder: Path) -> FetchIndex:
    """Return the index of a folder of pictures: an empty one where there is none that can be believed."""
    stamp = stamp_fetch_index(folder)  # first: what is written meanwhile must show as a change
    body = read_cache_file(fetch_index_path(folder), _SALT)
    try:
        return FetchIndex(_decode(body) if body else {}, stamp)
    except msgspec.MsgspecError:
        return FetchIndex({}, stamp)


def update_fetch_index(folder: Path, change: Callable[[Entries], None]) -> FetchIndex:
    """Change the index as it lies there now, while nobody else does. Raises :class:`OSError` where that cannot be."""
    with lock_file(folder / "lock", _PATIENCE):
        entries = load_fetch_index(folder).entries
        change(entries)
        write_cache_file(fetch_index_path(folder), _SALT, msgspec.msgpack.encode(entries))
        return FetchIndex(entries, stamp_fetch_index(folder))


def add_entries(folder: Path, learnt: Mapping[str, FetchEntry]) -> FetchIndex:
    """Add what was learnt to the index, and return it whole. Raises :class:`OSError` as :func:`update_fetch_index`
    does."""

    def add(entries: Entries) -> None:
        for url, entry in learnt.items():
            entries[url] = merge_entries(entries.get(url), entry)

    return update_fetch_index(folder, add)


def merge_entries(theirs: FetchEntry | None, ours: FetchEntry) -> FetchEntry:
    """Return what two builds know of one address together: the later word, and the last good picture of both."""
    if theirs is None:
        return ours
    later, earlier = (theirs, ours) if theirs.asked > ours.asked else (ours, theirs)
    if later.blob is None and earlier.blob is not None:
        return msgspec.structs.replace(later, blob=earlier.blob)
    return later
