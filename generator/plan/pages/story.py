"""Story → StoryPage: the page of a story of several providers, with a timeline."""

from itertools import groupby

from generator.model.catalogue import Row
from generator.model.output import Page
from generator.model.stories import Story
from generator.model.views.pages import StoryPage
from generator.model.views.parts import HeadView, TimelineDayView, TimelineView
from generator.plan.context import SiteContext
from generator.plan.pages.cards import build_card
from generator.plan.stories import story_path
from generator.plan.urls import output_file

TEMPLATE = "pages/story.html"


def story_page(context: SiteContext, story: Story) -> Page:
    """Return the page of a story."""
    lead, words = build_card(context, story.lead), context.words
    heading = story.name or lead.title
    title = words.story_title.format(title=heading)
    place = story_path(story)
    entries = [_entry(context, row) for row in story.rows]
    days = groupby(entries, key=lambda entry: entry.card.date.text if entry.card.date else "")
    count = context.phrases.count(story.providers, words.story_providers)
    view = StoryPage(
        head=HeadView(
            title=words.title_of.format(title=title, site=context.settings.site.title),
            description=words.story_summary.format(title=heading, providers=count),
            canonical=context.urls.absolute(place),
        ),
        heading=heading,
        crumbs=(context.home_link, *lead.topics[:1]),
        lead=lead,
        summary=count,
        days=tuple([TimelineDayView(day, tuple(found)) for day, found in days]),
    )
    return Page(output_file(place), TEMPLATE, view)


def _entry(context: SiteContext, row: Row) -> TimelineView:
    published = context.catalogue.items[row].published
    assert published is not None
    return TimelineView(build_card(context, row), context.dates.time(published))
