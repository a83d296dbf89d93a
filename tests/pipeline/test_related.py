"""Sidebars that another process works out while this one plans: the site is the one that is built alone."""

import os

import pytest

import generator.pipeline.related as relating
from generator.base.concurrency.pool import can_fork
from generator.pipeline.related import CachedRelatedFinder
from tests.support.site_kit import Site, article, difference

pytestmark = pytest.mark.skipif(not can_fork(), reason="NO FORK: nothing is done aside on this system")

WORDS = ("loom", "kiln", "bees", "tide", "sock", "lamp", "dam")


@pytest.fixture
def answers(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A site of sixty articles, built once, of which even the smallest change is worked out aside. Returns whether the
    other process had an answer, each time that it was asked."""
    monkeypatch.setattr(relating, "SMALL", 0)
    heard: list[bool] = []
    finish = CachedRelatedFinder._finish

    def listen(finder: CachedRelatedFinder) -> object:
        found = finish(finder)
        heard.append(finder._answer is not None)
        return found

    monkeypatch.setattr(CachedRelatedFinder, "_finish", listen)
    site.given["workers"] = 2
    for number in range(60):
        title = f"The {WORDS[number % 7]} and the {WORDS[number % 5]} number {number}"
        file = site.record(f"_news/{number}.md", article(f"n{number}", title=title))
        os.utime(file, (1_700_000_000, 1_700_000_000))  # old enough for its stamp to be believed
    site.build()
    assert not heard, "a build from nothing makes them all here"
    return heard


def retitle(site: Site) -> None:
    file = site.content / "_news" / "7.md"
    file.write_text(file.read_text("utf-8").replace("number 7", "and the kiln in winter"), "utf-8")


def test_a_changed_title_is_worked_out_aside_and_comes_out_the_same(site: Site, answers: list[bool]) -> None:
    retitle(site)
    assert site.build().counts.written
    assert answers == [True]
    assert not difference(site.clean(), site.tree())
    assert site.build().settled


def test_an_article_that_goes_and_one_that_comes(site: Site, answers: list[bool]) -> None:
    (site.content / "_news" / "9.md").unlink()
    site.record("_news/new.md", article("new", title="A new loom for the bees"))
    site.build()
    assert answers == [True]
    assert not difference(site.clean(), site.tree())


def test_where_the_other_process_knows_nothing_all_is_done_here(site: Site, answers: list[bool]) -> None:
    for store in site.cache.glob("sidebars-*"):
        store.unlink()
    retitle(site)
    site.build()
    assert answers == [False]
    assert not difference(site.clean(), site.tree())
