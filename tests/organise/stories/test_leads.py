"""The lead of a story, its path, and the stories that records name."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.model.item import Item
from generator.model.stories import Story
from generator.organise.stories.leads import arrange_stories

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


@pytest.fixture
def arrange(make_item: Callable[..., Item]) -> Callable[..., tuple[Story, ...]]:
    """Arrange items, newest first, each an hour older than the one before it."""

    def run(*fields: dict[str, object], found: tuple[tuple[int, ...], ...] = ()) -> tuple[Story, ...]:
        items = [
            make_item(f"item{row}", **{"published": NOON - timedelta(hours=row), **each})
            for row, each in enumerate(fields)
        ]
        slugs = [f"2021/12/15/item{row}" for row in range(len(items))]
        return arrange_stories(items, slugs, [f"p{row}" for row in range(len(items))], found)

    return run


@pytest.mark.parametrize(
    ("fields", "lead"),
    [
        (({}, {}, {}), 2),
        (({"quality": 80}, {}, {}), 0),
        (({"quality": 80, "promoted": False}, {"quality": 60}, {}), 1),
        (({"quality": 20}, {"quality": 20}, {"quality": 20}), 2),
        (
            (
                {"published": NOON, "key": "b"},
                {"published": NOON, "key": "a"},
                {"published": NOON, "key": "c"},
            ),
            1,
        ),
    ],
    ids=["earliest", "quality", "promoted", "equal", "key"],
)
def test_the_lead_is_promoted_of_the_best_quality_and_the_earliest(
    arrange: Callable[..., tuple[Story, ...]], fields: tuple[dict[str, object], ...], lead: int
) -> None:
    (story,) = arrange(*fields, found=((2, 1, 0),))
    assert story.lead == lead


def test_a_story_is_named_after_its_first_article(arrange: Callable[..., tuple[Story, ...]]) -> None:
    (story,) = arrange({}, {"quality": 90}, {}, found=((2, 0, 1),))
    assert story.rows == (2, 1, 0)
    assert (story.key, story.slug) == ("https://a.example/item2", "2021-12-15-item2")
    assert story.providers == 3
    assert story.others(1) == (2, 0)


def test_records_with_one_name_are_one_story(arrange: Callable[..., tuple[Story, ...]]) -> None:
    stories = arrange(
        {"story": "The Flood"},
        {"story": "the flood!"},
        {"story": "None"},
        {"story": "none"},
        {"story": "Alone"},
    )
    assert [(story.slug, story.name, story.rows) for story in stories] == [("the-flood", "The Flood", (1, 0))]


def test_undated_records_are_in_no_story(arrange: Callable[..., tuple[Story, ...]]) -> None:
    assert arrange({"story": "Flood"}, {"story": "Flood", "published": None}) == ()


def test_two_stories_never_have_one_path(arrange: Callable[..., tuple[Story, ...]]) -> None:
    name = "2021-12-15 item3"
    stories = arrange({"story": name}, {"story": name}, {}, {}, found=((3, 2),))
    assert len({story.slug for story in stories}) == 2
