"""Lookups that all planning shares: places, images, tiles and ids of feeds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from generator.model.catalogue import Provider, Topic
from generator.model.images import Image, ImageSet, VariantSet
from generator.model.item import ItemImage
from generator.model.settings import FeedSettings, SectionSettings, SiteSettings
from generator.plan.context import SiteContext, provider_path, topic_path
from generator.plan.theme.palette import build_tile

Make = Callable[..., SiteContext]
replace = msgspec.structs.replace


def with_settings(context: SiteContext, **tables: msgspec.Struct) -> SiteContext:
    settings: Any = replace(context.settings, **tables)
    return SiteContext(context.catalogue, context.images, settings)


def with_catalogue(context: SiteContext, **fields: object) -> SiteContext:
    return SiteContext(replace(context.catalogue, **fields), context.images, context.settings)


def test_paths_of_lists() -> None:
    assert (topic_path("ai"), provider_path("a.example/a-paper")) == (
        "topics/ai/",
        "providers/a.example/a-paper/",
    )


def test_days_are_ordinals_and_undated_rows_have_none(make_context: Make) -> None:
    context = make_context(32, 1)
    assert context.day_numbers[0] == date(2026, 3, 31).toordinal()
    assert context.day_numbers[31] == date(2026, 2, 28).toordinal()
    assert context.day_numbers[32] == 0
    assert context.dated_count == 32


@pytest.mark.parametrize(
    ("made", "external"),
    [(None, True), (VariantSet("1", "", ()), False)],
    ids=["on another host", "cached"],
)
def test_images_without_variants_are_external(
    make_context: Make, made: VariantSet | None, external: bool
) -> None:
    context = make_context()
    image = Image(url="https://b.example/p.jpg", made=made)
    for images in (ImageSet({"p": image}), ImageSet(logos={"p": image})):
        assert SiteContext(context.catalogue, images, context.settings).has_external_images == external


def test_the_direction_is_that_of_the_language_not_of_the_locale(make_context: Make) -> None:
    site = SiteSettings(language="ar", locale="en-GB")
    context = with_settings(make_context(), site=site)
    assert context.direction == "rtl"
    assert context.locale_formats.direction == "ltr"


def test_the_lead_image_is_the_first_that_can_be_shown(make_context: Make) -> None:
    images = ImageSet({"second": Image(url="second"), "third": Image(url="third")})
    context = make_context(1)
    context = SiteContext(context.catalogue, images, context.settings)
    pictures = tuple([ItemImage(url) for url in ("first", "second", "third")])
    lead = context.lead(replace(context.catalogue.items[0], images=pictures))
    assert lead is not None
    assert (lead[0].url, lead[1].url) == ("second", "second")
    assert context.lead(replace(context.catalogue.items[0], images=pictures[:1])) is None


def test_an_item_without_an_image_has_the_tile_of_its_provider_else_of_its_topic(make_context: Make) -> None:
    context = make_context(1)
    assert context.tile(0) == build_tile("A Paper")
    context = with_catalogue(context, provider_of=("",))
    assert context.tile(0) == build_tile("AI")
    context = with_catalogue(context, topics_of=((),))
    assert context.tile(0) == build_tile("Item 0")


def test_a_person_has_their_own_tile(make_context: Make) -> None:
    context = make_context(1)
    person = replace(context.catalogue.items[0], kind="profile", title="Ada Moreau")
    assert with_catalogue(context, items=(person,)).tile(0) == build_tile("Ada Moreau")


@pytest.mark.parametrize(
    ("scopes", "counts", "expected"),
    [
        (("topics",), (1, 1), True),
        (("topics",), (0, 1), False),
        (("topics",), (0, 0), False),
        (("site",), (1, 0), False),
    ],
)
def test_a_list_has_a_feed_if_its_scope_is_on_and_it_has_a_date(
    make_context: Make, scopes: Any, counts: tuple[int, int], expected: bool
) -> None:
    context = with_settings(make_context(*counts), feeds=FeedSettings(scopes=scopes))
    rows = tuple(range(sum(counts)))
    assert context.has_feed("topics", rows) == expected
    assert bool(context.list_feeds("topics", rows, "topics/ai/", "AI")) == expected


def test_a_feed_has_a_link_in_every_format(make_context: Make) -> None:
    context = with_settings(make_context(), feeds=FeedSettings(formats=("json", "atom")))
    links = context.feed_links("topics/ai/feed", "AI")
    assert [(link.title, link.url) for link in links] == [
        ("AI (JSON)", "https://x.example/feed/topics/ai/feed.json"),
        ("AI (Atom)", "https://x.example/feed/topics/ai/feed.atom"),
    ]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("feed", ""),
        ("topics/ai/feed", "topics/ai/"),
        ("top", "top"),
        ("topics/newsfeed", "topics/newsfeed"),
        ("topics/ai/history/2021-12", "topics/ai/history/2021-12"),
    ],
)
def test_the_id_of_a_feed_is_its_path_without_the_file_name(make_context: Make, stem: str, name: str) -> None:
    feeds, site = FeedSettings(id_authority="x.example,2026"), SiteSettings(id="k3j9")
    context = with_settings(make_context(), feeds=feeds, site=site)
    assert context.feed_id(stem) == f"tag:x.example,2026:k3j9/feed/{name}"


def test_a_site_without_provider_pages_links_to_none(make_context: Make) -> None:
    context = make_context()
    assert context.provider_views["a.example"].url == "/feed/providers/a.example/"
    assert context.feed_sources["a.example"].url == "https://x.example/feed/providers/a.example/"
    context = with_settings(context, sections=SectionSettings(providers=False))
    assert context.provider_views["a.example"].url == ""
    source = context.feed_sources["a.example"]
    assert (source.url, source.feed_url) == ("", "")


def test_lookups_are_by_slug(make_context: Make) -> None:
    topic = Topic("b", "B", "", "", (), ())
    provider = Provider("p.example", "P", "p.example", ())
    context = with_catalogue(make_context(), topics=(topic,), providers=(provider,))
    assert (context.topics, context.providers) == ({"b": topic}, {"p.example": provider})
    assert context.topic_links["b"].url == "/feed/topics/b/"
    assert context.topic_tiles["b"] == build_tile("B")
