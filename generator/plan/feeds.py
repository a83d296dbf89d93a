"""Which feeds the site has, and what stands in them.

Ids are tag: URIs (RFC 4151) made from an item's key alone: nothing else may move them. No date here is the
clock's: a feed is as old as its newest entry.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from generator.base.digest import digest
from generator.model.catalogue import Row
from generator.model.feed import EnclosureView, FeedEntryView, FeedView
from generator.model.item import Item
from generator.model.output import Feed
from generator.model.view import LinkView
from generator.plan.edition import Edition, provider_place, topic_place

SLIP = timedelta(days=5 * 366)
"""A few items dated this much later than all others are taken for slips of the pen: without a clock, the
site's own dates are the only measure. Feeds show them with the date of the newest item before the gap."""


def feeds(edition: Edition, generator: str) -> Iterator[Feed]:
    """Yield both formats of every feed: the site's, each topic's, each provider's."""
    desk = _FeedDesk(edition, generator)
    catalogue, site = edition.catalogue, edition.settings.site
    everything = tuple(range(len(catalogue.items)))
    yield from desk.feed("", site.title, site.description, everything)
    for topic in catalogue.topics:
        title = f"{topic.name} · {site.title}"
        yield from desk.feed(topic_place(topic.slug), title, f"Items about {topic.name}", topic.rows)
    for provider in catalogue.providers:
        title = f"{provider.name} · {site.title}"
        subtitle = provider.description or f"Items from {provider.name}"
        yield from desk.feed(provider_place(provider.slug), title, subtitle, provider.rows)


class _FeedDesk:
    """Makes feeds of one edition; an entry is made once, however many feeds it stands in."""

    def __init__(self, edition: Edition, generator: str) -> None:
        self._edition = edition
        self._generator = generator
        self._entries: dict[Row, FeedEntryView] = {}
        self._latest = latest_plausible([item.published for item in edition.catalogue.items])
        self._authority = edition.settings.feeds.id_authority

    def feed(self, place: str, title: str, subtitle: str, rows: tuple[Row, ...]) -> Iterator[Feed]:
        """Yield the RSS and the Atom feed of a list, or nothing where no item has a date."""
        if not self._edition.has_feed(rows):
            return
        items = self._edition.catalogue.items
        newest = [
            row for row in rows[: self._edition.settings.feeds.entries] if items[row].published is not None
        ]
        entries = tuple([self._entry(row) for row in newest])
        absolute, site = self._edition.addresses.absolute, self._edition.settings.site
        view = FeedView(
            id=f"tag:{self._authority}:{site.id or 'site'}/feed/{place}",
            title=title,
            subtitle=subtitle or title,
            link=absolute(place),
            rss_url=absolute(f"{place}feed.rss"),
            atom_url=absolute(f"{place}feed.atom"),
            language=site.language,
            author=site.author or site.title,
            updated=max(entry.updated for entry in entries),
            generator=self._generator,
            entries=entries,
        )
        yield Feed(f"{place}feed.rss", "rss", view)
        yield Feed(f"{place}feed.atom", "atom", view)

    def _entry(self, row: Row) -> FeedEntryView:
        entry = self._entries.get(row)
        if entry is None:
            entry = self._entries[row] = self._make(row, self._edition.catalogue.items[row])
        return entry

    def _make(self, row: Row, item: Item) -> FeedEntryView:
        assert item.published is not None
        edition = self._edition
        published = min(item.published, self._latest)
        page = edition.addresses.absolute(edition.place(row))
        provider = edition.provider_views.get(edition.catalogue.provider_of[row])
        return FeedEntryView(
            id=entry_id(self._authority, item.key),
            title=item.title,
            link=item.link or page,
            page=page,
            published=published,
            updated=max(published, min(item.updated or published, self._latest)),
            summary=item.excerpt,
            content=item.body,
            source_name=provider.name if provider else "",
            source_url=edition.addresses.complete(provider.url) if provider else "",
            authors=item.source.authors if item.source else (),
            categories=tuple([topic.title for topic in self._topics(row)]),
            picture=_enclosure(edition, item),
        )

    def _topics(self, row: Row) -> list[LinkView]:
        links = self._edition.topic_links
        return [links[slug] for slug in self._edition.catalogue.topics_of[row]]


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


def latest_plausible(dates: list[datetime | None]) -> datetime:
    """Return the newest of dates (newest first) that is not a slip.

    Slips are the dates on the newer side of a gap of more than :data:`SLIP`, as long as they are fewer
    than the rest.
    """
    known = [date for date in dates if date is not None]
    latest = known[0] if known else datetime.max.replace(tzinfo=UTC)
    for newer, (date, older) in enumerate(pairwise(known), start=1):
        if newer * 2 >= len(known):
            break
        if date - older > SLIP:
            latest = older
    return latest
