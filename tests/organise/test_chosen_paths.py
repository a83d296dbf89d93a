"""Permalinks and aliases of records."""

from collections.abc import Mapping

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.ledger import Ledger, LedgerEntry
from generator.model.record import Record
from generator.model.settings import Settings, SiteSettings
from generator.model.site_data import SiteData
from generator.normalise.item import normalise
from generator.organise.catalogue import organise


def item(name: str, **fields: object) -> Item:
    head = {
        "title": name.title(),
        "originalUrl": f"https://a.example/{name}",
        "publishedDateTime": "2026-01-01",
        **fields,
    }
    found, problems = normalise(Record(f"_news/{name}.md", "news", head, "", ""))
    assert found is not None
    assert problems == ()
    return found


def organised(
    *items: Item, language: str = "en", ledger: Mapping[str, LedgerEntry] | None = None
) -> tuple[Catalogue, tuple[Problem, ...]]:
    settings = Settings(site=SiteSettings(language=language))
    return organise(items, SiteData(), settings, Ledger(ledger or {}, path="ledger.tsv"))


def paths(catalogue: Catalogue) -> dict[str, str]:
    return {each.path: slug for each, slug in zip(catalogue.items, catalogue.slugs, strict=True)}


def test_a_slug_replaces_the_title_and_a_permalink_the_whole_path() -> None:
    catalogue, problems = organised(
        item("a", slug="Rain's Clock"), item("b", permalink="/Guides/b"), item("c")
    )
    assert paths(catalogue) == {
        "_news/a.md": "2026/01/01/rains-clock",
        "_news/b.md": "Guides/b",
        "_news/c.md": "2026/01/01/c",
    }
    assert problems == ()


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("de", "Über Köln: Süßes", "ueber-koeln-suesses"),
        ("de-AT", "ÄRGER", "aerger"),
        ("de", "U\u0308ber", "ueber"),
        ("en", "Über Köln", "uber-koln"),
        ("da", "Smørrebrød på Åen", "smoerrebroed-paa-aaen"),
        ("en", "What’s new, O'Reilly's 'best'?", "whats-new-oreillys-best"),
        ("fr", "L'été", "lete"),
    ],
)
def test_slugs_are_as_people_write_them(language: str, title: str, slug: str) -> None:
    catalogue, _ = organised(item("a", title=title, topics=[title]), language=language)
    assert catalogue.slugs == (f"2026/01/01/{slug}",)
    assert [topic.slug for topic in catalogue.topics] == [slug]


@pytest.mark.parametrize(
    ("permalink", "owner"),
    [
        ("/2026/01/01/a", "_news/a.md"),
        ("/2026/01/01/A", "_news/a.md"),
        ("/topics/ai/", "the site itself"),
        ("/2026/01/", "the site itself"),
        ("/video", "the site itself"),
        ("/x/page/1", "the site itself"),
        ("/404", "the site itself"),
        ("/kept", "https://gone.example/ in the ledger"),
    ],
)
def test_a_permalink_takes_no_path_away(permalink: str, owner: str) -> None:
    ledger = {"https://gone.example/": LedgerEntry("2026-01-01", ("kept",), gone=True)}
    catalogue, (problem,) = organised(item("a"), item("b", permalink=permalink), ledger=ledger)
    assert paths(catalogue)["_news/b.md"] == "2026/01/01/b"
    assert (problem.path, problem.field, problem.severity) == ("_news/b.md", "permalink", "warning")
    assert problem.message.endswith(f"which is that of {owner}: ignored")


def test_of_two_equal_permalinks_the_older_record_has_it() -> None:
    young = item("young", permalink="/x", publishedDateTime="2026-01-02")
    for order in ((item("old", permalink="/x"), young), (young, item("old", permalink="/x"))):
        catalogue, (problem,) = organised(*order)
        assert paths(catalogue) == {"_news/young.md": "2026/01/02/young", "_news/old.md": "x"}
        assert "_news/old.md" in problem.message


def test_aliases_redirect() -> None:
    catalogue, problems = organised(item("a", aliases=["/old/", "post/7.html", "/2026/01/01/a/"]))
    assert [(each.path, each.row) for each in catalogue.redirects] == [("old", 0), ("post/7.html", 0)]
    assert problems == ()


@pytest.mark.parametrize(
    ("alias", "owner"),
    [("/2026/01/01/a", "_news/a.md"), ("/topics/", "the site itself"), ("/c", "_news/a.md")],
)
def test_an_alias_takes_no_path_away(alias: str, owner: str) -> None:
    catalogue, (problem,) = organised(item("a", aliases=["/c"]), item("b", aliases=[alias]))
    assert [each.path for each in catalogue.redirects] == ["c"]
    assert (problem.path, problem.field) == ("_news/b.md", "aliases")
    assert f"which is that of {owner}" in problem.message


def test_an_explicit_choice_comes_before_the_ledger_and_leaves_a_redirect() -> None:
    ledger = {
        f"https://a.example/{name}": LedgerEntry("2026-01-01", (f"2026/01/01/{name}",)) for name in "abc"
    }
    catalogue, _ = organised(
        item("a", permalink="/x"), item("b", slug="y"), item("c", title="Other"), ledger=ledger
    )
    assert paths(catalogue) == {
        "_news/a.md": "x",
        "_news/b.md": "2026/01/01/y",
        "_news/c.md": "2026/01/01/c",
    }
    assert {each.path for each in catalogue.redirects} == {"2026/01/01/a", "2026/01/01/b"}
