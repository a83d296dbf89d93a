"""The template cache returns what was stored for the same code, from the first folder that has it."""

import sys
from pathlib import Path

import pytest

from generator.base.errors import TemplateError
from generator.render.html import template_cache
from generator.render.html.template_cache import (
    cached_references,
    is_shipped,
    load_compiled,
    store_compiled,
)
from generator.render.html.theme import shipped_theme

SHIPPED_FILE = f"{shipped_theme().as_posix()}/base.html"


@pytest.fixture(autouse=True)
def shipped_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Move the cache of shipped templates into the test's folder."""
    folder = tmp_path / "shipped"
    monkeypatch.setattr(template_cache, "SHIPPED_CACHE", folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def test_only_files_of_the_shipped_theme_are_shipped() -> None:
    assert is_shipped(SHIPPED_FILE)
    assert not is_shipped("mytheme/base.html")
    assert not is_shipped(f"{shipped_theme().as_posix()}-copy/base.html")


@pytest.mark.parametrize(("ours", "place"), [(True, "shipped"), (False, "site")])
def test_an_entry_is_stored_in_the_preferred_folder(tmp_path: Path, ours: bool, place: str) -> None:
    store_compiled(tmp_path / "site", ours, "key", b"salt", b"body")
    assert [file.parent.name for file in tmp_path.glob("*/key")] == [place]
    assert load_compiled(tmp_path / "site", ours, "key", b"salt") == b"body"
    assert load_compiled(tmp_path / "site", ours, "key", b"other code") is None
    assert load_compiled(tmp_path / "site", ours, "other key", b"salt") is None


def test_an_entry_in_the_place_of_another_is_not_used(tmp_path: Path) -> None:
    site = tmp_path / "site"
    store_compiled(site, False, "key", b"salt", b"body")
    (site / "key").rename(site / "other key")
    assert load_compiled(site, False, "other key", b"salt") is None


def test_the_site_folder_is_used_if_python_must_not_write_bytecode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    store_compiled(tmp_path / "site", True, "key", b"salt", b"body")
    assert [file.parent.name for file in tmp_path.glob("*/key")] == ["site"]
    assert load_compiled(tmp_path / "site", True, "key", b"salt") == b"body"


def test_nothing_is_stored_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store_compiled(tmp_path / "file" / "site", False, "key", b"salt", b"body")
    assert load_compiled(tmp_path / "file" / "site", False, "key", b"salt") is None


@pytest.mark.parametrize(
    ("source", "references"),
    [('{% include "b.html" %}', frozenset({"b.html"})), ("{% include x %}", None), ("text", frozenset())],
)
def test_a_template_is_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, references: frozenset[str] | None
) -> None:
    assert cached_references(tmp_path / "site", b"salt")("a.html", source, "mytheme/a.html") == references
    monkeypatch.setattr("generator.render.html.template_deps.find_references", None)
    assert cached_references(tmp_path / "site", b"salt")("a.html", source, "mytheme/a.html") == references


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    cached_references(tmp_path / "site", b"salt", may_write=False)("a.html", "text", "mytheme/a.html")
    assert not (tmp_path / "site").exists()


def test_a_syntax_error_is_not_cached(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(TemplateError, match=r"mytheme/a\.html:1"):
            cached_references(tmp_path / "site", b"salt")("a.html", "{% include %}", "mytheme/a.html")
