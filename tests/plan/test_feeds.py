"""Feeds: ids from keys alone, dates from items alone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from generator.base.slips import latest_plausible
from generator.model.images import Image, ImageSet
from generator.model.item import Picture
from generator.model.output import Feed
from generator.plan.edition import Edition
from generator.plan.feeds import entry_id, feed, feed_heads

Make = Callable[..., Edition]


def feeds(edition: Edition) -> Iterator[Feed]:
    for head in feed_heads(edition):
        yield feed(edition, head, "rss")
        yield feed(edition, head, "atom")


def year(number: int) -> datetime:
    return datetime(number, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("years", "latest"),
    [
        ([2024], 2024),
        ([2024, 2023, 2022], 2024),
        ([2099, 2024, 2023], 2024),
        ([2099, 2098, 2024, 2023, 2022], 2024),
        ([9000, 2099, 2024, 2023, 2022], 2024),
        ([2099, 2024], 2099),  # one against one: nobody can tell
        ([2024, 2023, 2022, 1999], 2024),  # an old classic is no slip, nor makes the rest one
        ([2024, 2020, 2016], 2024),
    ],
)
def test_a_date_far_beyond_all_others_is_taken_for_a_slip(years: list[int], latest: int) -> None:
    assert latest_plausible([year(each) for each in years]) == year(latest)


def test_without_dates_nothing_is_clamped() -> None:
    assert latest_plausible([None, None]).year == 9999


def test_every_list_with_a_date_has_both_feeds(make_edition: Make) -> None:
    paths = [feed.path for feed in feeds(make_edition(3))]
    assert paths == [
        "feed.rss",
        "feed.atom",
        "topics/ai/feed.rss",
        "topics/ai/feed.atom",
        "providers/a.example/feed.rss",
        "providers/a.example/feed.atom",
    ]


@pytest.mark.parametrize("undated", [0, 3])
def test_a_list_without_dates_has_no_feed(make_edition: Make, undated: int) -> None:
    assert list(feeds(make_edition(0, undated))) == []


def test_a_feed_holds_the_newest_dated_items(make_edition: Make) -> None:
    feed = next(feeds(make_edition(60, 5))).feed
    assert [entry.title for entry in feed.entries] == [f"Item {row}" for row in range(50)]
    assert feed.updated == feed.entries[0].updated


def test_an_entry_is_the_same_in_every_feed(make_edition: Make) -> None:
    made = [feed.feed.entries[0] for feed in feeds(make_edition(3))]
    assert all(entry is made[0] for entry in made)


def test_ids_follow_the_key_alone(make_edition: Make) -> None:
    here = next(feeds(make_edition(3))).feed.entries[0]
    there = next(feeds(make_edition(3, base_url="https://other.example/sub/"))).feed.entries[0]
    assert here.id == there.id == entry_id("broadsheet.example,2026", "https://a.example/0")
    assert here.id.startswith("tag:broadsheet.example,2026:item/")
    assert here.page != there.page


def test_a_slip_is_clamped_in_the_feed_only(make_edition: Make) -> None:
    edition = make_edition(4)
    items = edition.catalogue.items
    wrong = msgspec.structs.replace(items[0], published=year(2099))
    found = {"items": (wrong, *items[1:]), "latest": items[1].published}
    catalogue = msgspec.structs.replace(edition.catalogue, **found)
    feed = next(feeds(Edition(catalogue, edition.images, edition.settings))).feed
    assert feed.entries[0].published == items[1].published
    assert feed.updated == items[1].published


def test_a_local_picture_has_an_absolute_address_and_its_type(make_edition: Make) -> None:
    edition = make_edition(2)
    picture = Picture("assets/a.webp", local=True, width=10, height=5)
    item = msgspec.structs.replace(edition.catalogue.items[0], pictures=(picture,))
    catalogue = msgspec.structs.replace(edition.catalogue, items=(item, edition.catalogue.items[1]))
    images = ImageSet({"assets/a.webp": Image(url="assets/a.webp", path="assets/a.webp")})
    enclosure = next(feeds(Edition(catalogue, images, edition.settings))).feed.entries[0].picture
    assert enclosure is not None
    assert (enclosure.url, enclosure.media_type) == ("https://x.example/feed/assets/a.webp", "image/webp")
