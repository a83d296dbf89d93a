"""The statistics page: facts, charts and tables of bars."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.catalogue import Provider, Topic
from generator.model.images import Image, ImageSet
from generator.model.item import ItemImage
from generator.model.settings import SectionSettings
from generator.model.views.pages import StatisticsPage
from generator.model.views.parts import BarView
from generator.plan.context import SiteContext
from generator.plan.pages.statistics import MAX_BAR_WIDTH, MAX_ROWS, statistics_page

Make = Callable[..., SiteContext]


def view(context: SiteContext) -> StatisticsPage:
    page = statistics_page(context).page
    assert isinstance(page, StatisticsPage)
    return page


def facts(context: SiteContext) -> dict[str, str]:
    return {fact.label: fact.value for fact in view(context).facts}


def table(context: SiteContext, heading: str) -> tuple[BarView, ...]:
    return dict(view(context).tables)[heading]


def with_providers(context: SiteContext, sizes: dict[str, int], **parts: tuple[str, ...]) -> SiteContext:
    providers = [
        Provider(slug, slug.upper(), slug, tuple(range(size)), parts.get(slug, ()))
        for slug, size in sizes.items()
    ]
    catalogue = structs.replace(context.catalogue, providers=tuple(providers))
    return SiteContext(catalogue, context.images, context.settings)


def test_facts_count_items_providers_and_topics(make_context: Make) -> None:
    context = make_context(40, 2)
    words = context.words
    assert facts(context) == {
        words.item_count: "42",
        words.providers: "1",
        words.topics: "1",
        words.period: words.span.format(first="February 2026", last="March 2026"),
        words.with_pictures: "0%",
    }


def test_an_empty_site_has_no_period_and_no_share(make_context: Make) -> None:
    context = make_context(0)
    assert not {context.words.period, context.words.with_pictures} & facts(context).keys()
    assert view(context).tables == ()


def test_the_share_of_items_with_an_image_is_rounded_down(make_context: Make) -> None:
    url = "https://a.example/p.jpg"
    context = make_context(3)
    items = [structs.replace(each, images=(ItemImage(url),)) for each in context.catalogue.items[:2]]
    catalogue = structs.replace(context.catalogue, items=(*items, context.catalogue.items[2]))
    context = SiteContext(catalogue, ImageSet({url: Image(url=url)}), context.settings)
    assert facts(context)[context.words.with_pictures] == "66%"


def test_all_bars_have_one_scale_and_equal_ones_are_sorted_by_url(make_context: Make) -> None:
    context = with_providers(make_context(6), {"c": 2, "b": 2, "a": 1, "d": 6})
    assert [bar.width for bar in table(context, context.words.topics)] == [MAX_BAR_WIDTH]
    assert [bar.width for bar in table(with_providers(make_context(6), {"a": 3}), "Sources")] == [500]
    assert [(bar.title, bar.count, bar.width) for bar in table(context, context.words.providers)] == [
        ("D", "6", MAX_BAR_WIDTH),
        ("B", "2", 333),
        ("C", "2", 333),
        ("A", "1", 166),
    ]


def test_a_provider_without_items_still_has_a_visible_bar(make_context: Make) -> None:
    context = with_providers(make_context(1), {"a": 0})
    assert [bar.width for bar in table(context, context.words.providers)] == [1]


def test_a_domain_of_several_providers_is_not_counted_twice(make_context: Make) -> None:
    context = with_providers(make_context(3), {"a": 3, "one": 2, "two": 1}, a=("one", "two"))
    assert [bar.title for bar in table(context, context.words.providers)] == ["ONE", "TWO"]


def test_a_table_has_a_maximum_of_rows(make_context: Make) -> None:
    context = with_providers(make_context(1), {f"p{number:02}": 1 for number in range(MAX_ROWS + 5)})
    assert len(table(context, context.words.providers)) == MAX_ROWS


@pytest.mark.parametrize("dated", [11, 12])
def test_topics_have_a_chart_if_they_have_enough_items(make_context: Make, dated: int) -> None:
    topics = view(make_context(dated)).topics
    assert [link.title for link, _ in topics] == (["AI"] if dated == 12 else [])


def test_sections_that_are_off_have_no_table_and_no_chart(make_context: Make) -> None:
    context = make_context(20)
    settings = structs.replace(
        context.settings, sections=SectionSettings(topics=False, providers=False, kinds=False)
    )
    page = view(SiteContext(context.catalogue, context.images, settings))
    assert [heading for heading, _ in page.tables] == [context.words.kinds_heading]
    assert [bar.url for bar in page.tables[0][1]] == [""], "there is no page to link to"
    assert page.topics == ()


def test_charts_of_topics_have_one_time_axis(make_context: Make) -> None:
    context = make_context(80)
    topics = (
        Topic("new", "New", "", "", (), tuple(range(20))),
        Topic("old", "Old", "", "", (), tuple(range(60, 80))),
    )
    context = SiteContext(structs.replace(context.catalogue, topics=topics), context.images, context.settings)
    charts = [chart for _, chart in view(context).topics]
    assert len(charts) == 2
    assert len({(chart.first, chart.last, chart.width) for chart in charts}) == 1
