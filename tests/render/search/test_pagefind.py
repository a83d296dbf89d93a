"""Pagefind is started, fed and read; its failures are errors with a message."""

import json
from pathlib import Path

import pytest

from generator.base.errors import SearchIndexError
from generator.render.search.pagefind import build_index, find_executable, index_text
from generator.render.search.word_forms import ENTRY

BINARY = find_executable()
pytestmark = pytest.mark.skipif(
    BINARY is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)


def test_an_index_has_every_page() -> None:
    assert BINARY is not None
    pages = [{"url": str(number), "content": "a kettle", "language": "en"} for number in range(5)]
    assert json.loads(build_index(BINARY, pages)[ENTRY])["languages"]["en"]["page_count"] == 5
    assert json.loads(index_text(BINARY, "a kettle", "en")[ENTRY])["languages"]["en"]["page_count"] == 1


def test_a_long_text_is_sent_and_read() -> None:
    assert BINARY is not None
    files = index_text(BINARY, " ".join([f"word{number}" for number in range(100_000)]), "en")
    assert sum(path.startswith("index/") for path in files) > 1


def test_a_missing_binary_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="cannot start"):
        index_text(tmp_path / "nothing", "a kettle", "en")


@pytest.mark.parametrize("script", ["exit 0", "head -c 50 > /dev/null; exit 3"])
def test_a_binary_that_exits_early_is_an_error(tmp_path: Path, script: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(SearchIndexError, match="exited early"):
        index_text(program, "a kettle " * 300_000, "en")


def test_what_the_binary_says_is_in_the_error() -> None:
    assert BINARY is not None
    with pytest.raises(SearchIndexError, match=r"cannot build the search index: .+"):
        build_index(BINARY, [{"url": 7}])
