"""The files of a block are the same for the same entries, whatever the hash tables of the process."""

import gzip
import json
from typing import Any
from urllib.parse import urljoin

import cbor2
import pytest

from generator.base.errors import SearchIndexError
from generator.render.search.canonical import ENTRY, block_files, script_files
from generator.render.search.pagefind import build_index, find_executable
from tests.render.search.entries import make_entries

BINARY = find_executable()
pytestmark = pytest.mark.skipif(
    BINARY is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)


@pytest.fixture(scope="module")
def raw() -> dict[str, bytes]:
    assert BINARY is not None
    return build_index(BINARY, make_entries(), "en")


def plain(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data)[len(b"pagefind_dcd") :])


def test_two_runs_give_the_same_bytes(raw: dict[str, bytes]) -> None:
    assert BINARY is not None
    again = [build_index(BINARY, make_entries(), "en") for _ in range(3)]
    assert any(other.keys() != raw.keys() for other in again), (
        "Pagefind is deterministic now: generator.render.search.canonical need not sort any more"
    )
    assert all(block_files(other, "en") == block_files(raw, "en") for other in again)


def test_every_file_is_named_by_another(raw: dict[str, bytes]) -> None:
    files, _ = block_files(raw, "en")
    about = json.loads(files[ENTRY])["languages"]["en"]
    assert about["page_count"] == 40
    meta = plain(files[f"pagefind.{about['hash']}.pf_meta"])
    _, pages, chunks, filters, sorts, fields = meta
    named = {f"index/{name}.pf_index" for *_, name in chunks}
    named |= {f"filter/{name}.pf_filter" for _, name in filters}
    assert [name for name, _ in pages] == [str(number) for number in range(40)]
    assert [name for name, _ in filters] == ["topic", "year"]
    assert sorts == []
    assert fields == ["about", "title"]
    assert named | {ENTRY, "pagefind-worker.js", f"pagefind.{about['hash']}.pf_meta"} == files.keys()


def test_pages_are_numbered_as_their_entries_are(raw: dict[str, bytes]) -> None:
    _, pages = block_files(raw, "en")
    assert [page.url for page in pages] == [str(number) for number in range(40)]
    assert pages[7].content == make_entries()[7].result.content


def test_the_values_of_a_filter_are_sorted(raw: dict[str, bytes]) -> None:
    files, _ = block_files(raw, "en")
    filters = [plain(data) for path, data in files.items() if path.startswith("filter/")]
    values = {name: dict(pairs) for name, pairs in filters}
    assert list(values["year"]) == [f"{2000 + number}" for number in range(40)]
    assert values["topic"]["Topic 8"] == [8, 17, 26, 35]


@pytest.mark.parametrize(("language", "wasm"), [("en", "wasm.en.pagefind"), ("tlh", "wasm.unknown.pagefind")])
def test_all_blocks_share_the_scripts(language: str, wasm: str) -> None:
    assert BINARY is not None
    made = build_index(BINARY, make_entries(1), language)
    assert script_files(made, language).keys() == {"pagefind.js", "pagefind-worker.js", wasm}
    files, _ = block_files(made, language)
    named = json.loads(files[ENTRY])["languages"][language]["wasm"]
    assert urljoin("https://x.example/search/pagefind/0-3/", f"wasm.{named}.pagefind") == (
        f"https://x.example/search/pagefind/{wasm}"
    )
    assert files["pagefind-worker.js"] == b'importScripts("../pagefind-worker.js")\n'


def test_an_unknown_format_is_refused(raw: dict[str, bytes]) -> None:
    for path in (ENTRY, next(name for name in raw if name.endswith("pf_meta"))):
        for broken in (b"", b"{}", gzip.compress(b"pagefind_dcd\xa0")):
            with pytest.raises(SearchIndexError, match="unknown format"):
                block_files({**raw, path: broken}, "en")
    with pytest.raises(SearchIndexError, match="unknown format"):
        script_files({**raw, ENTRY: b"{}"}, "en")
