"""``explain``: the same stages as a build, asked about one thing."""

import json
from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.cli import run
from generator.commands.explain import explain
from generator.model.results.explanation import (
    Explanation,
    FileExplanation,
    ItemExplanation,
    LeftOutExplanation,
)
from generator.reports.explanation import as_json, lines
from tests.support.site_kit import Site, article

BASE = "https://x.example/under/"
PAGE = "2024/05/01/the-escapement/index.html"


@pytest.fixture
def clocks(tmp_path: Path) -> Site:
    """Articles about clocks: one that names another, one twice, one that is withdrawn, one that is broken."""
    site = Site(tmp_path, overrides={"site": {"base_url": BASE}})
    named = {"title": "The dial", "webUrl": "https://paper.example/dial", "type": "article"}
    site.record("_news/escapement.md", article("escapement", quality=80, heat=20, related=[named]))
    site.record("_news/dial.md", article("dial", publishedDateTime="2024-05-07T10:00:00Z"))
    site.record("_news/again.md", article("dial", publishedDateTime="2024-05-08T10:00:00Z"))
    site.record("_news/spring.md", article("spring", title="An escapement with a spring", topics=["Springs"]))
    site.record("_news/gone.md", article("gone", removed=True))
    site.write("_news/broken.md", "---\ntitle: [\n---\n")
    site.write("_data/topics/1-clocks.yaml", "name: Clocks\nparent: Things\n")
    site.write("_data/topics/2-things.yaml", "name: Things\n")
    return site


def told(site: Site, target: str) -> Explanation:
    return explain(site.options(offline=True), target)


@pytest.mark.parametrize(
    "target",
    [
        PAGE,
        "2024/05/01/the-escapement/",
        "/2024/05/01/the-escapement/",
        f"{BASE}2024/05/01/the-escapement/?from=mail#top",
        "/under/2024/05/01/the-escapement/",
        "_news/escapement.md",
        "https://paper.example/escapement",
        "https://PAPER.example/escapement?utm_source=feed",
    ],
)
def test_an_item_has_many_names(clocks: Site, target: str) -> None:
    found = told(clocks, target)
    assert isinstance(found, ItemExplanation)
    assert (found.record, found.output) == ("_news/escapement.md", PAGE)


def test_an_item_may_be_named_by_the_files_themselves(clocks: Site) -> None:
    for target in (clocks.content / "_news/escapement.md", clocks.output / PAGE):
        assert isinstance(told(clocks, str(target)), ItemExplanation)


def test_a_score_is_explained_by_its_parts(clocks: Site) -> None:
    found = told(clocks, PAGE)
    assert isinstance(found, ItemExplanation)
    standing = found.standing
    assert (standing.promotion, standing.quality, standing.heat, standing.age) == (3.0, 1.6, 0.2, -2.0)
    assert (standing.place, standing.of, standing.shown) == (2, 3, 2)


def test_topics_and_related_items_are_explained_with_reasons(clocks: Site) -> None:
    found = told(clocks, PAGE)
    assert isinstance(found, ItemExplanation)
    assert found.topics == (
        ("Clocks", "listed in the record first: the main topic"),
        ("Things", "parent of Clocks"),
    )
    assert found.provider == "The Paper (paper.example)"
    first, second = found.related
    assert (first.title, first.named, first.topics) == ("The dial", True, ("clocks",))
    assert (second.title, second.named, second.words) == (
        "An escapement with a spring",
        False,
        ("escapement",),
    )
    assert second.likeness > 0


def test_files_that_show_an_item_are_those_that_a_build_writes(clocks: Site) -> None:
    found = told(clocks, PAGE)
    assert isinstance(found, ItemExplanation)
    clocks.build()
    address = b"/under/2024/05/01/the-escapement/"
    showing = {
        path
        for path, data in clocks.tree().items()
        if (address in data or b"https://paper.example/escapement" in data)
        and not path.startswith(("search/", "sitemap"))
    }
    assert {each.path for each in found.outputs} == showing
    parts = {each.path: each.part for each in found.outputs}
    assert parts[PAGE] == "itself"
    assert parts["topics/clocks/index.html"] == "cards"
    assert parts["2024/05/07/the-dial/index.html"] == "related"


def test_nothing_is_written(clocks: Site) -> None:
    before = set(clocks.folder.rglob("*"))
    told(clocks, PAGE)
    assert set(clocks.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("target", "reason"),
    [("_news/again.md", "duplicate"), ("_news/gone.md", "withdrawn"), ("_news/broken.md", "faulty")],
)
def test_a_record_that_is_not_built_says_why(clocks: Site, target: str, reason: str) -> None:
    found = told(clocks, target)
    assert isinstance(found, LeftOutExplanation)
    assert found.reason == reason
    assert bool(found.notes) == (reason != "withdrawn")


def test_a_record_that_replaces_a_duplicate_is_explained(clocks: Site) -> None:
    found = told(clocks, "_news/dial.md")
    assert isinstance(found, ItemExplanation)
    assert found.notes == ("replaces _news/again.md, a record of the same article",)


