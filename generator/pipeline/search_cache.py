"""The cache of search blocks, with one file per block. It saves making a block whose files are no longer in the output
folder."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.model.views.search import SearchBlock, SearchFiles

_FORMAT = b"search block 1"


def load_block(folder: Path, block: SearchBlock) -> SearchFiles | None:
    """Return the files of a block, ``None`` if they are not in the cache."""
    body = read_cache_file(folder / _name(block.signature), _salt(block))
    try:
        return msgspec.msgpack.decode(body, type=SearchFiles) if body else None
    except msgspec.MsgspecError:
        return None


def save_block(folder: Path, block: SearchBlock, files: SearchFiles) -> None:
    """Save the files of a block. Nothing is lost if they cannot be written."""
    with suppress(OSError):
        write_cache_file(folder / _name(block.signature), _salt(block), msgspec.msgpack.encode(files))


def remove_blocks(folder: Path, signatures: Iterable[bytes]) -> None:
    """Remove the blocks with some signatures."""
    for signature in signatures:
        with suppress(OSError):
            (folder / _name(signature)).unlink()


def _name(signature: bytes) -> str:
    return f"{signature.hex()}.block"


def _salt(block: SearchBlock) -> bytes:
    """Return the salt of a block's file. It includes the signature, so that a file in another's place is rejected."""
    return _FORMAT + block.signature
