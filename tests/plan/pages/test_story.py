"""The page of a story: all articles in order of time."""

from collections.abc import Callable

from msgspec.structs import replace

from generator.model.stories import Story
from generator.model.views.pages import StoryPage
from generator.plan.context import SiteContext
from generator.plan.pages.story import story_page

Make = Callable[..., SiteContext]


def page_of(context: SiteContext, name: str = "") -> StoryPage:
    story = Story("https://a.example/5", "told", rows=(5, 3, 1), best=(3, 5, 1), providers=3, name=name)
    catalogue = replace(context.catalogue, stories=(story,), story_of=dict.fromkeys(story.rows, story))
    page = story_page(SiteContext(catalogue, context.images, context.settings), story)
    assert page.path == "stories/told/index.html"
    assert isinstance(page.page, StoryPage)
    return page.page


def test_a_story_lists_its_articles_by_day_the_earliest_first(make_context: Make) -> None:
    page = page_of(make_context(9))
    assert [day.title for day in page.days] == ["26 March 2026", "28 March 2026", "30 March 2026"]
    assert [entry.card.title for day in page.days for entry in day.entries] == ["Item 5", "Item 3", "Item 1"]
    assert page.days[0].entries[0].time == "12:00"
    assert (page.heading, page.lead.title, page.summary) == ("Item 3", "Item 3", "3 sources")


def test_its_title_is_not_that_of_the_lead(make_context: Make) -> None:
    assert page_of(make_context(9)).head.title == "Item 3: all articles · Radar"
    assert page_of(make_context(9), "The Flood").head.title == "The Flood: all articles · Radar"
