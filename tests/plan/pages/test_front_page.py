"""The front page: nothing twice among its stories, nothing lost of the latest, no column longer than the rest."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.catalogue import Row, Topic
from generator.model.settings import SectionSettings, ThemeSettings
from generator.model.views.pages import HomePage
from generator.plan.context import SiteContext
from generator.plan.pages.front_page import (
    LATEST_PER_PROVIDER,
    LINES_BESIDE_STORIES,
    LINES_BESIDE_STRIP,
    MAX_STRIPS,
    MIN_LATEST,
    RANKED_STORIES,
    STRIP_SIZE,
    front_page,
    main_topics,
    rows_beside,
    strips,
)
from generator.plan.pages.head import page_head

Make = Callable[..., SiteContext]


def topic(slug: str, *rows: Row, parent: str = "", children: tuple[str, ...] = ()) -> Topic:
    return Topic(slug, slug.upper(), "", parent, children, tuple(sorted(rows)), ranked=rows)


def with_topics(context: SiteContext, *topics: Topic, shown: bool = True) -> SiteContext:
    settings = structs.replace(context.settings, sections=SectionSettings(topics=shown))
    none = tuple(() for _ in context.catalogue.items)
    catalogue = structs.replace(context.catalogue, topics=topics, topics_of=none)
    return SiteContext(catalogue, context.images, settings)


def front(context: SiteContext, rows: tuple[Row, ...]) -> HomePage:
    everything = tuple(range(len(context.catalogue.items)))
    return front_page(context, page_head(context, "", "Home"), rows, rows_beside(context, everything))


def titles(*rows: Row) -> list[str]:
    return [f"Item {row}" for row in rows]


STORIES = 1 + RANKED_STORIES


def test_one_story_leads_and_the_next_best_follow(make_context: Make) -> None:
    page = front(make_context(30), tuple(range(30)))
    assert page.lead is not None
    assert page.lead.title == "Item 0"
    assert [card.title for card in page.ranked] == [f"Item {row}" for row in range(1, 1 + RANKED_STORIES)]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_site_with_only_stories_has_no_latest_items(make_context: Make, count: int) -> None:
    page = front(with_topics(make_context(count)), tuple(range(count)))
    assert (page.lead is None) == (count == 0)
    assert len(page.ranked) == max(count - 1, 0)
    assert page.latest == page.further == ()


@pytest.mark.parametrize("count", [STORIES + 1, STORIES + MIN_LATEST - 1])
def test_too_few_latest_items_for_a_column_are_stories(make_context: Make, count: int) -> None:
    page = front(with_topics(make_context(count)), tuple(range(count)))
    assert page.latest == page.further == ()
    assert [card.title for card in page.ranked] == titles(*range(1, count))


@pytest.mark.parametrize("strip_count", [0, 1, 3])
@pytest.mark.parametrize("count", [16, 30, 60])
def test_the_latest_items_fill_the_column_beside_the_stories(
    make_context: Make, count: int, strip_count: int
) -> None:
    topics = [topic(f"t{at}", 69 - 2 * at, 68 - 2 * at) for at in range(strip_count)]
    context = of_many(with_topics(make_context(70), *topics))
    page = front(context, tuple(range(count)))
    assert len(page.strips) == strip_count
    lines = LINES_BESIDE_STORIES + LINES_BESIDE_STRIP * strip_count
    assert [line.title for line in page.latest] == titles(*range(STORIES, STORIES + lines))
    in_strips = {strip.first.title for strip in page.strips}
    in_strips |= {line.title for strip in page.strips for line in strip.others}
    rest = [title for title in titles(*range(STORIES + lines, count)) if title not in in_strips]
    assert [line.title for line in page.further] == rest, "all of them, in their order, once"


def of_many(context: SiteContext) -> SiteContext:
    """Return a context in which each item has a provider of its own."""
    names = tuple([f"p{row}" for row in range(len(context.catalogue.items))])
    catalogue = structs.replace(context.catalogue, provider_of=names)
    return SiteContext(catalogue, context.images, context.settings)


def test_a_provider_that_publishes_much_does_not_fill_the_latest_items(make_context: Make) -> None:
    context = with_topics(make_context(90))
    names = tuple(["robot" if row < 60 else f"p{row}" for row in range(90)])
    catalogue = structs.replace(context.catalogue, provider_of=names)
    page = front(SiteContext(catalogue, context.images, context.settings), tuple(range(40)))
    shown = [*range(STORIES, STORIES + LATEST_PER_PROVIDER), *range(60, 90)][:LINES_BESIDE_STORIES]
    assert [line.title for line in page.latest] == titles(*shown)
    assert [line.title for line in page.further] == titles(*range(STORIES + LATEST_PER_PROVIDER, 40))


def test_a_single_provider_fills_the_latest_items(make_context: Make) -> None:
    page = front(with_topics(make_context(90)), tuple(range(40)))
    assert [line.title for line in page.latest] == titles(*range(STORIES, STORIES + LINES_BESIDE_STORIES))


def test_undated_items_are_not_the_latest(make_context: Make) -> None:
    page = front(with_topics(make_context(11, undated=20)), tuple(range(31)))
    assert page.latest == ()
    assert len(page.further) == 20


def test_no_strip_repeats_an_item(make_context: Make) -> None:
    best = range(1 + RANKED_STORIES)
    context = with_topics(
        make_context(40),
        topic("a", *best, 20, 21, 22, 23, 24, 25),
        topic("b", *best, 20, 21, 22, 23, 30, 31),
        topic("c", *best, 30, 31, 32),
        topic("d", *best),
    )
    assert dict(strips(context, best)) == {"a": (20, 21, 22, 23), "b": (30, 31)}, "c has one left, d none"
    assert len(dict(strips(context, best))["a"]) == STRIP_SIZE


def test_the_number_of_strips_is_limited(make_context: Make) -> None:
    topics = [topic(f"t{at}", 20 + 2 * at, 21 + 2 * at) for at in range(MAX_STRIPS + 3)]
    shown = strips(with_topics(make_context(60), *topics), ())
    assert [slug for slug, _ in shown] == [f"t{at}" for at in range(MAX_STRIPS)]


@pytest.mark.parametrize(
    ("topics", "main"),
    [
        ((), []),
        ((topic("a", 1), topic("b", 2), topic("c", 2, parent="b")), ["a", "b"]),
        (
            (topic("a", 1, children=("c", "b")), topic("b", 1, parent="a"), topic("c", 1, parent="a")),
            ["c", "b"],
        ),
        ((topic("a", 1),), ["a"]),
    ],
    ids=["none", "several roots", "one root", "one topic"],
)
def test_the_main_topics_are_the_roots_or_the_children_of_a_single_root(
    make_context: Make, topics: tuple[Topic, ...], main: list[str]
) -> None:
    assert [each.slug for each in main_topics(with_topics(make_context(5), *topics))] == main


def test_a_site_without_topics_has_no_strips(make_context: Make) -> None:
    context = with_topics(make_context(40), topic("a", 20, 21, 22), shown=False)
    assert strips(context, ()) == ()


def test_a_river_has_the_items_of_its_page_by_date_and_nothing_else(make_context: Make) -> None:
    context = with_topics(make_context(40), topic("a", 20, 21, 22))
    settings = structs.replace(context.settings, theme=ThemeSettings(layout="river"))
    page = front(SiteContext(context.catalogue, context.images, settings), tuple(range(25)))
    assert (page.lead, page.ranked, page.strips, page.further) == (None, (), (), ())
    assert [line.title for line in page.latest] == titles(*range(25))
