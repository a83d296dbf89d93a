"""The files of a block are the same for the same entries, and each is named by another."""

import json
from typing import Any
from urllib.parse import urljoin

import pytest

from generator.render.search.block_files import block_files, script_files
from generator.render.search.file_format import decode_file
from generator.render.search.pagefind import find_executable
from generator.render.search.word_forms import ENTRY
from tests.render.search.entries import make_entries

BINARY = find_executable()
pytestmark = pytest.mark.skipif(
    BINARY is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    assert BINARY is not None
    return block_files(BINARY, make_entries(), "en")


def test_the_same_entries_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert BINARY is not None
    assert all(block_files(BINARY, make_entries(), "en") == files for _ in range(3))


def test_every_file_is_named_by_another(files: dict[str, bytes]) -> None:
    about = json.loads(files[ENTRY])["languages"]["en"]
    assert about["page_count"] == 40
    meta = decode_file(files[f"pagefind.{about['hash']}.pf_meta"])
    version, pages, chunks, filters, sorts, fields = meta
    named = {f"index/{name}.pf_index" for *_, name in chunks}
    named |= {f"filter/{name}.pf_filter" for _, name in filters}
    assert version == json.loads(files[ENTRY])["version"]
    assert [name for name, _ in pages] == [str(number) for number in range(40)]
    assert {count for _, count in pages} == {len(make_entries()[0].result.content.split())}
    assert [name for name, _ in filters] == ["topic", "year"]
    assert sorts == []
    assert fields == ["about", "pairs", "title"]
    assert named | {ENTRY, "pagefind-worker.js", f"pagefind.{about['hash']}.pf_meta"} == files.keys()


def test_chunks_are_named_by_their_first_and_last_word(files: dict[str, bytes]) -> None:
    about = json.loads(files[ENTRY])["languages"]["en"]["hash"]
    for first, last, name in decode_file(files[f"pagefind.{about}.pf_meta"])[2]:
        (words,) = decode_file(files[f"index/{name}.pf_index"])
        assert (words[0][0], words[-1][0]) == (first, last)


def test_a_filter_has_the_entries_of_each_value(files: dict[str, bytes]) -> None:
    filters = [decode_file(data) for path, data in files.items() if path.startswith("filter/")]
    values: dict[str, dict[str, Any]] = {name: dict(pairs) for name, pairs in filters}
    assert list(values["year"]) == [f"{2000 + number}" for number in range(40)]
    assert values["topic"]["Topic 8"] == [8, 17, 26, 35]


@pytest.mark.parametrize(("language", "wasm"), [("en", "wasm.en.pagefind"), ("tlh", "wasm.unknown.pagefind")])
def test_all_blocks_share_the_scripts(language: str, wasm: str) -> None:
    assert BINARY is not None
    assert script_files(BINARY, language).keys() == {"pagefind.js", "pagefind-worker.js", wasm}
    files = block_files(BINARY, make_entries(1), language)
    named = json.loads(files[ENTRY])["languages"][language]["wasm"]
    assert urljoin("https://x.example/search/pagefind/0-3/", f"wasm.{named}.pagefind") == (
        f"https://x.example/search/pagefind/{wasm}"
    )
    assert files["pagefind-worker.js"] == b'importScripts("../pagefind-worker.js")\n'
