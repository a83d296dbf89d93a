"""Renders JSON Feed 1.1: the head of a feed and single items. ``plan`` decides the items of a feed."""

from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from generator.model.views.feeds import FeedEntryView, FeedStoryView, FeedView
from generator.render.feeds.writer import FeedWriter

VERSION = "https://jsonfeed.org/version/1.1"


class _JsonAuthor(Struct, frozen=True, omit_defaults=True):
    name: str
    url: str = ""


class _JsonStoryItem(Struct, frozen=True, omit_defaults=True):
    """Another article of a story."""

    id: str
    url: str
    title: str
    source: str = ""


class _JsonStory(Struct, frozen=True, omit_defaults=True):
    """The story of an item: its id, the id of its lead, the other articles, and the page of the story."""

    id: str
    lead: str
    items: tuple[_JsonStoryItem, ...]
    page: str = ""


class _JsonExtension(Struct, frozen=True, omit_defaults=True):
    """Our extension of the format: the publisher of an item, the URL of its page on this site, and its story."""

    source: _JsonAuthor | None = None
    page: str = ""
    story: _JsonStory | None = None


class _JsonItem(Struct, frozen=True, omit_defaults=True):
    """An item, with the field names of the format."""

    id: str
    url: str
    title: str
    date_published: datetime
    date_modified: datetime
    external_url: str = ""
    content_html: str = ""
    content_text: str = ""
    summary: str = ""
    image: str = ""
    authors: tuple[_JsonAuthor, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    extension: _JsonExtension | None = msgspec.field(name="_broadsheet", default=None)


class _JsonHub(Struct, frozen=True):
    type: str
    url: str


class _JsonHead(Struct, frozen=True, omit_defaults=True):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    authors: tuple[_JsonAuthor, ...]
    description: str = ""
    language: str = ""
    icon: str = ""
    hubs: tuple[_JsonHub, ...] = ()
    items: tuple[_JsonItem, ...] | None = None


def json_head(view: FeedView) -> bytes:
    """Return a feed that ends with an empty list of items."""
    head = _JsonHead(
        version=VERSION,
        title=view.title or view.link,
        home_page_url=view.link,
        feed_url=view.url,
        authors=(_JsonAuthor(view.author or view.title or view.link),),
        description=view.subtitle,
        language=view.language,
        icon=view.picture,
        hubs=tuple([_JsonHub("WebSub", link.url) for link in view.links if link.rel == "hub"]),
        items=(),
    )
    return msgspec.json.encode(head) + b"\n"


def json_item(view: FeedEntryView) -> bytes:
    """Return an item. Without a body, its content is the summary: the format requires a content.

    If the item links to its source, the URL of its page on this site is in our extension. If it links to this site, the
    source is the ``external_url``, which the format provides for link blogs.
    """
    text = view.summary or view.title or view.link
    item = _JsonItem(
        id=view.id,
        url=view.link,
        title=view.title or view.link,
        date_published=view.published.astimezone(UTC),
        date_modified=view.updated.astimezone(UTC),
        external_url=view.other if view.relation == "via" else "",
        content_html=view.content,
        content_text="" if view.content else text,
        summary=view.summary if view.content else "",
        image=view.picture.url if view.picture else "",
        authors=_authors(view),
        tags=view.categories,
        language=view.language,
        extension=_extension(view),
    )
    return msgspec.json.encode(item)


def _extension(view: FeedEntryView) -> _JsonExtension | None:
    page = view.other if view.relation == "related" else ""
    if not (view.source or page or view.story):
        return None
    return _JsonExtension(_source(view), page, _story(view.story) if view.story else None)


def _story(story: FeedStoryView) -> _JsonStory:
    others = [_JsonStoryItem(other.id, other.url, other.title, other.provider) for other in story.others]
    return _JsonStory(story.id, story.lead, tuple(others), story.page)


def _source(view: FeedEntryView) -> _JsonAuthor | None:
    return _JsonAuthor(view.source.name, view.source.url) if view.source else None


def _authors(view: FeedEntryView) -> tuple[_JsonAuthor, ...]:
    """Return the authors, or else the publisher. Never this site, which only lists the item."""
    source = _source(view)
    return tuple([_JsonAuthor(name) for name in view.authors]) or ((source,) if source else ())


WRITER = FeedWriter(json_head, json_item, b"]}", b",\n")
