"""Pagefind is started, fed and read; its failures are errors with a message."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.base.errors import SearchIndexError
from generator.render.search.canonical import ENTRY
from generator.render.search.pagefind import build_index, find_executable
from tests.render.search.entries import make_entries

BINARY = find_executable()
pytestmark = pytest.mark.skipif(
    BINARY is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)


def test_an_index_has_every_entry() -> None:
    assert BINARY is not None
    files = build_index(BINARY, make_entries(5), "en")
    assert json.loads(files[ENTRY])["languages"]["en"]["page_count"] == 5
    assert sum(path.startswith("fragment/") for path in files) == 5


def test_a_missing_binary_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="cannot start"):
        build_index(tmp_path / "nothing", make_entries(1), "en")


@pytest.mark.parametrize("script", ["exit 0", "head -c 50 > /dev/null; exit 3"])
def test_a_binary_that_exits_early_is_an_error(tmp_path: Path, script: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(SearchIndexError, match="exited early"):
        build_index(program, make_entries(3000), "en")


def test_an_exception_from_an_entry_is_raised(tmp_path: Path) -> None:
    def failing() -> Any:
        yield make_entries(1)[0]
        raise RuntimeError("no more")

    assert BINARY is not None
    with pytest.raises(RuntimeError, match="no more"):
        build_index(BINARY, failing(), "en")
