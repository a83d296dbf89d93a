"""The page of the sources: named, counted, with what is paused apart; nothing for a site without sources."""

from collections.abc import Callable

import msgspec

from generator.model.output import Opml, Page
from generator.model.site_data import SourceInfo
from generator.model.views.pages import SourcesPage
from generator.plan.context import SiteContext
from generator.plan.pages.sources_page import plan_sources

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
    assert page.page.opml.endswith("/sources/feeds.opml")


def test_no_page_without_sources_or_without_the_section(make_context: Make) -> None:
    assert list(plan_sources(with_sources(make_context(), ()))) == []
    assert list(plan_sources(without_section(make_context()))) == []


def test_only_paused_sources_have_no_opml(make_context: Make) -> None:
    (page,) = plan_sources(with_sources(make_context(), SOURCES[:1]))
    assert isinstance(page, Page)
    assert isinstance(page.page, SourcesPage)
    assert page.page.opml == ""
