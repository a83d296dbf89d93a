"""Indexes: everything that is named is in its order, and can be told apart."""

from collections.abc import Callable

import msgspec
import pytest

from generator.model.catalogue import Provider, Topic
from generator.model.pages import SubscribePage
from generator.plan.edition import Edition
from generator.plan.indexes import index_pages

Make = Callable[..., Edition]

PROVIDERS = (
    Provider("b.example", "The Sun", "b.example", (0,)),
    Provider("a.example", "The Sun", "a.example", (1, 2)),
    Provider(
        "tube.example", "tube.example", "tube.example", (0, 1, 3), parts=("tube.example/z", "tube.example/zz")
    ),
    Provider("tube.example/z", "Ada", "tube.example", (0, 1)),
    Provider("tube.example/zz", "Undated", "tube.example", (3,)),
)


def subscribe(edition: Edition) -> SubscribePage:
    pages = [page.page for page in index_pages(edition) if isinstance(page.page, SubscribePage)]
    assert len(pages) == 1
    return pages[0]


def with_providers(edition: Edition) -> Edition:
    catalogue = msgspec.structs.replace(edition.catalogue, providers=PROVIDERS, provider_of=("",) * 4)
    return Edition(catalogue, edition.images, edition.settings)


def test_the_feeds_page_lists_providers_as_their_own_page_does(make_edition: Make) -> None:
    groups = dict(subscribe(with_providers(make_edition(3, 1))).groups)
    assert [(feed.title, feed.note, feed.depth) for feed in groups["Providers"]] == [
        ("The Sun", "a.example", 0),
        ("The Sun", "b.example", 0),
        ("tube.example", "", 0),
        ("Ada", "", 1),
    ]
    assert groups["Providers"][3].rss == "https://x.example/feed/providers/tube.example/z/feed.rss"
    assert groups["Everything"][0].atom == "https://x.example/feed/feed.atom"


def test_the_feeds_page_names_the_largest_providers(
    make_edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.plan.indexes.FEED_PROVIDERS", 2)
    groups = dict(subscribe(with_providers(make_edition(3, 1))).groups)
    assert [feed.title for feed in groups["Providers"]] == ["The Sun", "tube.example"]


def test_topics_stand_under_their_parents(make_edition: Make) -> None:
    edition = make_edition(2)
    topics = (
        Topic("a", "A", "", "", ("b",), (0, 1)),
        Topic("c", "C", "", "", (), (1,)),
        Topic("b", "B", "", "a", (), (0,)),
    )
    catalogue = msgspec.structs.replace(edition.catalogue, topics=topics, topics_of=((), ()))
    groups = dict(subscribe(Edition(catalogue, edition.images, edition.settings)).groups)
    assert [(feed.title, feed.depth) for feed in groups["Topics"]] == [("A", 0), ("B", 1), ("C", 0)]
