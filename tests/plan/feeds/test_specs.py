"""Which feeds a site has: as its settings say, and never one without an entry."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from generator.model.catalogue import Provider
from generator.model.feed_formats import ATOM, JSON, RSS
from generator.plan.context import SiteContext
from generator.plan.feeds.specs import FeedSpec, feed_formats, plan_feeds

Make = Callable[..., SiteContext]


def with_feeds(context: SiteContext, **feeds: Any) -> SiteContext:
    changed = msgspec.structs.replace(context.settings.feeds, **feeds)
    settings = msgspec.structs.replace(context.settings, feeds=changed)
    return SiteContext(context.catalogue, context.images, settings)


def by_stem(context: SiteContext) -> dict[str, FeedSpec]:
    return {head.stem: head for head in plan_feeds(context)}


def test_by_default_the_site_and_every_list_have_a_feed(make_context: Make) -> None:
    assert list(by_stem(make_context(3))) == [
        "feed",
        "topics/ai/feed",
        "providers/a.example/feed",
        "article/feed",
        "top",
        "daily",
        "weekly",
    ]


@pytest.mark.parametrize(
    ("scopes", "stems"),
    [
        ((), []),
        (("kinds",), ["article/feed"]),
        (("site", "providers"), ["feed", "providers/a.example/feed"]),
        (("topic-providers",), ["topics/ai/providers/a.example"]),
        (("weekly",), ["weekly"]),
    ],
)
def test_settings_choose_what_has_feeds(
    make_context: Make, scopes: tuple[str, ...], stems: list[str]
) -> None:
    assert list(by_stem(with_feeds(make_context(20), scopes=scopes))) == stems


def test_every_feed_has_its_own_title_and_subtitle(make_context: Make) -> None:
    scopes = ("site", "topics", "providers", "kinds", "topic-providers", "top", "daily", "weekly")
    heads = by_stem(with_feeds(make_context(20), scopes=scopes))
    assert {head.title for head in heads.values()} == {
        "Radar",
        "AI · Radar",
        "A Paper · Radar",
        "Articles · Radar",
        "A Paper on AI · Radar",
        "Top stories · Radar",
        "Daily digest · Radar",
        "Weekly digest · Radar",
    }
    assert len({head.subtitle for head in heads.values()}) == len(heads)


@pytest.mark.parametrize("undated", [0, 3])
def test_a_list_without_dates_has_no_feed(make_context: Make, undated: int) -> None:
    assert by_stem(make_context(0, undated)) == {}


def test_undated_items_are_in_no_feed(make_context: Make) -> None:
    heads = by_stem(make_context(3, 4))
    assert heads["feed"].rows == (0, 1, 2)
    assert "course/feed" not in heads


def test_a_provider_of_a_topic_has_the_items_of_both(make_context: Make) -> None:
    context = make_context(4)
    catalogue = msgspec.structs.replace(
        context.catalogue,
        providers=(Provider("a.example", "A", "a.example", (0, 2)), Provider("b/x", "X", "b", (3,))),
        provider_of=("a.example", "", "a.example", "b/x"),
    )
    heads = by_stem(
        with_feeds(SiteContext(catalogue, context.images, context.settings), scopes=("topic-providers",))
    )
    assert {stem: head.rows for stem, head in heads.items()} == {
        "topics/ai/providers/a.example": (0, 2),
        "topics/ai/providers/b/x": (3,),
    }
    assert {head.place for head in heads.values()} == {"topics/ai/"}


def test_the_feed_of_the_best_is_newest_first_without_undated_items(make_context: Make) -> None:
    context = make_context(5, 2)
    catalogue = msgspec.structs.replace(context.catalogue, ranked=(6, 3, 0, 2, 1))
    context = with_feeds(SiteContext(catalogue, context.images, context.settings), entries=4)
    assert by_stem(context)["top"].rows == (0, 2, 3)


def test_only_enabled_scopes_have_archives(make_context: Make) -> None:
    context = with_feeds(make_context(6), entries=2, history=("topics",), scopes=("site", "topics"))
    assert [head.stem for head in plan_feeds(context) if head.archive] == [
        "topics/ai/history/2026-03",
        "topics/ai/history/2026-03-2",
        "topics/ai/history/2026-03-3",
    ]


def test_a_feed_with_all_items_has_no_archives(make_context: Make) -> None:
    assert not [head for head in plan_feeds(with_feeds(make_context(40), entries=40)) if head.archive]


def test_json_feed_has_no_archives(make_context: Make) -> None:
    context = with_feeds(make_context(6), entries=2)
    heads = by_stem(context)
    assert feed_formats(context, heads["feed"]) == (RSS, ATOM, JSON)
    assert feed_formats(context, heads["history/2026-03"]) == (ATOM,)


@pytest.mark.parametrize(("ttl", "own", "digest"), [(60, 60, 1440), (2000, 2000, 2000), (0, 0, 0)])
def test_a_digest_has_a_ttl_of_a_day(make_context: Make, ttl: int, own: int, digest: int) -> None:
    heads = by_stem(with_feeds(make_context(60), ttl=ttl))
    assert (heads["feed"].ttl, heads["daily"].ttl, heads["weekly"].ttl) == (own, digest, digest)
    assert heads["history/2026-02"].ttl == 0
