"""Makes the list of all words of a block, each with the entries and the places in them where it occurs.

The list is in chunks, of which a search loads one for each word and block. It is written as CBOR (RFC 8949) here:
the tens of thousands of short arrays of a block take a library three times as long.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import cbor2

from generator.model.views.search import SearchEntry
from generator.render.search.word_forms import Forms, WordForm, split_text

CHUNK_SIZE = 14_000
"""A chunk is complete with this many bytes, about 4 kB compressed. Pagefind's have 50 kB, for an index as a whole."""

FIELDS = ("about", "pairs", "title")
"""The fields that are searched besides the content, in the order of the index."""

Places = list[tuple[int, int]]
"""Places of a word, each after its weight, or after the number of a field."""

Postings = dict[WordForm, list[bytes]]
"""For every word, the entries with it, encoded: an array of the number of the entry, counted from the one before it, of
the places in its content, and of those in its fields."""


_NOWHERE = b"\x80"
"""No places, encoded."""


class _Integers(dict[int, bytes]):
    """Integers and how they are encoded."""

    def __missing__(self, number: int) -> bytes:
        encoded: bytes = cbor2.dumps(number)
        self[number] = encoded
        return encoded


def entry_words(entry: SearchEntry) -> tuple[list[str], ...]:
    """Return the words of the content of an entry, and of each field."""
    return tuple(map(split_text, (entry.result.content, entry.about, entry.pairs, entry.result.title)))


def find_postings(entries: Iterable[Sequence[list[str]]], forms: Forms) -> Postings:
    """Return the postings of every word. ``entries`` are the words of each: see :func:`entry_words`."""
    postings: Postings = defaultdict(list)
    before: dict[WordForm, int] = defaultdict(int)
    integers = _Integers()
    for number, (content, *fields) in enumerate(entries):
        places: dict[WordForm, Places] = defaultdict(list)
        for place, word in enumerate(content):
            for form, weight in forms[word]:
                places[form].append((weight, place))
        named: dict[WordForm, Places] = defaultdict(list)
        for index, words in enumerate(fields):
            for place, word in enumerate(words):
                for form, _ in forms[word]:
                    named[form].append((index, place))
        for form in places | named:
            content_places = _encode_places(places[form], integers) if form in places else _NOWHERE
            named_places = _encode_places(named[form], integers) if form in named else _NOWHERE
            postings[form].append(b"\x83" + integers[number - before[form]] + content_places + named_places)
            before[form] = number
    return postings


def _encode_places(places: Places, integers: _Integers) -> bytes:
    if len(places) == 1:  # as in most cases
        mark, place = places[0]
        return b"\x82" + integers[-mark - 1] + integers[place]
    packed = pack_places(places)
    return _array_head(len(packed)) + b"".join([integers[number] for number in packed])


def pack_places(places: Places) -> list[int]:
    """Return places as the index has them, grouped by weight or by field. A negative number begins a group, and each
    place is counted from the one before it.

    >>> pack_places([(24, 3), (24, 5), (12, 4)])
    [-13, 4, -25, 3, 2]
    """
    packed: list[int] = []
    group = before = -1
    for mark, place in sorted(places):
        if mark == group:
            packed.append(place - before)
        else:
            packed += (-mark - 1, place)
            group = mark
        before = place
    return packed


def cut_chunks(postings: Postings) -> Iterator[tuple[str, str, bytes]]:
    """Yield the chunks of a block, each with its first and last word, sorted. A chunk is an array with an array of
    words; a word is an array of its text, its postings, and an array of variants, which have no variants."""
    words: dict[str, list[WordForm]] = defaultdict(list)
    for form in sorted(postings):
        words[form.word].append(form)
    parts: list[bytes] = []
    size, first = 0, ""
    for count, (word, variants) in enumerate(words.items(), start=1):
        first = word if not parts else first
        plain = postings[variants.pop(0)] if not variants[0].variant else []
        accented = [b"\x82" + _encode_word(each.variant, postings[each]) for each in variants]
        parts.append(b"\x83" + _encode_word(word, plain) + _encode_array(accented))
        size += len(parts[-1])
        if size >= CHUNK_SIZE or count == len(words):
            yield first, word, b"\x81" + _encode_array(parts)
            parts, size = [], 0


def _encode_word(word: str, postings: list[bytes]) -> bytes:
    encoded: bytes = cbor2.dumps(word)
    return encoded + _encode_array(postings)


def _encode_array(parts: list[bytes]) -> bytes:
    return _array_head(len(parts)) + b"".join(parts)


def _array_head(length: int) -> bytes:
    """Return the first bytes of an array."""
    return bytes([0x80 + length]) if length < 24 else b"\x99" + length.to_bytes(2, "big")
