"""Load and save the state of sources: validators, digests, failures, moves, resting hosts.

The store may be lost at any time. Then each source is requested once without conditions, and no record changes.
"""

from pathlib import Path

import msgspec

from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.model.collection import StoredSources

FILE = "sources.store"

_SALT = b"sources 1"
_decode = msgspec.msgpack.Decoder(StoredSources).decode


def load_store(cache: Path) -> StoredSources:
    """Return the store of a cache folder; an empty one if it is missing or damaged."""
    body = read_cache_file(cache / FILE, _SALT)
    try:
        return _decode(body) if body else StoredSources()
    except msgspec.MsgspecError:
        return StoredSources()


def save_store(cache: Path, store: StoredSources) -> None:
    """Write the store. Raises :class:`OSError`."""
    write_cache_file(cache / FILE, _SALT, msgspec.msgpack.encode(store))
