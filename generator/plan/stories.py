"""The other articles of a story, as cards, item pages, feeds and the API name them."""

from generator.base.tag_uri import build_tag_uri
from generator.model.catalogue import Row
from generator.model.stories import Story
from generator.model.views.feeds import FeedStoryItemView, FeedStoryView
from generator.model.views.parts import CoverageView, StoryView
from generator.plan.context import SiteContext

PAGE_PROVIDERS = 3
"""Providers from which on a story has a page of its own."""

FEED_ITEMS = 20
"""Other articles that an entry of a feed names, at most."""


def has_page(story: Story) -> bool:
    """Return whether a story has a page."""
    return story.providers >= PAGE_PROVIDERS


def story_path(story: Story) -> str:
    """Return the path of a story's page."""
    return f"stories/{story.slug}/"


def card_story(context: SiteContext, row: Row) -> StoryView | None:
    """Return what the card of a lead says of its story: one article of each other provider, the earliest first."""
    story, shown = context.catalogue.story_of.get(row), context.settings.stories.shown
    if story is None or story.lead != row or not shown:
        return None
    names = {context.catalogue.provider_of[row] or row}
    others: list[Row] = []
    for other in story.others(row):
        name = context.catalogue.provider_of[other] or other
        if name not in names:
            names.add(name)
            others.append(other)
    if not others:
        return None
    more = len(others) - shown
    return StoryView(
        others=tuple([_coverage(context, other) for other in others[:shown]]),
        url=_page_url(context, story) or context.urls.link(context.place(row)),
        more=context.phrases.count(more, context.words.more_coverage) if more > 0 else "",
    )


def item_story(context: SiteContext, row: Row) -> StoryView | None:
    """Return what the page of an article says of its story: all other articles, the earliest first."""
    story = context.catalogue.story_of.get(row)
    if story is None:
        return None
    others = tuple([_coverage(context, other) for other in story.others(row)])
    return StoryView(others, _page_url(context, story))


def feed_story(context: SiteContext, row: Row) -> FeedStoryView | None:
    """Return what the entry of an article says of its story."""
    story = context.catalogue.story_of.get(row)
    if story is None:
        return None
    others = [
        FeedStoryItemView(
            id=entry_id(context, other),
            url=context.catalogue.items[other].link or context.urls.absolute(context.place(other)),
            title=context.catalogue.items[other].title,
            provider=_provider_name(context, other),
        )
        for other in story.others(row)[:FEED_ITEMS]
    ]
    page = context.urls.absolute(story_path(story)) if has_page(story) else ""
    return FeedStoryView(_uri(context, story.key), entry_id(context, story.lead), tuple(others), page)


def entry_id(context: SiteContext, row: Row) -> str:
    """Return the id of an article's entries in feeds."""
    return _uri(context, context.catalogue.items[row].key)


def _uri(context: SiteContext, key: str) -> str:
    return build_tag_uri(context.settings.feeds.id_authority, key)


def _page_url(context: SiteContext, story: Story) -> str:
    return context.urls.link(story_path(story)) if has_page(story) else ""


def _provider_name(context: SiteContext, row: Row) -> str:
    view = context.provider_views.get(context.catalogue.provider_of[row])
    return view.name if view else ""


def _coverage(context: SiteContext, row: Row) -> CoverageView:
    item, page = context.catalogue.items[row], context.urls.link(context.place(row))
    return CoverageView(
        title=item.title,
        provider=_provider_name(context, row) or item.title,
        url=item.link or page,
        page=page,
        date=context.dates.show(item.published),
        time=context.dates.time(item.published) if item.published else "",
        language=context.language_of(item),
    )
