"""Makes the files of a search index deterministic.

Pagefind writes the values of a filter in the order of a hash table, which differs in every process. File names contain
digests, so two more files differ: the *meta* file, which names the filter files, and the *entry* file, which names the
meta file. This module sorts the filters and updates both. It also removes files that our pages do not load.
"""

import json
import zlib
from collections.abc import Mapping
from typing import Any

import cbor2

from generator.base.digest import short
from generator.base.errors import SearchIndexError

ENTRY = "pagefind-entry.json"
"""The file that a browser loads first. It must be published last."""

_MAGIC = b"pagefind_dcd"
_SCRIPTS = ("pagefind.js", "pagefind-worker.js")
_FILTERS, _SORTS = 3, 4
"""Indexes of the filters and of the sorted pages in the meta file."""


def canonical_files(files: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return the files that a browser needs, sorted by path.

    Raises :class:`SearchIndexError` if the format of the files is unknown.
    """
    try:
        entry = json.loads(files[ENTRY])
        sorted_files = _sort_language(files, entry, language)
    except (KeyError, ValueError, IndexError, TypeError, zlib.error, cbor2.CBORError) as error:
        raise SearchIndexError(
            f"unknown format of the search index: {error!r}",
            "Install the pinned version of Pagefind.",
        ) from error
    unchanged = {path: data for path, data in files.items() if path.startswith(("fragment/", "index/"))}
    scripts = {path: files[path] for path in (*_SCRIPTS, _wasm(entry, language))}
    entry_file = {
        ENTRY: json.dumps(entry, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
    }
    return dict(sorted({**unchanged, **scripts, **sorted_files, **entry_file}.items()))


def _wasm(entry: Mapping[str, Any], language: str) -> str:
    return f"wasm.{entry['languages'][language]['wasm'] or 'unknown'}.pagefind"


def _sort_language(files: Mapping[str, bytes], entry: dict[str, Any], language: str) -> dict[str, bytes]:
    """Return the sorted filter and meta files of a language. Updates the name of the meta file in ``entry``."""
    language_entry = entry["languages"][language]
    meta = _decode_file(files[f"pagefind.{language_entry['hash']}.pf_meta"])
    result: dict[str, bytes] = {}
    for filter_entry in meta[_FILTERS]:
        name, values = _decode_file(files[f"filter/{filter_entry[1]}.pf_filter"])
        data = _encode_file([name, sorted(values)])
        filter_entry[1] = _file_name(filter_entry[1], data)
        result[f"filter/{filter_entry[1]}.pf_filter"] = data
    meta[_FILTERS].sort()
    meta[_SORTS].sort()
    data = _encode_file(meta)
    language_entry["hash"] = _file_name(language_entry["hash"], data)
    return result | {f"pagefind.{language_entry['hash']}.pf_meta": data}


def _file_name(original: str, data: bytes) -> str:
    """Return a name like Pagefind's (``en_1a2b3c4``) for new contents."""
    language, _, hash_ = original.rpartition("_")
    return f"{language}_{short(data, len(hash_))}"


def _decode_file(data: bytes) -> Any:
    plain = zlib.decompress(data, wbits=31)
    if not plain.startswith(_MAGIC):
        raise ValueError("not a Pagefind file")
    return cbor2.loads(plain[len(_MAGIC) :])


def _encode_file(value: Any) -> bytes:
    """Return a Pagefind file: the magic bytes and the value in CBOR, as gzip without a timestamp."""
    body = _MAGIC + cbor2.dumps(value)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush()
    tail = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + packed + tail
