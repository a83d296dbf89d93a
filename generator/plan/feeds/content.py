"""Contents of feeds: their metadata and entries. The list of feeds is in :mod:`generator.plan.feeds.specs`.

Entry ids are tag: URIs (RFC 4151) of an item's key alone, so nothing else can change them. No date is the
current time: a feed is as old as its newest entry.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from msgspec import structs

from generator.model.catalogue import Row
from generator.model.feed_formats import FeedFormat
from generator.model.item import Item
from generator.model.output import Feed
from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedLinkedView, FeedView
from generator.plan.body import feed_body
from generator.plan.body_links import link_body
from generator.plan.context import GENERATOR, SiteContext
from generator.plan.feeds.digests import digest_entries
from generator.plan.feeds.plain_text import escape_markup_lookalikes
from generator.plan.feeds.specs import FeedSpec, archive_format
from generator.plan.stories import entry_id, feed_story
from generator.plan.theme.images import enclosure_view

CONTENT_LIMIT = 100_000
"""Maximum characters of a body in a feed. A longer one is left out, because it would be in every feed of its
topics."""


def build_feed(context: SiteContext, spec: FeedSpec, form: FeedFormat) -> Feed:
    """Return a feed in one format."""
    absolute, site = context.urls.absolute, context.settings.site
    entries = _entries(context, spec)
    if form.name == "rss":  # it has no place for the other articles of a story, and must not change with them
        entries = tuple([structs.replace(entry, story=None) if entry.story else entry for entry in entries])
    view = FeedView(
        id=context.feed_id(spec.current or spec.stem),
        title=escape_markup_lookalikes(spec.title),
        subtitle=escape_markup_lookalikes(spec.subtitle),
        link=absolute(spec.place),
        url=absolute(f"{spec.stem}.{form.ending}"),
        language=site.language,
        author=site.author or site.title,
        updated=max(entry.updated for entry in entries),
        generator=GENERATOR,
        entries=entries,
        ttl=spec.ttl,
        archive=spec.archive,
        links=tuple(_feed_links(context, spec, form)),
        picture=spec.picture,
    )
    return Feed(f"{spec.stem}.{form.ending}", form.name, view)


def _entries(context: SiteContext, spec: FeedSpec) -> tuple[FeedEntryView, ...]:
    entries = tuple([feed_entry(context, row) for row in spec.rows])
    return tuple(digest_entries(context, spec.periods, entries)) if spec.periods else entries


def _feed_links(context: SiteContext, spec: FeedSpec, form: FeedFormat) -> Iterator[FeedLinkedView]:
    """Yield the hub of a feed, and its RFC 5005 links. JSON Feed has no archives, and archives need no
    hub."""
    if context.settings.feeds.hub and not spec.archive:
        yield FeedLinkedView("hub", context.settings.feeds.hub)
    if not form.has_archives:
        return
    if not spec.archive:
        yield from [FeedLinkedView("related", url) for url in spec.related]
    archives = archive_format(context.feed_formats) or form
    stems = {"current": spec.current, "prev-archive": spec.older, "next-archive": spec.newer}
    for rel, stem in stems.items():
        if stem:
            yield FeedLinkedView(rel, context.urls.absolute(f"{stem}.{archives.ending}"))


def feed_entry(context: SiteContext, row: Row) -> FeedEntryView:
    """Return the entry of a row. It is cached, because several feeds have it."""
    entry = context.entries.get(row)
    if entry is None:
        entry = context.entries[row] = _entry(context, row, context.catalogue.items[row])
    return entry


def _entry(context: SiteContext, row: Row, item: Item) -> FeedEntryView:
    assert item.published is not None
    horizon = context.catalogue.horizon
    published = item.published if item.published <= horizon else context.latest
    links = context.topic_links
    link, other, relation = _entry_links(context, row, item)
    body = feed_body(context.urls, item, context.images.body)
    body = link_body(context, item, body, context.urls.absolute(context.place(row)))
    return FeedEntryView(
        id=entry_id(context, row),
        title=escape_markup_lookalikes(item.title),
        link=link,
        other=other,
        relation=relation,
        published=published,
        updated=_updated(item, published, horizon),
        summary=item.excerpt,
        content=body if len(body) <= CONTENT_LIMIT else "",
        source=context.feed_sources.get(context.catalogue.provider_of[row]),
        authors=item.source.authors if item.source else (),
        categories=tuple([links[slug].title for slug in context.catalogue.topics_of[row]]),
        language=item.locale if item.locale.lower() != context.settings.site.language.lower() else "",
        picture=_enclosure(context, item),
        story=feed_story(context, row),
    )


def _entry_links(context: SiteContext, row: Row, item: Item) -> tuple[str, str, Literal["related", "via"]]:
    """Return the URL of an entry, the other URL of its item ("" for none), and the relation of the latter."""
    page = context.urls.absolute(context.place(row))
    if not item.link:
        return page, "", "related"
    return (
        (item.link, page, "related") if context.settings.feeds.link == "source" else (page, item.link, "via")
    )


def has_held_date(item: Item, horizon: datetime) -> bool:
    """Return whether a date of an item's entry is held back."""
    return any(moment is not None and moment > horizon for moment in (item.published, item.updated))


def _updated(item: Item, published: datetime, horizon: datetime) -> datetime:
    """Return the date of the last update. It is not before publication, and one after ``horizon`` is ignored."""
    if item.updated is None or item.updated > horizon:
        return published
    return max(published, item.updated)


def _enclosure(context: SiteContext, item: Item) -> EnclosureView | None:
    """Return the image of an entry: the one that pages show."""
    lead = context.lead(item)
    return enclosure_view(context.urls, *lead) if lead else None
