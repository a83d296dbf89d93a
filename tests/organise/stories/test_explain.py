"""Why an item is in its story, and why others are not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.model.catalogue import Catalogue
from generator.model.item import Item, Publisher
from generator.model.results.explanation import StoryExplanation
from generator.model.settings import Settings, StorySettings
from generator.organise.stories.explain import explain_story

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)
TEXT = "Three were seen near the mill of Adorf"


@pytest.fixture
def explained(
    make_item: Callable[..., Item], arrange: Callable[..., tuple[Catalogue, object]]
) -> Callable[..., StoryExplanation]:
    """Organise an article about otters beside others, and explain its story."""

    def run(*others: dict[str, object], first: str = TEXT) -> StoryExplanation:
        all_fields: list[dict[str, object]] = [{"excerpt": first}, *others]
        items = [
            make_item(
                f"item{number}",
                **{
                    "title": "Otters return to the river Adorf",
                    "excerpt": TEXT,
                    "published": NOON + timedelta(hours=number),
                    "source": Publisher(f"P{number}", f"p{number}.example"),
                    **fields,
                },
            )
            for number, fields in enumerate(all_fields)
        ]
        settings = Settings()
        catalogue, _ = arrange(items, None, settings)
        row = next(row for row, item in enumerate(catalogue.items) if item.path == "_news/item0.md")
        found = explain_story(catalogue, settings, (), row, lambda each: catalogue.items[each].key, "")
        assert found is not None
        return found

    return run


def test_it_names_the_shared_words_and_the_hours(explained: Callable[..., StoryExplanation]) -> None:
    story = explained({"title": "River Adorf: otters seen again", "excerpt": ""})
    (member,) = story.members
    assert (member.hours, member.reason, story.lead) == (1, "", True)
    assert {"otters", "river", "adorf"} <= set(member.words)
    assert member.closeness >= story.needed == 380


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"excerpt": f"{TEXT}: 768 otters"}, "figures differ (741 / 768)"),
        ({"source": Publisher("P0", "p0.example"), "title": "Otters return to river Lunz"}, "same provider"),
        ({"story": "none"}, "_news/item1.md says story: none"),
        ({"title": "The river in spring", "excerpt": f"{TEXT}, says a farmer."}, "closeness 0.3"),
    ],
)
def test_it_says_why_a_near_article_is_not_in_the_story(
    explained: Callable[..., StoryExplanation], fields: dict[str, object], reason: str
) -> None:
    story = explained(fields, first=f"{TEXT}: 741 otters")
    assert story.members == ()
    (near,) = story.near
    assert near.reason.startswith(reason)


def test_articles_about_other_things_are_not_near(explained: Callable[..., StoryExplanation]) -> None:
    assert explained({"title": "Market moves", "excerpt": "To the square."}).near == ()


def test_a_site_without_stories_explains_none(
    make_item: Callable[..., Item], arrange: Callable[..., tuple[Catalogue, object]]
) -> None:
    settings = Settings(stories=StorySettings(enabled=False))
    catalogue, _ = arrange([make_item("x")], None, settings)
    assert explain_story(catalogue, settings, (), 0, str, "") is None
