"""The up-to-date check: anything that a build reads, when it changes, ends the shortcut."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.pipeline.context import load_context
from generator.pipeline.state import BuildState
from generator.pipeline.up_to_date import report_if_up_to_date
from tests.support.site_kit import Site, article, forget_table, png


@pytest.fixture
def built(site: Site) -> Site:
    site.record("a.md", article("one", images=[{"url": "/assets/a.png"}]))
    site.write("assets/a.png", png(1, 2, 3))
    site.write("_data/topics/a.yaml", "name: Clocks\n")
    for file in site.content.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    site.build()
    return site


def is_up_to_date(site: Site, **options: object) -> bool:
    context = load_context(site.options(**options))
    return report_if_up_to_date(context, BuildState(context)) is not None


def test_a_site_that_was_just_built_is_up_to_date(built: Site) -> None:
    assert is_up_to_date(built)


def remove(*files: Path) -> None:
    for file in files:
        file.unlink()


CHANGES: dict[str, Callable[[Site], object]] = {
    "a record": lambda site: site.edit("a.md", "The one", "The two"),
    "a new record": lambda site: site.record("b.md", article("two")),
    "a removed record": lambda site: remove(site.content / "a.md"),
    "a topic file": lambda site: site.write("_data/topics/a.yaml", "name: Watches\n"),
    "a setting": lambda site: site.write("site.toml", '[site]\ntitle = "T"\n'),
    "an image": lambda site: site.write("assets/a.png", png(4, 5, 6)),
    "a removed image": lambda site: remove(site.content / "assets/a.png"),
    "a changed output": lambda site: (site.output / "index.html").write_text("not ours", "utf-8"),
    "a removed output": lambda site: remove(site.output / "robots.txt"),
    "a lost trace": lambda site: forget_table(site, "trace"),
    "a lost stamp": lambda site: forget_table(site, "stamp"),
    "a template": lambda site: (site.own_templates() / "pages/list.html").write_text("", "utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_ends_the_shortcut(built: Site, change: Callable[[Site], object]) -> None:
    change(built)
    assert not is_up_to_date(built)


@pytest.mark.parametrize("option", ["full", "explain", "strict", "offline"])
def test_options_that_ask_for_more_end_the_shortcut(built: Site, option: str) -> None:
    assert not is_up_to_date(built, **{option: True})
