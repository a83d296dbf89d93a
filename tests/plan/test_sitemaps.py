"""Sitemaps: their parts, dates, images and news."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from generator.model.images import Image, ImageSet
from generator.model.item import ItemImage
from generator.model.output import PlannedOutput, Sitemap
from generator.model.settings import MetadataSettings, SiteSettings
from generator.plan import sitemaps as module
from generator.plan.context import SiteContext
from generator.plan.site import make_plan
from generator.plan.sitemaps import sitemaps

Make = Callable[..., SiteContext]


def page(path: str, lastmod: str = "") -> PlannedOutput:
    return PlannedOutput(path, b"", "list", url=f"https://x.example/{path}", lastmod=lastmod)


def item(context: SiteContext, row: int) -> PlannedOutput:
    path = f"{context.place(row)}index.html"
    return PlannedOutput(path, b"", "item", index=row, url=f"https://x.example/{context.place(row)}")


def with_metadata(context: SiteContext, images: ImageSet | None = None, **metadata: Any) -> SiteContext:
    settings = structs.replace(context.settings, metadata=MetadataSettings(**metadata))
    return SiteContext(context.catalogue, images or context.images, settings)


def by_path(context: SiteContext, planned: list[PlannedOutput]) -> dict[str, Sitemap]:
    return {sitemap.path: sitemap for sitemap in sitemaps(context, planned)}


def test_the_index_has_all_sitemaps_and_no_page_is_listed_that_hides(make_context: Make) -> None:
    context = make_context(9, 1)
    plan = make_plan(context.catalogue, context.images, context.settings, ())
    outputs = [plan.make_output(planned_output) for planned_output in plan.planned]
    maps = {output.path: output for output in outputs if isinstance(output, Sitemap)}
    parts = {url.url.rpartition("/")[2] for url in maps.pop("sitemap.xml").urls}
    assert parts == set(maps)
    listed = {url.url for part in maps.values() for url in part.urls}
    assert not any("404" in url or url.endswith("/page/4/") for url in listed)


def test_items_are_grouped_by_year_and_other_pages_together(make_context: Make) -> None:
    context = make_context(100, 1)
    rows = (0, 95, 100)
    maps = by_path(context, [page("topics/"), *[item(context, row) for row in rows]])
    assert {
        path: [url.url for url in sitemap.urls] for path, sitemap in maps.items() if path != "sitemap.xml"
    } == {
        "sitemap-2026.xml": [f"https://x.example/{context.place(0)}"],
        "sitemap-2025.xml": [f"https://x.example/{context.place(95)}"],
        "sitemap-undated.xml": [f"https://x.example/{context.place(100)}"],
        "sitemap-lists.xml": ["https://x.example/topics/"],
    }


def test_a_page_without_a_url_is_left_out(make_context: Make) -> None:
    hidden = structs.replace(page("404.html"), url="")
    assert by_path(make_context(0), [hidden]) == {"sitemap.xml": Sitemap("sitemap.xml", True, ())}


def test_a_long_sitemap_is_split_and_the_index_has_the_newest_date_of_each(
    make_context: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_URLS", 2)
    pages = [page(f"{number}/", f"2026-01-0{number}T00:00:00Z") for number in (3, 1, 2)]
    maps = by_path(make_context(0), pages)
    assert [(url.url, url.lastmod) for url in maps["sitemap.xml"].urls] == [
        ("https://x.example/feed/sitemap-lists.xml", "2026-01-03T00:00:00Z"),
        ("https://x.example/feed/sitemap-lists-2.xml", "2026-01-02T00:00:00Z"),
    ]
    assert [len(maps[path].urls) for path in ("sitemap-lists.xml", "sitemap-lists-2.xml")] == [2, 1]


@pytest.mark.parametrize("enabled", [True, False])
def test_images_are_listed_if_the_settings_ask_for_it(make_context: Make, enabled: bool) -> None:
    url = "https://a.example/p.jpg"
    context = with_metadata(make_context(1), ImageSet({url: Image(url=url)}), image_sitemap=enabled)
    first = structs.replace(context.catalogue.items[0], images=(ItemImage(url),))
    catalogue = structs.replace(context.catalogue, items=(first,))
    context = SiteContext(catalogue, context.images, context.settings)
    assert by_path(context, [item(context, 0)])["sitemap-2026.xml"].urls[0].pictures == (
        (url,) if enabled else ()
    )


def test_news_is_at_most_two_days_older_than_the_newest_item(make_context: Make) -> None:
    context = with_metadata(make_context(5, 1), news_sitemap=True)
    news = by_path(context, [item(context, row) for row in range(6)])["sitemap-news.xml"]
    assert [url.headline for url in news.urls] == ["Item 0", "Item 1", "Item 2"]
    assert news.urls[0].published == "2026-03-31T12:00:00Z"
    assert (news.publication, news.language) == ("Radar", "en")


def test_news_are_articles_without_implausible_dates(make_context: Make) -> None:
    context = with_metadata(make_context(3), news_sitemap=True)
    items = list(context.catalogue.items)
    items[0] = structs.replace(items[0], published=datetime(2199, 1, 1, tzinfo=UTC))
    items[1] = structs.replace(items[1], kind="video")
    catalogue = structs.replace(context.catalogue, items=tuple(items))
    context = SiteContext(catalogue, context.images, context.settings)
    news = by_path(context, [item(context, row) for row in range(3)])["sitemap-news.xml"]
    assert [url.headline for url in news.urls] == ["Item 2"]


def test_a_site_without_recent_articles_has_no_news_sitemap(make_context: Make) -> None:
    context = with_metadata(make_context(1), news_sitemap=True)
    later = structs.replace(context.catalogue, latest=context.latest + timedelta(days=3))
    context = SiteContext(later, context.images, context.settings)
    assert "sitemap-news.xml" not in by_path(context, [item(context, 0)])


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("zh-TW", "zh-tw"), ("zh-HK", "zh"), ("de", "de")]
)
def test_the_language_of_news_has_no_country_but_for_chinese(
    make_context: Make, tag: str, language: str
) -> None:
    context = with_metadata(make_context(1), news_sitemap=True)
    site = SiteSettings(language=tag, base_url="https://x.example/")
    context = SiteContext(context.catalogue, context.images, structs.replace(context.settings, site=site))
    assert by_path(context, [item(context, 0)])["sitemap-news.xml"].language == language
