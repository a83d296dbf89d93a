"""A list with one article for each story."""

import pytest

from generator.model.stories import Story, first_per_story, one_per_story

STORY = Story("k", "s", rows=(5, 3, 1), best=(3, 5, 1), providers=3)
STORY_OF = dict.fromkeys(STORY.rows, STORY)


@pytest.mark.parametrize(
    ("rows", "best", "first"),
    [
        ((0, 1, 2, 3, 4, 5), (0, 2, 3, 4), (0, 2, 4, 5)),
        ((0, 1, 5), (0, 5), (0, 5)),
        ((1, 2), (1, 2), (1, 2)),
        ((0, 2), (0, 2), (0, 2)),
        ((), (), ()),
    ],
)
def test_the_best_or_the_first_article_stands_for_a_story(
    rows: tuple[int, ...], best: tuple[int, ...], first: tuple[int, ...]
) -> None:
    assert one_per_story(rows, STORY_OF) == best
    assert first_per_story(rows, STORY_OF) == first


def test_a_site_without_stories_keeps_its_lists() -> None:
    rows = (0, 1, 2)
    assert one_per_story(rows, {}) is rows
    assert first_per_story(rows, {}) is rows
