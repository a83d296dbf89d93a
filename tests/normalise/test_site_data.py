"""Reference data: topics and providers."""

from typing import Any

import pytest

from generator.model.item import ItemImage
from generator.model.record import Record
from generator.model.site_data import ProviderInfo, SiteLink, TopicInfo
from generator.normalise.site_data import UNORDERED, normalise_provider, normalise_topic


def record(path: str, **fields: Any) -> Record:
    return Record(path=path, folder="data", fields=fields, body="", head="")


def test_a_topic_is_ordered_by_its_file_name() -> None:
    path = "_data/topics/03-ai-builder.yaml"
    note, problems = normalise_topic(
        record(
            path,
            name="AI Builder",
            parent="Apps",
            shortname="AI",
            keywords=["ai"],
            hashtags=["#AI"],
            images=["/ai.png"],
        )
    )
    assert problems == ()
    assert note == TopicInfo(
        "AI Builder", 3, "AI", "Apps", ("ai",), ("#AI",), (ItemImage("ai.png", local=True),), path
    )


@pytest.mark.parametrize(
    ("path", "order"),
    [("t/007-x.yaml", 7), ("t/x.yaml", UNORDERED), ("05/x.yaml", UNORDERED), ("t/999999999999-x", UNORDERED)],
)
def test_a_topic_without_a_number_comes_last(path: str, order: int) -> None:
    note, _ = normalise_topic(record(path, name="X"))
    assert note is not None
    assert note.order == order


def test_a_topic_has_a_description_and_links() -> None:
    links = ["https://a.example/", {"title": "B", "url": "https://b.example/"}, {"title": "C"}, "ftp://d"]
    note, problems = normalise_topic(record("t/1-x.yaml", name="X", description=" All of X. ", links=links))
    assert note is not None
    assert note.description == "All of X."
    assert note.links == (SiteLink("https://a.example/"), SiteLink("https://b.example/", "B"))
    assert [problem.field for problem in problems] == ["links[3]"]


def test_a_provider_has_a_website_and_a_feed() -> None:
    fields = {"name": "A", "domain": "a.example", "website": "https://a.example/en", "feed": "a.example/feed"}
    note, problems = normalise_provider(record("o/a.example", **fields))
    assert note is not None
    assert (note.website, note.feed) == ("https://a.example/en", "")
    assert [problem.field for problem in problems] == ["feed"]


def test_a_topic_without_a_name_is_left_out() -> None:
    note, problems = normalise_topic(record("t/1-x.yaml", keywords=5))
    assert note is None
    assert [(problem.severity, problem.field) for problem in problems] == [
        ("error", "name"),
        ("warning", "keywords"),
    ]


def test_the_logos_of_a_provider_are_sorted_by_size() -> None:
    logos = [
        {"url": "/c.png"},
        {"url": "/b.png", "width": "400"},
        {"url": "/a.png", "width": "50", "height": "50"},
    ]
    note, problems = normalise_provider(
        record(
            "_data/organizations/bbc.com.md",
            name="BBC",
            domain="www.BBC.com",
            images=logos,
            description="a &amp; b",
        )
    )
    assert problems == ()
    assert note == ProviderInfo(
        "BBC",
        "bbc.com",
        "a & b",
        (
            ItemImage("a.png", local=True, width=50, height=50),
            ItemImage("b.png", local=True, width=400),
            ItemImage("c.png", local=True),
        ),
        "_data/organizations/bbc.com.md",
    )


@pytest.mark.parametrize(
    ("path", "fields", "domain"),
    [
        ("o/x.md", {"_id": "www.a.example"}, "a.example"),
        ("o/a.example.md", {}, "a.example"),
        ("o/a.example", {"domain": 5}, "a.example"),
    ],
)
def test_a_missing_domain_is_the_id_or_the_file_name(path: str, fields: dict[str, Any], domain: str) -> None:
    note, _ = normalise_provider(record(path, name="A", **fields))
    assert note is not None
    assert note.domain == domain


def test_a_provider_without_name_and_domain_is_left_out_with_both_faults() -> None:
    note, problems = normalise_provider(record("o/x.md"))
    assert note is None
    assert sorted(problem.field for problem in problems) == ["domain", "name"]
