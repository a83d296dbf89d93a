"""Packs have the texts of all results in order, in few files; the description tells which file has which."""

import gzip
import json

import msgspec

from generator.model.views.search import SearchEntry
from generator.render.search.packs import DESCRIPTION, PACK_SIZE, pack_files
from tests.render.search.entries import make_entries


def long_entries(count: int, size: int) -> list[SearchEntry]:
    return [
        msgspec.structs.replace(entry, result=msgspec.structs.replace(entry.result, content="word " * size))
        for entry in make_entries(count)
    ]


def test_packs_have_all_results_in_order() -> None:
    entries = long_entries(90, 100)
    files = pack_files(entries)
    packs = json.loads(files[DESCRIPTION])["packs"]
    assert files.keys() == {DESCRIPTION, *(name for _, name in packs)}
    assert 2 < len(packs) < 10
    urls: list[str] = []
    for first, name in packs:
        assert first == len(urls)
        pack = gzip.decompress(files[name])
        assert len(pack) < PACK_SIZE + 1_000
        urls += [each["url"] for each in json.loads(pack)]
    assert urls == [entry.result.url for entry in entries]


def test_a_long_text_is_in_a_pack_of_its_own() -> None:
    entries = long_entries(3, PACK_SIZE)
    assert len(pack_files(entries)) == 3 + 1


def test_the_description_counts_the_values_of_filters() -> None:
    files = pack_files(make_entries(3))
    about = json.loads(files[DESCRIPTION])
    assert about["items"] == 3
    assert about["filters"]["year"] == {"2000": 1, "2001": 1, "2002": 1}


def test_a_result_shows_the_words_that_were_counted() -> None:
    (entry,) = make_entries(1)
    text = "as\u200b they \u200b are counted"
    files = pack_files(
        [msgspec.structs.replace(entry, result=msgspec.structs.replace(entry.result, content=text))]
    )
    name = next(path for path in files if path.endswith(".pack"))
    assert json.loads(gzip.decompress(files[name])) == [
        {
            "url": "/2024/item-0/",
            "title": "The kettle 0",
            "content": "as they are counted",
            "date": "2024-05-00",
        }
    ]
