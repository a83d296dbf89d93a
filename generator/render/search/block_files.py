"""Makes the files of a block, in Pagefind's format: words, filters, and the *meta* file, which names them.

They are the same for the same entries. Pages are named by their numbers, which compress to nearly nothing. Their texts
are in packs (:mod:`generator.render.search.packs`): Pagefind's own *fragments* are a file per page. The *entry* file
refers to the WebAssembly in the folder above, so that all blocks share it.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from generator.base.digest import short
from generator.model.views.search import SearchEntry
from generator.render.search.file_format import encode_file, pack_file
from generator.render.search.postings import FIELDS, cut_chunks, entry_words, find_postings
from generator.render.search.word_forms import ENTRY, Lexicon, look_up_words

WORKER = "pagefind-worker.js"

_WORKER_STUB = b'importScripts("../pagefind-worker.js")\n'
"""Pagefind starts the worker in the folder of the block that is asked first."""

_SHARED_WASM = "x/../../wasm"
"""Pagefind completes this to ``wasm.x/../../wasm.en.pagefind`` in the folder of a block."""


def block_files(binary: Path, entries: Sequence[SearchEntry], language: str) -> dict[str, bytes]:
    """Return the files of a block that the words of its entries are found with, by path.

    Raises :class:`SearchIndexError` if Pagefind fails.
    """
    words = list(map(entry_words, entries))
    lexicon = look_up_words(binary, chain.from_iterable(chain.from_iterable(words)), language)
    files: dict[str, bytes] = {WORKER: _WORKER_STUB}
    chunks = []
    for first, last, body in cut_chunks(find_postings(words, lexicon.forms)):
        chunks.append((first, last, _add_file(files, "index", language, pack_file(body))))
    filters = [
        (name, _add_file(files, "filter", language, encode_file((name, values))))
        for name, values in _filter_values(entries)
    ]
    pages = [(str(number), len(content)) for number, (content, *_) in enumerate(words)]
    meta = encode_file((lexicon.entry["version"], pages, chunks, filters, (), FIELDS))
    name = f"{language}_{short(meta)}"
    files[f"pagefind.{name}.pf_meta"] = meta
    files[ENTRY] = _entry_file(lexicon, language, name, len(entries))
    return files


def script_files(binary: Path, language: str) -> dict[str, bytes]:
    """Return the files that all blocks share. Raises :class:`SearchIndexError` if Pagefind fails."""
    lexicon = look_up_words(binary, ["page"], language)
    return {
        path: lexicon.files[path]
        for path in ("pagefind.js", WORKER, f"wasm.{_wasm(lexicon, language)}.pagefind")
    }


def _add_file(files: dict[str, bytes], folder: str, language: str, data: bytes) -> str:
    """Add a file to ``files`` and return its name. Like all of Pagefind's it begins with the language."""
    name = f"{language}_{short(data)}"
    files[f"{folder}/{name}.pf_{folder}"] = data
    return name


def _filter_values(entries: Iterable[SearchEntry]) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    """Return every filter with its values, and the numbers of the entries that have each, sorted."""
    filters: dict[str, dict[str, list[int]]] = {}
    for number, entry in enumerate(entries):
        for name, values in entry.filters:
            for value in values:
                filters.setdefault(name, {}).setdefault(value, []).append(number)
    return [(name, sorted(values.items())) for name, values in sorted(filters.items())]


def _wasm(lexicon: Lexicon, language: str) -> str:
    """Return the name of the WebAssembly, which has the stems of a language."""
    return lexicon.entry["languages"][language]["wasm"] or "unknown"


def _entry_file(lexicon: Lexicon, language: str, meta: str, count: int) -> bytes:
    wasm = f"{_SHARED_WASM}.{_wasm(lexicon, language)}"
    languages: dict[str, Any] = {language: {"hash": meta, "wasm": wasm, "page_count": count}}
    entry = {**lexicon.entry, "languages": languages}
    return json.dumps(entry, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
