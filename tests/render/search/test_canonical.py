"""The files of a search index are the same for the same entries, whatever the hash tables of the process."""

import gzip
import json
from typing import Any

import cbor2
import pytest

from generator.base.errors import SearchIndexError
from generator.render.search.canonical import ENTRY, canonical_files
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
        "Pagefind is deterministic now: generator.render.search.canonical is not needed any more"
    )
    assert all(canonical_files(other, "en") == canonical_files(raw, "en") for other in again)


def test_every_file_is_named_by_another(raw: dict[str, bytes]) -> None:
    files = canonical_files(raw, "en")
    about = json.loads(files[ENTRY])["languages"]["en"]
    assert about["page_count"] == 40
    meta = plain(files[f"pagefind.{about['hash']}.pf_meta"])
    _, pages, chunks, filters, sorts, fields = meta
    named = {f"fragment/{name}.pf_fragment" for name, _ in pages}
    named |= {f"index/{name}.pf_index" for *_, name in chunks}
    named |= {f"filter/{name}.pf_filter" for _, name in filters}
    assert [name for name, _ in filters] == ["topic", "year"]
    assert [name for name, _ in sorts] == ["date"]
    assert fields == ["about", "title"]
    scripts = {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"}
    assert named | scripts | {ENTRY, f"pagefind.{about['hash']}.pf_meta"} == files.keys()


def test_the_values_of_a_filter_are_sorted(raw: dict[str, bytes]) -> None:
    filters = [plain(data) for path, data in canonical_files(raw, "en").items() if path.startswith("filter/")]
    values = {name: dict(pairs) for name, pairs in filters}
    assert list(values["year"]) == [f"{2000 + number}" for number in range(40)]
    assert values["topic"]["Topic 8"] == [8, 17, 26, 35]


def test_a_language_without_a_stemmer_is_searched_without_one() -> None:
    assert BINARY is not None
    assert "wasm.unknown.pagefind" in canonical_files(build_index(BINARY, make_entries(1), "tlh"), "tlh")


def test_an_unknown_format_is_refused(raw: dict[str, bytes]) -> None:
    for path in (ENTRY, next(name for name in raw if name.endswith("pf_meta"))):
        for broken in (b"", b"{}", gzip.compress(b"pagefind_dcd\xa0")):
            with pytest.raises(SearchIndexError, match="unknown format"):
                canonical_files({**raw, path: broken}, "en")
