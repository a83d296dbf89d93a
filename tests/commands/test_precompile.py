"""What is compiled once for a checkout, as pip does for a package."""

import sys
from pathlib import Path

import pytest

from generator.commands.precompile import precompile
from generator.render.html import template_cache as kept
from generator.render.html.theme import load_theme, shipped_theme
from tests.support.site_kit import Site


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder beside our code, moved to where the test may write."""
    folder = tmp_path / "beside"
    for module in (
        "generator.render.html.template_cache.SHIPPED_CACHE",
        "generator.commands.precompile.SHIPPED_CACHE",
    ):
        monkeypatch.setattr(module, folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return folder


def test_every_shipped_template_is_compiled(beside: Path) -> None:
    assert precompile()
    stores = [file for file in beside.iterdir() if file.suffix != ".names"]
    assert len(stores) == len(load_theme([shipped_theme()]).templates)


def test_a_build_after_precompiling_compiles_no_shipped_template(
    beside: Path, small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = small_site.clean()
    precompile()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(kept, "store_compiled", refuse)
    assert small_site.clean() == without


def test_a_build_writes_no_bytecode_if_python_forbids_it(beside: Path, small_site: Site) -> None:
    small_site.build()
    assert not beside.exists()
    assert list((small_site.cache / "templates").iterdir())


def test_damaged_precompiled_files_are_ignored(beside: Path, small_site: Site) -> None:
    without = small_site.clean()
    precompile()
    for file in beside.iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    assert small_site.clean() == without


def refuse(file: Path, *_: object) -> None:
    assert file.suffix == ".form", "something was compiled though it was compiled before"
