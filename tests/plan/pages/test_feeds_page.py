"""All feeds on one page and in one outline: everything in its order, and told apart."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from generator.model.catalogue import Provider, Topic
from generator.model.output import Opml, Page
from generator.model.views.pages import SubscribePage
from generator.plan.context import SiteContext
from generator.plan.feeds.specs import plan_feeds
from generator.plan.pages.feeds_page import plan_subscriptions

Make = Callable[..., SiteContext]

PROVIDERS = (
    Provider("b.example", "The Sun", "b.example", (0,)),
    Provider("a.example", "The Sun", "a.example", (1, 2)),
    Provider(
        "tube.example", "tube.example", "tube.example", (0, 1, 3), parts=("tube.example/z", "tube.example/zz")
    ),
    Provider("tube.example/z", "Ada", "tube.example", (0, 1)),
    Provider("tube.example/zz", "Undated", "tube.example", (3,)),
)


def page(context: SiteContext) -> SubscribePage:
    (found,) = [
        each.page for each in plan_subscriptions(context, list(plan_feeds(context))) if isinstance(each, Page)
    ]
    assert isinstance(found, SubscribePage)
    return found


def outlines(context: SiteContext) -> dict[str, list[tuple[int, str, str]]]:
    """Return ``(depth, text, address under the base)`` of every line by path."""
    found = [
        each for each in plan_subscriptions(context, list(plan_feeds(context))) if isinstance(each, Opml)
    ]
    return {
        each.path: [
            (line.depth, line.text, line.feed_url.removeprefix("https://x.example/feed/"))
            for line in each.outlines
        ]
        for each in found
    }


def with_feeds(context: SiteContext, **feeds: Any) -> SiteContext:
    changed = msgspec.structs.replace(context.settings.feeds, **feeds)
    settings = msgspec.structs.replace(context.settings, feeds=changed)
    return SiteContext(context.catalogue, context.images, settings)


def with_providers(context: SiteContext) -> SiteContext:
    catalogue = msgspec.structs.replace(context.catalogue, providers=PROVIDERS, provider_of=("",) * 4)
    return SiteContext(catalogue, context.images, context.settings)


def test_the_feeds_page_lists_providers_as_their_own_page_does(make_context: Make) -> None:
    groups = dict(page(with_providers(make_context(3, 1))).groups)
    assert [(feed.title, feed.note, feed.depth) for feed in groups["Sources"]] == [
        ("The Sun", "a.example", 0),
        ("The Sun", "b.example", 0),
        ("tube.example", "", 0),
        ("Ada", "", 1),
    ]
    assert [(one.format, one.type, one.url) for one in groups["Sources"][3].formats] == [
        ("RSS", "application/rss+xml", "https://x.example/feed/providers/tube.example/z/feed.rss"),
        ("Atom", "application/atom+xml", "https://x.example/feed/providers/tube.example/z/feed.atom"),
        ("JSON", "application/feed+json", "https://x.example/feed/providers/tube.example/z/feed.json"),
    ]
    assert groups["Everything"][0].formats[1].url == "https://x.example/feed/feed.atom"


def test_the_feeds_page_names_the_largest_providers(
    make_context: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.plan.pages.feeds_page.MAX_TERMS", 2)
    groups = dict(page(with_providers(make_context(3, 1))).groups)
    assert [feed.title for feed in groups["Sources"]] == ["The Sun", "tube.example"]


def with_topics(context: SiteContext, *topics: Topic) -> SiteContext:
    catalogue = msgspec.structs.replace(
        context.catalogue, topics=topics, topics_of=((),) * len(context.catalogue.items)
    )
    return SiteContext(catalogue, context.images, context.settings)


TREE = (
    Topic("a", "A", "", "", ("b",), (0, 1)),
    Topic("c", "C", "", "", (), (1,)),
    Topic("b", "B", "", "a", (), (0,)),
)


def test_topics_are_below_their_parents(make_context: Make) -> None:
    groups = dict(page(with_topics(make_context(2), *TREE)).groups)
    assert [(feed.title, feed.depth) for feed in groups["Topics"]] == [("A", 0), ("B", 1), ("C", 0)]


@pytest.mark.parametrize(("most", "named"), [(1, ["A"]), (2, ["A", "C"]), (3, ["A", "B", "C"])])
def test_the_feeds_page_names_the_largest_topics_with_those_above_them(
    make_context: Make, monkeypatch: pytest.MonkeyPatch, most: int, named: list[str]
) -> None:
    monkeypatch.setattr("generator.plan.pages.feeds_page.MAX_TERMS", most)
    tree = (
        Topic("a", "A", "", "", ("b",), (0,)),
        Topic("b", "B", "", "a", (), (0,)),
        Topic("c", "C", "", "", (), (1,)),
    )
    groups = dict(page(with_topics(make_context(2), *tree)).groups)
    assert [feed.title for feed in groups["Topics"]] == named


def test_a_list_without_a_feed_is_not_listed(make_context: Make) -> None:
    only = with_feeds(make_context(3), scopes=("topics",))
    assert [title for title, _ in page(only).groups] == ["Topics"]
    nothing = with_feeds(make_context(3), scopes=())
    assert (page(nothing).groups, page(nothing).opml) == ((), "")
    assert outlines(nothing) == {}


def test_the_outline_has_a_folder_for_each_kind_of_feed(make_context: Make) -> None:
    context = with_topics(make_context(2), *TREE)
    assert outlines(context)["feeds.opml"] == [
        (0, "Radar", "feed.atom"),
        (0, "Top stories", "top.atom"),
        (0, "Daily digest", "daily.atom"),
        (0, "Topics", ""),
        (1, "A", ""),
        (2, "A", "topics/a/feed.atom"),
        (2, "B", "topics/b/feed.atom"),
        (1, "C", "topics/c/feed.atom"),
        (0, "Types", ""),
        (1, "Articles", "article/feed.atom"),
        (0, "Sources", ""),
        (1, "A Paper", "providers/a.example/feed.atom"),
    ]


def test_every_topic_has_an_outline_of_what_is_below_it(make_context: Make) -> None:
    found = outlines(with_topics(make_context(2), *TREE))
    assert found["topics/a/feeds.opml"] == [
        (0, "A", ""),
        (1, "A", "topics/a/feed.atom"),
        (1, "B", "topics/b/feed.atom"),
    ]
    assert found["topics/b/feeds.opml"] == [(0, "B", "topics/b/feed.atom")]


def test_feeds_of_a_topics_providers_are_below_it(make_context: Make) -> None:
    context = with_feeds(make_context(1), scopes=("topics", "topic-providers"), formats=("rss",))
    assert outlines(context)["topics/ai/feeds.opml"] == [
        (0, "AI", ""),
        (1, "AI", "topics/ai/feed.rss"),
        (1, "A Paper on AI", "topics/ai/providers/a.example.rss"),
    ]


def test_outlines_can_be_left_out(make_context: Make) -> None:
    context = with_feeds(make_context(2), opml=False)
    assert outlines(context) == {}
    assert page(context).opml == ""


def test_the_depth_of_nested_topics_is_limited(make_context: Make) -> None:
    chain = [
        Topic(f"t{at}", f"T{at}", "", f"t{at - 1}" if at else "", (f"t{at + 1}",) if at < 99 else (), (0,))
        for at in range(100)
    ]
    assert max(depth for depth, _, _ in outlines(with_topics(make_context(1), *chain))["feeds.opml"]) == 32
