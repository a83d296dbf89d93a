"""Feeds: ids from keys alone, dates from items alone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from generator.base.tag_uri import build_tag_uri
from generator.model.output import Feed
from generator.model.settings import SectionSettings
from generator.model.views.feeds import FeedEntryView, FeedSourceView
from generator.plan.context import SiteContext
from generator.plan.feeds.content import build_feed
from generator.plan.feeds.specs import feed_formats, plan_feeds

Make = Callable[..., SiteContext]


def feeds(context: SiteContext) -> Iterator[Feed]:
    for head in plan_feeds(context):
        for form in feed_formats(context, head):
            yield build_feed(context, head, form)


def first_entry(context: SiteContext) -> FeedEntryView:
    return next(feeds(context)).feed.entries[0]


def with_settings(context: SiteContext, **feeds: Any) -> SiteContext:
    changed = msgspec.structs.replace(context.settings.feeds, **feeds)
    return SiteContext(
        context.catalogue, context.images, msgspec.structs.replace(context.settings, feeds=changed)
    )


def year(number: int) -> datetime:
    return datetime(number, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("undated", [0, 3])
def test_a_list_without_dates_has_no_feed(make_context: Make, undated: int) -> None:
    assert list(feeds(make_context(0, undated))) == []


def test_a_feed_holds_the_newest_dated_items(make_context: Make) -> None:
    feed = next(feeds(make_context(60, 5))).feed
    assert [entry.title for entry in feed.entries] == [f"Item {row}" for row in range(50)]
    assert feed.updated == feed.entries[0].updated


def test_an_entry_is_the_same_in_every_feed(make_context: Make) -> None:
    made = [feed.feed.entries[0] for feed in feeds(with_settings(make_context(3), scopes=("site", "topics")))]
    assert len(made) == 6
    assert all(entry is made[0] for entry in made)


def test_ids_follow_the_key_alone(make_context: Make) -> None:
    here = first_entry(make_context(3))
    there = first_entry(make_context(3, base_url="https://other.example/sub/"))
    assert here.id == there.id == build_tag_uri("broadsheet.example,2026", "https://a.example/0")
    assert here.id.startswith("tag:broadsheet.example,2026:item/")
    assert here.other != there.other


def test_an_implausible_date_is_clamped_in_the_feed_only(make_context: Make) -> None:
    context = make_context(4)
    items = context.catalogue.items
    wrong = msgspec.structs.replace(items[0], published=year(2099))
    found = {"items": (wrong, *items[1:]), "latest": items[1].published, "horizon": items[1].published}
    catalogue = msgspec.structs.replace(context.catalogue, **found)
    feed = next(feeds(SiteContext(catalogue, context.images, context.settings))).feed
    assert feed.entries[0].published == items[1].published
    assert feed.updated == items[1].published


def test_an_entry_links_to_its_source_and_to_our_page(make_context: Make) -> None:
    entry = first_entry(make_context(1))
    page = "https://x.example/feed/2026/03/31/item-0/"
    assert (entry.link, entry.other, entry.relation) == ("https://a.example/0", page, "related")
    entry = first_entry(with_settings(make_context(1), link="page"))
    assert (entry.link, entry.other, entry.relation) == (page, "https://a.example/0", "via")


@pytest.mark.parametrize("link", ["source", "page"])
def test_an_item_without_a_source_links_to_our_page_only(make_context: Make, link: str) -> None:
    context = with_item(with_settings(make_context(1), link=link), link="")
    entry = first_entry(context)
    assert (entry.link, entry.other) == ("https://x.example/feed/2026/03/31/item-0/", "")


@pytest.mark.parametrize(
    ("changes", "feed_url"),
    [
        ({}, "https://x.example/feed/providers/a.example/feed.rss"),
        ({"scopes": ("site",)}, ""),
        ({"formats": ("atom",)}, ""),
    ],
)
def test_an_entry_names_its_provider_as_its_source(
    make_context: Make, changes: dict[str, Any], feed_url: str
) -> None:
    source = first_entry(with_settings(make_context(1), **changes)).source
    assert source == FeedSourceView(
        "A Paper",
        "https://x.example/feed/providers/a.example/",
        "tag:broadsheet.example,2026:site/feed/providers/a.example/",
        feed_url,
    )


def test_a_source_has_no_url_on_a_site_without_provider_pages(make_context: Make) -> None:
    context = make_context(1)
    without = msgspec.structs.replace(context.settings, sections=SectionSettings(providers=False))
    source = first_entry(SiteContext(context.catalogue, context.images, without)).source
    assert source == FeedSourceView(
        "A Paper", "", "tag:broadsheet.example,2026:site/feed/providers/a.example/"
    )


@pytest.mark.parametrize(("locale", "language"), [("", ""), ("EN", ""), ("en-us", "en-us"), ("da", "da")])
def test_an_entry_has_a_language_if_it_differs_from_the_feed(
    make_context: Make, locale: str, language: str
) -> None:
    assert first_entry(with_item(make_context(1), locale=locale)).language == language


def with_item(context: SiteContext, **changes: Any) -> SiteContext:
    items = context.catalogue.items
    changed = (msgspec.structs.replace(items[0], **changes), *items[1:])
    return SiteContext(
        msgspec.structs.replace(context.catalogue, items=changed), context.images, context.settings
    )


def test_a_feed_links_to_its_archives_in_its_own_format(make_context: Make) -> None:
    context = with_settings(make_context(6), entries=2, scopes=("site",), formats=("rss", "json"))
    made = {feed.path: feed.feed for feed in feeds(context)}
    base = "https://x.example/feed/"
    assert list(made) == [
        "feed.rss",
        "feed.json",
        "history/2026-03.rss",
        "history/2026-03-2.rss",
        "history/2026-03-3.rss",
    ]
    assert [(each.rel, each.url) for each in made["feed.rss"].links] == [
        ("prev-archive", f"{base}history/2026-03-3.rss")
    ]
    assert made["feed.json"].links == ()
    archive = made["history/2026-03-2.rss"]
    assert archive.archive
    assert archive.id == made["feed.rss"].id
    assert [(each.rel, each.url) for each in archive.links] == [
        ("current", f"{base}feed.rss"),
        ("prev-archive", f"{base}history/2026-03.rss"),
        ("next-archive", f"{base}history/2026-03-3.rss"),
    ]