def test_a_list_is_explained_by_content_and_settings(clocks: Site) -> None:
    for target in ("topics/clocks/", f"{BASE}topics/clocks/"):
        found = told(clocks, target)
        assert isinstance(found, FileExplanation)
        assert found.title == "Clocks"
        assert ("cards", 2, ("The dial", "The escapement")) in found.holds
        assert ("lists.page_size", "20") in found.settings
    home = told(clocks, "")
    assert isinstance(home, FileExplanation)
    assert ("rank.half_life", "3.0") in home.settings
    feed = told(clocks, "feed.atom")
    assert isinstance(feed, FileExplanation)
    assert ("feeds.entries", "50") in feed.settings


def test_a_file_that_shows_nothing_of_ours_is_named(clocks: Site) -> None:
    found = told(clocks, "robots.txt")
    assert isinstance(found, FileExplanation)
    assert (found.kind, found.holds, found.settings) == ("text", (), ())


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("_news/escapment.md", "_news/escapement.md"),
        ("topics/clock/", "topics/clocks/index.html"),
        ("https://paper.example/escapemen", "https://paper.example/escapement"),
    ],
)
def test_an_unknown_target_is_refused_with_a_suggestion(clocks: Site, target: str, near: str) -> None:
    with pytest.raises(SettingsError, match="nothing called") as caught:
        told(clocks, target)
    assert caught.value.hint == f"Did you mean {near}?"


def test_every_explanation_has_lines_and_json(clocks: Site) -> None:
    for target in (PAGE, "topics/clocks/", "_news/again.md", "index.html", "feed.rss", "robots.txt"):
        found = told(clocks, target)
        assert all(list(lines(found))[:1])
        assert json.loads(as_json(found))["what"] in ("item", "file", "left out")


def test_the_command_prints_both_forms(clocks: Site, capsys: pytest.CaptureFixture[str]) -> None:
    given = [f"--{name}={getattr(clocks, name)}" for name in ("content", "output", "cache")]
    assert run(["explain", "_news/escapement.md", *given]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The escapement\n")
    assert "Score 2.80 half-lives: rank 2 of 3" in said
    assert run(["explain", "_news/escapement.md", "--format", "json", *given]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "The escapement"
    assert run(["explain", "nowhere", *given]) == 1


@pytest.fixture
def retitled(tmp_path: Path) -> Site:
    """A site with a ledger, whose items have other titles, or no longer the same URL, than when they were published."""
    site = Site(tmp_path, overrides={"site": {"base_url": BASE}})
    site.write("site.toml", '[feeds]\nledger = "ledger.tsv"\n')
    site.record("_news/heron.md", article("heron"))
    site.record("_news/egret.md", article("egret"))
    site.build()
    site.record("_news/heron.md", article("heron", title="A wholly new title"))
    site.build()
    return site


def test_a_page_that_the_ledger_keeps_in_place_is_found_there(retitled: Site) -> None:
    page = "2024/05/01/the-heron/index.html"
    assert page in retitled.tree()
    for target in ("_news/heron.md", page, f"{BASE}2024/05/01/the-heron/"):
        found = told(retitled, target)
        assert isinstance(found, ItemExplanation)
        assert (found.title, found.output) == ("A wholly new title", page)


def test_all_that_explain_names_has_been_built(retitled: Site) -> None:
    for target in ("_news/heron.md", "_news/egret.md"):
        found = told(retitled, target)
        assert isinstance(found, ItemExplanation)
        assert {found.output, *[each.path for each in found.outputs]} <= retitled.tree().keys()


def test_a_page_without_an_item_that_the_ledger_redirects_is_explained(retitled: Site) -> None:
    (retitled.content / "_news/egret.md").unlink()
    ledger = retitled.content / "ledger.tsv"
    lines_before = ledger.read_text("utf-8").splitlines(keepends=True)
    egret = next(line for line in lines_before if "/egret" in line)
    ledger.write_text(
        "".join(lines_before).replace(egret, egret.rstrip("\n") + "\tto topics/clocks/\n"), "utf-8"
    )
    retitled.build()
    page = "2024/05/01/the-egret/index.html"
    assert page in retitled.tree()
    assert isinstance(told(retitled, page), FileExplanation)


def test_lists_of_words_and_settings_are_shown_as_an_owner_writes_them(site: Site) -> None:
    site.write("site.toml", "[api]\nenabled = true\n")
    site.record("_news/a.md", article("a", tags=["Tin", "Copper"]))
    site.build()
    (document,) = [path for path in site.tree() if path.startswith("api/items/")]
    found = explain(site.options(), document)
    assert isinstance(found, FileExplanation)
    assert ("tags", 2, ("Tin", "Copper")) in found.holds
    shown = explain(site.options(), "feed.rss")
    assert isinstance(shown, FileExplanation)
    assert ("feeds.formats", "['rss', 'atom', 'json']") in shown.settings
    assert ("feeds.opml", "true") in shown.settings
