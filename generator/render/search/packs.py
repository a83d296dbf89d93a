"""Packs: the texts that results show, several in a file, and the description of a block that names them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from generator.base.digest import short
from generator.model.views.search import SearchEntry, SearchResult
from generator.render.search.file_format import gzip
from generator.render.search.word_forms import split_text

DESCRIPTION = "block.json"

PACK_SIZE = 12_000
"""A pack is complete with this many bytes of JSON: about 20 items with an excerpt, 4 kB compressed. Ten results of a
search are in ten packs at worst."""


class Description(msgspec.Struct, frozen=True):
    """What a page must know of a block besides its words: the number of items, how many have each value of each filter,
    and the first item in each pack."""

    items: int
    filters: dict[str, dict[str, int]]
    packs: list[tuple[int, str]]


def pack_files(entries: Sequence[SearchEntry]) -> dict[str, bytes]:
    """Return the packs of a block, and its description."""
    files: dict[str, bytes] = {}
    packs = []
    for first, data in _packs([_result(entry) for entry in entries]):
        name = f"fragment/text_{short(data)}.pack"
        files[name] = data
        packs.append((first, name))
    return {
        **files,
        DESCRIPTION: msgspec.json.encode(Description(len(entries), _count_values(entries), packs)),
    }


def _result(entry: SearchEntry) -> SearchResult:
    """Return a result with its text in words as they are counted."""
    return msgspec.structs.replace(entry.result, content=" ".join(split_text(entry.result.content)))


def _packs(results: Sequence[SearchResult]) -> Iterator[tuple[int, bytes]]:
    encode = msgspec.json.Encoder().encode
    parts: list[bytes] = []
    size = first = 0
    for number, result in enumerate(results, start=1):
        parts.append(encode(result))
        size += len(parts[-1])
        if size >= PACK_SIZE or number == len(results):
            yield first, gzip(b"[" + b",".join(parts) + b"]")
            parts, size, first = [], 0, number


def _count_values(entries: Sequence[SearchEntry]) -> dict[str, dict[str, int]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for name, values in entry.filters:
            counts[name].update(values)
    return {name: dict(sorted(values.items())) for name, values in sorted(counts.items())}
