"""Makes the files of a block from those that Pagefind writes.

Pagefind writes the values of a filter in the order of a hash table, which differs in every process. File names contain
digests, so two more files differ: the *meta* file, which names the filter files, and the *entry* file, which names the
meta file. This module sorts the filters and updates both.

Pages are named by their numbers, which compress to nearly nothing, and their texts are not here but in packs
(:mod:`generator.render.search.packs`): Pagefind's own *fragments* are a file per page. The entry file refers to the
WebAssembly in the folder above, so that all blocks share it.
"""

import json
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import cbor2
import msgspec

from generator.base.digest import short
from generator.base.errors import SearchIndexError
from generator.render.search.chunks import split_chunk

ENTRY = "pagefind-entry.json"
"""The file that a browser loads first."""

WORKER = "pagefind-worker.js"

_MAGIC = b"pagefind_dcd"
_WORKER_STUB = b'importScripts("../pagefind-worker.js")\n'
"""Pagefind starts the worker in the folder of the block that is asked first."""

_SHARED_WASM = "x/../../wasm"
"""Pagefind completes this to ``wasm.x/../../wasm.en.pagefind`` in the folder of a block."""

_PAGES, _CHUNKS, _FILTERS = 1, 2, 3
"""Indexes of the pages, of the chunks of words and of the filters in the meta file."""


class Fragment(msgspec.Struct, frozen=True):
    """A page as Pagefind has it: the number of the entry, and the words that it counts."""

    url: str
    content: str


class BlockFiles(NamedTuple):
    """Files of a block by path, and the page of each entry that has words, in their order."""

    files: dict[str, bytes]
    pages: list[Fragment]


def block_files(files: Mapping[str, bytes], language: str) -> BlockFiles:
    """Return the files of a block that the words of its entries are found with.

    Raises :class:`SearchIndexError` if the format of the files is unknown.
    """
    try:
        entry = json.loads(files[ENTRY])
        pages = _name_pages(files, entry["languages"][language]["hash"])
        made = _canonical_files(files, entry, language, [name for name, _ in pages])
    except (KeyError, ValueError, IndexError, TypeError, zlib.error, cbor2.CBORError) as error:
        raise _unknown_format(error) from error
    made[WORKER] = _WORKER_STUB
    return BlockFiles(made, [page for _, page in sorted(pages)])


def script_files(files: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return the files that all blocks share. Raises :class:`SearchIndexError` if the format is unknown."""
    try:
        wasm = json.loads(files[ENTRY])["languages"][language]["wasm"] or "unknown"
        return {path: files[path] for path in ("pagefind.js", WORKER, f"wasm.{wasm}.pagefind")}
    except (KeyError, ValueError, TypeError) as error:
        raise _unknown_format(error) from error


def _unknown_format(error: Exception) -> SearchIndexError:
    hint = "Install the pinned version of Pagefind."
    return SearchIndexError(f"unknown format of the search index: {error!r}", hint)


def _name_pages(files: Mapping[str, bytes], meta: str) -> list[tuple[int, Fragment]]:
    """Return the new name of every page with the page, in Pagefind's order: numbers in the order of the entries."""
    decode = msgspec.json.Decoder(Fragment).decode
    names = [name for name, *_ in _decode_file(files[f"pagefind.{meta}.pf_meta"])[_PAGES]]
    pages = [decode(_unpack(files[f"fragment/{name}.pf_fragment"])) for name in names]
    ordered = sorted(int(page.url) for page in pages)
    rank = {number: place for place, number in enumerate(ordered)}
    return [(rank[int(page.url)], page) for page in pages]


def _canonical_files(
    files: Mapping[str, bytes], entry: dict[str, Any], language: str, names: list[int]
) -> dict[str, bytes]:
    """Return the sorted filters, and the meta and entry files that refer to them. Updates ``entry``."""
    language_entry = entry["languages"][language]
    meta = _decode_file(files[f"pagefind.{language_entry['hash']}.pf_meta"])
    result: dict[str, bytes] = {}
    for filter_entry in meta[_FILTERS]:
        name, values = _decode_file(files[f"filter/{filter_entry[1]}.pf_filter"])
        data = _encode_file([name, sorted(values)])
        filter_entry[1] = _file_name(filter_entry[1], data)
        result[f"filter/{filter_entry[1]}.pf_filter"] = data
    meta[_FILTERS].sort()
    result |= _split_chunks(files, meta)
    meta[_PAGES] = [[str(name), *rest] for name, (_, *rest) in zip(names, meta[_PAGES], strict=True)]
    data = _encode_file(meta)
    language_entry["hash"] = _file_name(language_entry["hash"], data)
    language_entry["wasm"] = f"{_SHARED_WASM}.{language_entry['wasm'] or 'unknown'}"
    result[f"pagefind.{language_entry['hash']}.pf_meta"] = data
    result[ENTRY] = json.dumps(entry, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
    return result


def _split_chunks(files: Mapping[str, bytes], meta: list[Any]) -> dict[str, bytes]:
    """Return the files of words, which are smaller than Pagefind's. Updates ``meta``, which names them."""
    result: dict[str, bytes] = {}
    chunks = []
    for *_, name in meta[_CHUNKS]:
        for first, last, part in split_chunk(_unpack(files[f"index/{name}.pf_index"])):
            data = gzip(_MAGIC + part)
            chunks.append([first, last, _file_name(name, data)])
            result[f"index/{chunks[-1][-1]}.pf_index"] = data
    meta[_CHUNKS] = chunks
    return result


def _file_name(original: str, data: bytes) -> str:
    """Return a name like Pagefind's (``en_1a2b3c4``) for new contents."""
    language, _, hash_ = original.rpartition("_")
    return f"{language}_{short(data, len(hash_))}"


def _unpack(data: bytes) -> bytes:
    plain = zlib.decompress(data, wbits=31)
    if not plain.startswith(_MAGIC):
        raise ValueError("not a Pagefind file")
    return plain[len(_MAGIC) :]


def _decode_file(data: bytes) -> Any:
    return cbor2.loads(_unpack(data))


def _encode_file(value: Any) -> bytes:
    """Return a Pagefind file: the magic bytes and the value in CBOR."""
    return gzip(_MAGIC + cbor2.dumps(value))


def gzip(body: bytes) -> bytes:
    """Return bytes as gzip without a timestamp."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush()
    tail = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + packed + tail
