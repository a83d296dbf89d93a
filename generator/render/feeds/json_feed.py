"""JSON Feed 1.1: a feed without its items, and one item. Which items a feed has is decided in ``plan``."""

from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from generator.model.views.feeds import FeedEntryView, FeedView

VERSION = "https://jsonfeed.org/version/1.1"


class _JsonAuthor(Struct, frozen=True, omit_defaults=True):
    name: str
    url: str = ""


class _JsonExtension(Struct, frozen=True, omit_defaults=True):
    """What the format has no word for, as an extension of ours: who published an item, and our page of it."""

    source: _JsonAuthor | None = None
    page: str = ""


class _JsonItem(Struct, frozen=True, omit_defaults=True):
    """An item, its fields named as the format has them."""

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
    ours: _JsonExtension | None = msgspec.field(name="_broadsheet", default=None)


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
    hubs: tuple[_JsonHub, ...] = ()
    items: tuple[_JsonItem, ...] | None = None


def json_head(view: FeedView) -> bytes:
    """Return a feed without items; they belong into the list that it ends with."""
    head = _JsonHead(
        version=VERSION,
        title=view.title or view.link,
        home_page_url=view.link,
        feed_url=view.url,
        authors=(_JsonAuthor(view.author or view.title or view.link),),
        description=view.subtitle,
        language=view.language,
        hubs=tuple([_JsonHub("WebSub", link.url) for link in view.links if link.rel == "hub"]),
        items=(),
    )
    return msgspec.json.encode(head) + b"\n"


def json_item(view: FeedEntryView) -> bytes:
    """Return an item. One without a body has its summary for content: a reader must have something to show.

    Where an item leads to its source, our page of it is an extension; the other way round the source is the
    ``external_url`` that the format provides for link blogs.
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
        ours=_ours(view),
    )
    return msgspec.json.encode(item)


def _ours(view: FeedEntryView) -> _JsonExtension | None:
    page = view.other if view.relation == "related" else ""
    return _JsonExtension(_source(view), page) if view.source or page else None


def _source(view: FeedEntryView) -> _JsonAuthor | None:
    return _JsonAuthor(view.source.name, view.source.url) if view.source else None


def _authors(view: FeedEntryView) -> tuple[_JsonAuthor, ...]:
    """Who wrote it, else whoever published it, never the site that lists it."""
    source = _source(view)
    return tuple([_JsonAuthor(name) for name in view.authors]) or ((source,) if source else ())
