"""What stands in a feed, and what it says of itself. Which feeds there are: :mod:`generator.plan.feeds.specs`.

Ids are tag: URIs (RFC 4151) made from an item's key alone: nothing else may move them. No date here is the
clock's: a feed is as old as its newest entry.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from generator.base.date_outliers import OUTLIER_GAP
from generator.base.tag_uri import build_tag_uri
from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.output import Feed
from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedFormat, FeedLinkedView, FeedView
from generator.plan.context import GENERATOR, SiteContext
from generator.plan.feeds.digests import digest_entries
from generator.plan.feeds.plain_text import escape_markup_lookalikes
from generator.plan.feeds.specs import FeedSpec
from generator.plan.theme.images import enclosure_view

CONTENT_LIMIT = 100_000
"""Characters of the longest body that feeds carry whole: it stands in every feed of its topics."""


def build_feed(context: SiteContext, head: FeedSpec, form: FeedFormat) -> Feed:
    """Return a feed in one format."""
    absolute, site = context.addresses.absolute, context.settings.site
    entries = _entries(context, head)
    view = FeedView(
        id=context.feed_id(head.current or head.stem),
        title=escape_markup_lookalikes(head.title),
        subtitle=escape_markup_lookalikes(head.subtitle),
        link=absolute(head.place),
        url=absolute(f"{head.stem}.{form}"),
        language=site.language,
        author=site.author or site.title,
        updated=max(entry.updated for entry in entries),
        generator=GENERATOR,
        entries=entries,
        ttl=head.ttl,
        archive=head.archive,
        links=tuple(_linked(context, head, form)),
    )
    return Feed(f"{head.stem}.{form}", form, view)


def _entries(context: SiteContext, head: FeedSpec) -> tuple[FeedEntryView, ...]:
    entries = tuple([feed_entry(context, row) for row in head.rows])
    return tuple(digest_entries(context, head.periods, entries)) if head.periods else entries


def _linked(context: SiteContext, head: FeedSpec, form: FeedFormat) -> Iterator[FeedLinkedView]:
    """Yield a feed's hub, and the links of RFC 5005. JSON Feed knows no archives, and an archive needs no hub."""
    if context.settings.feeds.hub and not head.archive:
        yield FeedLinkedView("hub", context.settings.feeds.hub)
    if form == "json":
        return
    stems = {"current": head.current, "prev-archive": head.older, "next-archive": head.newer}
    for rel, stem in stems.items():
        if stem:
            yield FeedLinkedView(rel, context.addresses.absolute(f"{stem}.{form}"))


def feed_entry(context: SiteContext, row: Row) -> FeedEntryView:
    """Return the entry of a row, made once in a process, however many feeds hold it."""
    entry = context.entries.get(row)
    if entry is None:
        entry = context.entries[row] = _entry(context, row, context.catalogue.items[row])
    return entry


def _entry(context: SiteContext, row: Row, item: Item) -> FeedEntryView:
    assert item.published is not None
    published = min(item.published, context.latest)
    links = context.topic_links
    link, other, relation = _links(context, row, item)
    return FeedEntryView(
        id=build_tag_uri(context.settings.feeds.id_authority, item.key),
        title=escape_markup_lookalikes(item.title),
        link=link,
        other=other,
        relation=relation,
        published=published,
        updated=_updated(item, published, context.latest),
        summary=item.excerpt,
        content=item.body if len(item.body) <= CONTENT_LIMIT else "",
        source=context.sources.get(context.catalogue.provider_of[row]),
        authors=item.source.authors if item.source else (),
        categories=tuple([links[slug].title for slug in context.catalogue.topics_of[row]]),
        language=item.locale if item.locale.lower() != context.settings.site.language.lower() else "",
        picture=_enclosure(context, item),
    )


def _links(context: SiteContext, row: Row, item: Item) -> tuple[str, str, Literal["related", "via"]]:
    """Return where an entry leads, the other place of its item ("" for none), and what that one is to the first."""
    page = context.addresses.absolute(context.place(row))
    if not item.link:
        return page, "", "related"
    return (
        (item.link, page, "related") if context.settings.feeds.link == "source" else (page, item.link, "via")
    )


def is_future_dated(item: Item, latest: datetime) -> bool:
    """Tell whether an item's entry would say other dates if the newest plausible one of the site were another."""
    late = item.published is not None and item.published > latest
    return late or (item.updated is not None and item.updated > latest + OUTLIER_GAP)


def _updated(item: Item, published: datetime, latest: datetime) -> datetime:
    """An update follows what it updates, and one far beyond all that the site knows is a slip, too."""
    if item.updated is None or item.updated > latest + OUTLIER_GAP:
        return published
    return max(published, item.updated)


def _enclosure(context: SiteContext, item: Item) -> EnclosureView | None:
    """Return the picture that pages show too."""
    lead = context.lead(item)
    return enclosure_view(context.addresses, *lead) if lead else None
