"""The page of the sources: named, counted, with what is paused apart; nothing for a site without sources."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from generator.model.output import Opml, Page
from generator.model.site_data import SourceInfo
from generator.model.views.pages import SourcesPage
from generator.plan.context import SiteContext
from generator.plan.pages.sources_page import format_rate, plan_sources

Make = Callable[..., SiteContext]

SOURCES = (
    SourceInfo("old", "https://old.example/feed", "Old", paused=True),
    SourceInfo("wood", "https://wood.example/feed?a&b"),
    SourceInfo("hedge", "https://hedge.example/feed", "Hedge"),
)


def without_section(context: SiteContext) -> SiteContext:
    sections = msgspec.structs.replace(context.settings.sections, sources=False)
    settings = msgspec.structs.replace(context.settings, sections=sections)
    return SiteContext(with_sources(context).catalogue, context.images, settings)


def with_sources(context: SiteContext, sources: tuple[SourceInfo, ...] = SOURCES) -> SiteContext:
    first = msgspec.structs.replace(context.catalogue.items[0], source_id="hedge")
    items = (first, *context.catalogue.items[1:])
    catalogue = msgspec.structs.replace(context.catalogue, items=items, sources=sources)
    return SiteContext(catalogue, context.images, context.settings)


def test_sources_by_name_and_paused_ones_apart(make_context: Make) -> None:
    page, opml = plan_sources(with_sources(make_context()))
    assert isinstance(page, Page)
    assert isinstance(page.page, SourcesPage)
    assert page.path == "sources/index.html"
    groups = [(title, [source.title for source in sources]) for title, sources in page.page.groups]
    assert groups == [("", ["Hedge", "wood.example"]), ("No longer asked", ["Old"])]
    assert [source.count for source in page.page.groups[0][1]] == ["1 item", "0 items"]
    assert isinstance(opml, Opml)
    assert [line.feed_url for line in opml.outlines] == [
        "https://hedge.example/feed",
        "https://wood.example/feed?a&b",
    ]
    assert page.page.opml.endswith("/sources.opml")


def test_no_page_without_sources_or_without_the_section(make_context: Make) -> None:
    assert list(plan_sources(with_sources(make_context(), ()))) == []
    assert list(plan_sources(without_section(make_context()))) == []


def test_only_paused_sources_have_no_opml(make_context: Make) -> None:
    (page,) = plan_sources(with_sources(make_context(), SOURCES[:1]))
    assert isinstance(page, Page)
    assert isinstance(page.page, SourcesPage)
    assert page.page.opml == ""


def test_providers_with_a_feed_of_their_own_are_listed_once(make_context: Make) -> None:
    context = with_sources(make_context())
    feeds = ("https://hedge.example/feed/", "https://other.example/feed")
    providers = tuple(
        [
            msgspec.structs.replace(provider, feed=feeds[place] if place < 2 else "")
            for place, provider in enumerate(context.catalogue.providers)
        ]
    )
    catalogue = msgspec.structs.replace(context.catalogue, providers=providers)
    page, _ = plan_sources(SiteContext(catalogue, context.images, context.settings))
    assert isinstance(page, Page)
    assert isinstance(page.page, SourcesPage)
    urls = [source.feed_url for _, group in page.page.groups for source in group]
    assert urls.count("https://other.example/feed") == len(providers[1:2])
    assert len(urls) == len(set(urls))


@pytest.mark.parametrize(
    ("days", "rate"),
    [
        ((), ""),
        ((0,), ""),
        ((0, 10), "2.0 a month"),
        ((0, 10, 20, 30, 60), "2.5 a month"),
        ((0, 30, 60, 3000), "0.2 a month"),
        (tuple(range(61)), "31 a month"),
    ],
)
def test_the_rate_is_that_of_a_year_or_of_the_time_since_the_first_item(
    make_context: Make, days: tuple[int, ...], rate: str
) -> None:
    context = make_context()
    latest, item = datetime(2026, 5, 1, tzinfo=UTC), context.catalogue.items[0]
    items = tuple([msgspec.structs.replace(item, published=latest - timedelta(day)) for day in days])
    catalogue = msgspec.structs.replace(context.catalogue, items=items, latest=latest)
    assert format_rate(SiteContext(catalogue, context.images, context.settings), range(len(items))) == rate
