"""The files of an index, made the same for the same entries.

Pagefind writes most of its files the same at every run. Not so those of filters: the values of a filter lie in the
order of a hash table, which is another one in every process. The file is named by its digest, so the file that names it
(the *meta*) differs too, and the one that names that (the *entry*). So filters are put in order here, and what names
them follows. What no page of ours loads is left out.
"""

import json
import zlib
from collections.abc import Mapping

from generator.base.digest import short
from generator.base.errors import SearchIndexError
from generator.render.search.cbor import Value, decode_cbor, encode_cbor

ENTRY = "pagefind-entry.json"
"""The file that a browser asks for first; it must be published last."""

_MAGIC = b"pagefind_dcd"
_SCRIPTS = ("pagefind.js", "pagefind-worker.js")
_FILTERS, _SORTS = 3, 4
"""Where the meta names its filters, and where its sorted pages stand."""


def canonical_file(files: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return the files that a browser needs, by path, in order. Raises :class:`SearchIndexError` for a form not
    known."""
    try:
        entry = json.loads(files[ENTRY])
        ours = _language(files, entry, language)
    except (KeyError, ValueError, IndexError, zlib.error, TypeError) as fault:
        raise SearchIndexError(
            f"the search index has a form that is not known: {fault!r}",
            "Install the version of Pagefind that is pinned.",
        ) from fault
    plain = {path: data for path, data in files.items() if path.startswith(("fragment/", "index/"))}
    scripts = {path: files[path] for path in (*_SCRIPTS, _wasm(entry, language))}
    entry_file = {
        ENTRY: json.dumps(entry, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
    }
    return dict(sorted({**plain, **scripts, **ours, **entry_file}.items()))


def _wasm(entry: Mapping[str, Value], language: str) -> str:
    return f"wasm.{entry['languages'][language]['wasm'] or 'unknown'}.pagefind"


def _language(files: Mapping[str, bytes], entry: dict[str, Value], language: str) -> dict[str, bytes]:
    """Return the filters and the meta of the one language, and note the meta's name in the entry."""
    about = entry["languages"][language]
    meta = _read(files[f"pagefind.{about['hash']}.pf_meta"])
    made: dict[str, bytes] = {}
    for named in meta[_FILTERS]:
        name, values = _read(files[f"filter/{named[1]}.pf_filter"])
        data = _written([name, sorted(values)])
        named[1] = _named(named[1], data)
        made[f"filter/{named[1]}.pf_filter"] = data
    meta[_FILTERS].sort()
    meta[_SORTS].sort()
    data = _written(meta)
    about["hash"] = _named(about["hash"], data)
    return made | {f"pagefind.{about['hash']}.pf_meta": data}


def _named(before: str, data: bytes) -> str:
    """Return a name of the form that Pagefind gave (``en_1a2b3c4``) for other bytes."""
    language, _, hash_ = before.rpartition("_")
    return f"{language}_{short(data, len(hash_))}"


def _read(data: bytes) -> Value:
    plain = zlib.decompress(data, wbits=31)
    if not plain.startswith(_MAGIC):
        raise ValueError("no file of Pagefind")
    return decode_cbor(plain[len(_MAGIC) :])


def _written(value: Value) -> bytes:
    """Return a file of Pagefind's: its mark and the value, as gzip without a date."""
    body = _MAGIC + encode_cbor(value)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush()
    tail = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + packed + tail
