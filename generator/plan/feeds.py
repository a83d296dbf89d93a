"""Which feeds the site has, and what stands in them.

Ids are tag: URIs (RFC 4151) made from an item's key alone: nothing else may move them. No date here is the
clock's: a feed is as old as its newest entry.
"""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct, structs

from generator.base.digest import digest
from generator.base.slips import SLIP
from generator.model.catalogue import Row
from generator.model.feed import EnclosureView, FeedEntryView, FeedFormat, FeedView
from generator.model.item import Item
from generator.model.output import Feed
from generator.plan.edition import GENERATOR, Edition, provider_place, topic_place

CONTENT_LIMIT = 100_000
"""Characters of the longest body that feeds carry whole: it stands in every feed of its topics."""


class FeedHead(Struct, frozen=True, gc=False):
    """A feed before its entries are made. ``rows`` are newest first, all of them dated."""

    place: str
    title: str
    subtitle: str
    rows: tuple[Row, ...]


def feed_heads(edition: Edition) -> Iterator[FeedHead]:
    """Yield every feed of the site: its own, each topic's, each provider's; none for a list without dates."""
    catalogue, site, words = edition.catalogue, edition.settings.site, edition.words
    sections = edition.settings.sections
    heads = [FeedHead("", site.title, site.description or site.title, tuple(range(len(catalogue.items))))]
    for topic in catalogue.topics if sections.topics else ():
        title = words.title_of.format(title=topic.name, site=site.title)
        subtitle = words.topic_feed.format(topic=topic.name)
        heads.append(FeedHead(topic_place(topic.slug), title, subtitle, topic.rows))
    for provider in catalogue.providers if sections.providers else ():
        title = words.title_of.format(title=provider.name, site=site.title)
        subtitle = provider.description or words.provider_feed.format(provider=provider.name)
        heads.append(FeedHead(provider_place(provider.slug), title, subtitle, provider.rows))
    for head in heads:
        rows = _newest(edition, head.rows)
        if rows:
            yield structs.replace(head, rows=rows)


def _newest(edition: Edition, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    items, limit = edition.catalogue.items, edition.settings.feeds.entries
    return tuple([row for row in rows[:limit] if items[row].published is not None])


def feed(edition: Edition, head: FeedHead, form: FeedFormat) -> Feed:
    """Return a feed in one format."""
    entries = tuple([entry_of(edition, row) for row in head.rows])
    absolute, site = edition.addresses.absolute, edition.settings.site
    view = FeedView(
        id=f"tag:{edition.settings.feeds.id_authority}:{site.id or 'site'}/feed/{head.place}",
        title=head.title,
        subtitle=head.subtitle,
        link=absolute(head.place),
        rss_url=absolute(f"{head.place}feed.rss"),
        atom_url=absolute(f"{head.place}feed.atom"),
        language=site.language,
        author=site.author or site.title,
        updated=max(entry.updated for entry in entries),
        generator=GENERATOR,
        entries=entries,
    )
    return Feed(f"{head.place}feed.{form}", form, view)


def entry_of(edition: Edition, row: Row) -> FeedEntryView:
    """Return the entry of a row, made once in a process, however many feeds hold it."""
    entry = edition.entries.get(row)
    if entry is None:
        entry = edition.entries[row] = _entry(edition, row, edition.catalogue.items[row])
    return entry


def _entry(edition: Edition, row: Row, item: Item) -> FeedEntryView:
    assert item.published is not None
    published = min(item.published, edition.latest)
    page = edition.addresses.absolute(edition.place(row))
    provider = edition.provider_views.get(edition.catalogue.provider_of[row])
    links = edition.topic_links
    return FeedEntryView(
        id=entry_id(edition.settings.feeds.id_authority, item.key),
        title=item.title,
        link=item.link or page,
        page=page,
        published=published,
        updated=_updated(item, published, edition.latest),
        summary=item.excerpt,
        content=item.body if len(item.body) <= CONTENT_LIMIT else "",
        source_name=provider.name if provider else "",
        source_url=edition.addresses.complete(provider.url) if provider and provider.url else "",
        authors=item.source.authors if item.source else (),
        categories=tuple([links[slug].title for slug in edition.catalogue.topics_of[row]]),
        picture=_enclosure(edition, item),
    )


def _updated(item: Item, published: datetime, latest: datetime) -> datetime:
    """An update follows what it updates, and one far beyond all that the site knows is a slip, too."""
    if item.updated is None or item.updated > latest + SLIP:
        return published
    return max(published, item.updated)


def _enclosure(edition: Edition, item: Item) -> EnclosureView | None:
    """Return the picture that pages show too, with an absolute address."""
    view = edition.lead(item)
    if view is None:
        return None
    url = edition.addresses.complete(view.url)
    return EnclosureView(url, media_type(url), view.width, view.height, view.alt)


def media_type(url: str) -> str:
    """Return the media type that an address's ending tells, ``""`` where it tells none."""
    ending = url.partition("?")[0].rpartition(".")[2].lower()
    return _MEDIA_TYPES.get(ending, "")


_MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "avif": "image/avif",
}


def entry_id(authority: str, key: str) -> str:
    """Return the tag: URI of an item, made from its key and nothing else."""
    return f"tag:{authority}:item/{digest(key.encode()).hex()}"
