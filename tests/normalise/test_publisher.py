"""The provider of a record."""

from typing import Any

import pytest

from generator.model.item import ItemImage, Publisher
from generator.normalise.problems import ProblemCollector
from generator.normalise.publisher import normalise_domain, normalise_publisher
from tests.normalise.records import LINK, faulty, item_of


@pytest.mark.parametrize(
    ("provider", "source"),
    [
        ({"name": "N"}, Publisher("N", "news.example")),
        ({"domain": "WWW.A.example."}, Publisher("a.example", "a.example")),
        ({"name": "N", "domain": "https://www.a.example/x"}, Publisher("N", "a.example")),
        ({"name": "N", "domain": "münchen.example"}, Publisher("N", "xn--mnchen-3ya.example")),
        ({}, Publisher("news.example", "news.example")),
        (None, None),
    ],
)
def test_a_provider_is_completed_from_the_link(provider: Any, source: Publisher | None) -> None:
    assert item_of(webUrl=LINK, provider=provider).source == source


@pytest.mark.parametrize(
    ("provider", "field", "source"),
    [
        ("News", "provider", Publisher("News")),
        (["News"], "provider", None),
        ({"name": "N", "domain": "not a host"}, "provider.domain", Publisher("N")),
    ],
)
def test_an_invalid_provider_is_reported(provider: Any, field: str, source: Publisher | None) -> None:
    item, problems = faulty(provider=provider)
    assert item.source == source
    assert [name for _, name in problems] == [field]


def test_logos_and_authors_are_kept_unless_the_provider_is_brief() -> None:
    problems = ProblemCollector("x.md")
    written = {"name": "N", "images": ["/a.png"], "authors": [{"name": "Ada"}]}
    full = normalise_publisher(problems, "provider", written, LINK)
    assert full == Publisher("N", "news.example", (ItemImage("a.png", local=True),), ("Ada",))
    assert normalise_publisher(problems, "provider", written, LINK, brief=True) == Publisher(
        "N", "news.example"
    )
    assert not problems.listed()


@pytest.mark.parametrize(
    ("written", "domain"),
    [("", ""), (None, ""), ("a.example", "a.example"), ("a.example/x", "a.example"), ("a", ""), (5, "")],
)
def test_a_domain_has_a_dot_and_no_path(written: object, domain: str) -> None:
    assert normalise_domain(ProblemCollector("x.md"), "domain", written) == domain


@pytest.mark.parametrize(
    "name", ["cnn.example/us/live", "https://cnn.example/x", "cnn.example?ref=rss", "cnn.example#top"]
)
def test_a_name_that_is_a_url_gives_its_domain(name: str) -> None:
    problems = ProblemCollector("a.md")
    found = normalise_publisher(problems, "provider", {"name": name}, "https://other.example/")
    assert found == Publisher("cnn.example", "cnn.example")
    assert len(problems.listed()) == 1


@pytest.mark.parametrize("name", ["A/B Testing", "24/7", "Who.is?", "C# News", "cnn.example"])
def test_a_name_with_signs_of_a_url_stays(name: str) -> None:
    problems = ProblemCollector("a.md")
    found = normalise_publisher(problems, "provider", {"name": name}, "https://other.example/")
    assert found is not None
    assert found.name == name
    assert problems.listed() == ()
