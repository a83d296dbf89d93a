"""Related items across builds: what is loaded and saved changes no byte of the site."""

import os

import pytest

from tests.support.site_kit import Site, article, difference

WORDS = ("loom", "kiln", "bees", "tide", "sock", "lamp", "dam")


@pytest.fixture(params=[1, 2])
def sixty(site: Site, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site of sixty articles, built once, with one or two processes even for the smallest change."""
    monkeypatch.setattr("generator.organise.related.PARALLEL_ROWS", 0)
    monkeypatch.setattr("generator.organise.related.CHUNK_ROWS", 2)
    site.given["workers"] = request.param
    for number in range(60):
        title = f"The {WORDS[number % 7]} and the {WORDS[number % 5]} number {number}"
        file = site.record(f"_news/{number}.md", article(f"n{number}", title=title))
        os.utime(file, (1_700_000_000, 1_700_000_000))  # old enough for its stamp to be believed
    site.build()
    return site


def retitle(site: Site) -> None:
    file = site.content / "_news" / "7.md"
    file.write_text(file.read_text("utf-8").replace("number 7", "and the kiln in winter"), "utf-8")


def test_a_changed_title_gives_the_site_of_a_clean_build(sixty: Site) -> None:
    retitle(sixty)
    assert sixty.build().counts.written
    assert not difference(sixty.clean(), sixty.tree())
    assert sixty.build().settled


def test_an_article_that_goes_and_one_that_comes(sixty: Site) -> None:
    (sixty.content / "_news" / "9.md").unlink()
    sixty.record("_news/new.md", article("new", title="A new loom for the bees"))
    sixty.build()
    assert not difference(sixty.clean(), sixty.tree())


def test_a_lost_cache_changes_no_byte(sixty: Site) -> None:
    for store in sixty.cache.glob("sidebars-*"):
        store.unlink()
    retitle(sixty)
    sixty.build()
    assert not difference(sixty.clean(), sixty.tree())
