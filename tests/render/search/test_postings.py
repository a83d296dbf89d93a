"""A block has the words that Pagefind would find, each at the same places in the same entries."""

import gzip
import json
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.views.search import SearchEntry, SearchResult
from generator.render.search.file_format import decode_file
from generator.render.search.pagefind import build_index, find_executable
from generator.render.search.postings import (
    CHUNK_SIZE,
    cut_chunks,
    entry_words,
    find_postings,
    pack_places,
)
from generator.render.search.word_forms import ENTRY, WordForm, look_up_words

BINARY = find_executable()
pytestmark = pytest.mark.skipif(
    BINARY is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)

Index = dict[str, Any]


def entry(content: str, title: str = "", about: str = "", pairs: str = "") -> SearchEntry:
    return SearchEntry(SearchResult("", title, content), about, pairs=pairs)


def index_by_pagefind(entries: list[SearchEntry], language: str) -> Index:
    """Return all words as Pagefind itself indexes the entries."""
    assert BINARY is not None
    pages = [
        {
            "url": f"{number:03}",
            "content": each.result.content,
            "language": language,
            "meta": {"title": each.result.title, "about": each.about, "pairs": each.pairs},
        }
        for number, each in enumerate(entries)
    ]
    files = build_index(BINARY, pages)
    about = json.loads(files[ENTRY])["languages"][language]["hash"]
    _, numbered, chunks, _, _, fields = decode_file(files[f"pagefind.{about}.pf_meta"])
    assert fields == ["about", "pairs", "title"]
    texts = [
        gzip.decompress(files[f"fragment/{name}.pf_fragment"])[len(b"pagefind_dcd") :] for name, _ in numbered
    ]
    urls = [json.loads(text)["url"] for text in texts]
    words = [word for *_, name in chunks for word in decode_file(files[f"index/{name}.pf_index"])[0]]
    return unpack(words, [int(url) for url in urls])


def index_by_us(entries: list[SearchEntry], language: str) -> Index:
    assert BINARY is not None
    words = [entry_words(each) for each in entries]
    forms = look_up_words(
        BINARY, [word for texts in words for text in texts for word in text], language
    ).forms
    chunks = list(cut_chunks(find_postings(words, forms)))
    return unpack([word for *_, body in chunks for word in cbor2.loads(body)[0]], range(len(entries)))


def unpack(words: list[Any], numbers: Sequence[int]) -> Index:
    """Return words and variants with their postings, sorted. ``numbers`` are those of the entries by page."""
    return {
        word: {variant: number_pages(found, numbers) for variant, found in [("", postings), *variants]}
        for word, postings, variants in words
    }


def number_pages(postings: list[Any], numbers: Sequence[int]) -> list[Any]:
    pages = accumulate(page for page, *_ in postings)
    return sorted((numbers[page], *places) for page, (_, *places) in zip(pages, postings, strict=True))


TEXTS = [
    "Kettles, and the kettle: a teapot isn't one — or is it? It's 12,5 °C.",
    "foo-x foo foo foo-y foo y-foo-z a-foo café cafe cafés CAFÉ naïve-café O’Reilly ... !!!",
    "ﬁn ſtraße STRASSE İstanbul 👩‍👩‍👧‍👧 👍🏽ok 1.2.3 C++ c# .NET node.js FooBARBaz iPhone 東京都 กรุงเทพ",
    "&amp; &lt;b&gt; <i>it</i> ___foo __init__ snake_case a/b/c x@y.example https://a.example/b?c=d",
]


@pytest.mark.parametrize("language", ["en", "de", "ja", "tlh"])
def test_words_are_at_the_places_where_pagefind_has_them(language: str) -> None:
    entries = [
        entry(text, TEXTS[at - 1], TEXTS[at - 2], "新幹 幹線" if at else "") for at, text in enumerate(TEXTS)
    ]
    assert index_by_us(entries, language) == index_by_pagefind(entries, language)


letters = st.sampled_from("aàbBsS1 .,-_'’#—é\u0301ßñ東ひк👍\u200d🏽 ")
texts = st.text(letters | st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=30)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.builds(entry, texts.map(lambda text: f"one {text}"), texts, texts, texts), min_size=1, max_size=8
    )
)
def test_any_words_are_where_pagefind_has_them(entries: list[SearchEntry]) -> None:
    plain = [clean(each) for each in entries]
    assert index_by_us(plain, "en") == index_by_pagefind(plain, "en")


def clean(each: SearchEntry) -> SearchEntry:
    """Return an entry without what we treat differently on purpose: zero-width spaces, of which Pagefind indexes a word
    of a field with and without, and words that are commands."""
    content, *fields = (" ".join(text).replace("___", "") for text in entry_words(each))
    about, pairs, title = fields
    return entry(content, title, about, pairs)


def test_places_are_grouped_and_counted_from_the_one_before() -> None:
    assert pack_places([(24, 9), (8, 2), (24, 4), (24, 4), (8, 7)]) == [-9, 2, 5, -25, 4, 0, 5]


@pytest.mark.parametrize("count", [1, 23, 24, 300, 70_000])
def test_chunks_have_all_words_in_order(count: int) -> None:
    pages = 30 if count < 1000 else 1
    postings = {WordForm(f"word{at:05}", ""): [cbor2.dumps([7, [-25, 1], []])] * pages for at in range(count)}
    chunks = list(cut_chunks(postings))
    words = [word for *_, body in chunks for word in cbor2.loads(body)[0]]
    assert words == [[form.word, [[7, [-25, 1], []]] * pages, []] for form in postings]
    for first, last, body in chunks:
        (within,) = cbor2.loads(body)
        assert (within[0][0], within[-1][0]) == (first, last)
    assert all(CHUNK_SIZE <= len(body) < CHUNK_SIZE + 1_000 for *_, body in chunks[:-1])


def test_variants_are_below_their_word_which_may_have_no_postings_itself() -> None:
    postings = {
        WordForm("naiv", "naïve"): [b"\x01"],
        WordForm("cafe", "café"): [b"\x02"],
        WordForm("cafe", ""): [b"\x03"],
    }
    ((first, last, body),) = cut_chunks(postings)
    assert (first, last) == ("cafe", "naiv")
    assert cbor2.loads(body) == [[["cafe", [3], [["café", [2]]]], ["naiv", [], [["naïve", [1]]]]]]
