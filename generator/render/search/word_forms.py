"""Finds out under which words Pagefind files each word of the texts: in lower case, as a stem, in parts.

Pagefind is asked once, with all words of a block as one page, each once. What it does with a word depends on nothing
around it. To index a block itself, Pagefind would need ten times as long.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from generator.base.errors import SearchIndexError
from generator.render.search.file_format import decode_file
from generator.render.search.pagefind import index_text

ENTRY = "pagefind-entry.json"
"""The file that a browser loads first."""

_SENTINEL = "___"
"""Words that begin like this may be commands to Pagefind, which are in capitals."""


class WordForm(NamedTuple):
    """A word of the index. ``variant`` is how it is written with its accents, if it has some."""

    word: str
    variant: str


Forms = dict[str, list[tuple[WordForm, int]]]
"""The forms of each word of a text, with a weight: parts of a word weigh less than the whole."""


class Lexicon(NamedTuple):
    """The forms of words, and the files of Pagefind's, which has the scripts and ``entry``, the file to load first."""

    forms: Forms
    files: Mapping[str, bytes]
    entry: dict[str, Any]


def split_text(text: str) -> list[str]:
    """Return the words of a text. Pagefind counts them in the same way, and ignores zero-width spaces.

    >>> split_text("C++, or not")
    ['C++,', 'or', 'not']
    """
    return text.replace("\u200b", "").split()


def look_up_words(binary: Path, words: Iterable[str], language: str) -> Lexicon:
    """Ask Pagefind for the forms of some words. ``language`` is an ISO 639-1 code.

    Raises :class:`SearchIndexError` if it fails, or if the format of its files is unknown.
    """
    listed = list(dict.fromkeys(words))
    text = " ".join([word.lower() if word.startswith(_SENTINEL) else word for word in listed])
    files = index_text(binary, text, language)
    try:
        entry = json.loads(files[ENTRY])
        _, [[_, count]], chunks, *_ = decode_file(
            files[f"pagefind.{entry['languages'][language]['hash']}.pf_meta"]
        )
        if count != len(listed):
            raise ValueError(f"{len(listed)} words were counted as {count}")
        forms: Forms = {word: [] for word in listed}
        for *_, name in chunks:
            _add_forms(forms, listed, decode_file(files[f"index/{name}.pf_index"]))
    except (KeyError, ValueError, IndexError, TypeError, zlib.error, cbor2.CBORError) as error:
        hint = "Install the pinned version of Pagefind."
        raise SearchIndexError(f"unknown format of the search index: {error!r}", hint) from error
    return Lexicon(forms, files, entry)


def _add_forms(forms: Forms, listed: list[str], chunk: Any) -> None:
    for word, pages, variants in chunk[0]:
        for variant, found in [("", pages), *variants]:
            form = WordForm(word, variant)
            for _, places, _ in found:
                for place, weight in _unpack_places(places):
                    forms[listed[place]].append((form, weight))


def _unpack_places(places: list[int]) -> Iterable[tuple[int, int]]:
    """Yield places with their weights: see :func:`~generator.render.search.postings.pack_places`."""
    weight = place = 0
    for number in places:
        if number < 0:
            weight, place = -number - 1, 0
        else:
            place += number
            yield place, weight
