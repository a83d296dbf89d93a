"""The search index: the same entries give the same bytes, whatever the hash tables of the process."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from generator.base.errors import SearchIndexError
from generator.model.views.search import SearchEntry
from generator.render.search.canonical import ENTRY, canonical_file
from generator.render.search.cbor import decode_cbor
from generator.render.search.pagefind import build_index, find_executable

BINARY = find_executable()
pytestmark = pytest.mark.skipif(
    BINARY is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)


def entries(count: int = 40) -> list[SearchEntry]:
    return [
        SearchEntry(
            url=f"/2024/item-{number}/#date=2024",
            title=f"The kettle {number}",
            about="Clocks",
            content=f"What there is to say about kettle {number}, <b> & all.",
            filters=(
                ("topic", (f"Topic {number % 9}", f"Topic {number % 7}")),
                ("year", (f"{2000 + number}",)),
            ),
            date=f"2024-05-{number:02}",
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def raw() -> dict[str, bytes]:
    assert BINARY is not None
    return build_index(BINARY, entries(), "en")


def plain(data: bytes) -> Any:
    return decode_cbor(gzip.decompress(data)[len(b"pagefind_dcd") :])


def test_two_runs_give_the_same_bytes(raw: dict[str, bytes]) -> None:
    assert BINARY is not None
    again = [build_index(BINARY, entries(), "en") for _ in range(3)]
    assert any(other.keys() != raw.keys() for other in again), (
        "Pagefind itself is the same now: canonical() may go"
    )
    assert all(canonical_file(other, "en") == canonical_file(raw, "en") for other in again)


def test_every_file_is_named_by_the_one_that_leads_to_it(raw: dict[str, bytes]) -> None:
    files = canonical_file(raw, "en")
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


def test_a_filter_keeps_all_its_values_in_order(raw: dict[str, bytes]) -> None:
    filters = [plain(data) for path, data in canonical_file(raw, "en").items() if path.startswith("filter/")]
    values = {name: dict(pairs) for name, pairs in filters}
    assert list(values["year"]) == [f"{2000 + number}" for number in range(40)]
    assert values["topic"]["Topic 8"] == [8, 17, 26, 35]


def test_a_language_without_a_stemmer_is_searched_without_one() -> None:
    assert BINARY is not None
    assert "wasm.unknown.pagefind" in canonical_file(build_index(BINARY, entries(1), "tlh"), "tlh")


def test_a_form_that_is_not_known_is_refused(raw: dict[str, bytes]) -> None:
    for path in (ENTRY, next(name for name in raw if name.endswith("pf_meta"))):
        for broken in (b"", b"{}", gzip.compress(b"pagefind_dcd\xa0")):
            with pytest.raises(SearchIndexError, match="unknown format"):
                canonical_file({**raw, path: broken}, "en")


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="cannot start"):
        build_index(tmp_path / "nothing", entries(1), "en")


@pytest.mark.parametrize("script", ["exit 0", "head -c 50 > /dev/null; exit 3"])
def test_a_program_that_ends_early_is_a_fault(tmp_path: Path, script: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(SearchIndexError, match="exited early"):
        build_index(program, entries(3000), "en")


def test_what_goes_wrong_with_an_entry_is_told(tmp_path: Path) -> None:
    def failing() -> Any:
        yield entries(1)[0]
        raise RuntimeError("no more")

    assert BINARY is not None
    with pytest.raises(RuntimeError, match="no more"):
        build_index(BINARY, failing(), "en")
