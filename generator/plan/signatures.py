"""Signatures: 16-byte digests of everything that a view is made from, computed without making the view.

A view is a pure function of the items on it and their data in the catalogue. If the digest of these is
unchanged, so is the view, and it need not be made. A signature may change although the view does not; then
the view is made and turns out to be equal. The opposite would be a bug: everything that a view reads must be
in its signature.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from generator.base.digest import digest
from generator.model.catalogue import Related, Row
from generator.model.output import Asset, Output
from generator.model.stories import Story
from generator.plan.api.documents import ApiList
from generator.plan.body import resolved_images
from generator.plan.body_links import resolved_links
from generator.plan.context import SiteContext
from generator.plan.feeds.content import has_held_date
from generator.plan.feeds.specs import FeedSpec
from generator.plan.pages.cards import distinctive_topics, topic_links
from generator.plan.pages.pagination import ItemList
from generator.plan.pages.prev_next import prev_next_links
from generator.plan.taxonomies import field_terms


class Signatures:
    """Signs the outputs of one catalogue. ``code`` is the digest of the code that makes items and views.

    An item that was changed after reading has no digest of its record, and all its fields are signed.
    """

    def __init__(self, context: SiteContext, code: bytes) -> None:
        self._context = context
        self._encode = msgspec.msgpack.Encoder().encode
        seen = context.has_external_images, context.has_fonts
        shared = (context.settings, context.words, context.locale_formats, seen)
        self._base = digest(code + self._encode(shared))

    @cached_property
    def rows(self) -> list[bytes]:
        """Per item, a digest of everything its card, feed entry and page depend on."""
        return [self.row(row) for row in range(len(self._context.catalogue.items))]

    def row(self, row: Row) -> bytes:
        """Return the digest of an item's own data."""
        context, catalogue = self._context, self._context.catalogue
        item = catalogue.items[row]
        parts = (
            item.digest or item,
            catalogue.slugs[row],
            self._providers.get(catalogue.provider_of[row]),
            self._topics[catalogue.topics_of[row]],
            context.lead(item),
            len(catalogue.members.get(row, ())),
            field_terms(context, row),
            *(
                [(story.lead == row, self._stories[story.key])]
                if (story := catalogue.story_of.get(row))
                else []
            ),
            *resolved_images(item, context.images.body),
            *([resolved_links(context, item)] if item.body_links else ()),
        )
        return digest(self._encode(parts))

    @cached_property
    def _providers(self) -> dict[str, bytes]:
        """Digests of providers as cards show them, by slug. The slug is included because feed ids contain it,
        even for a provider without a page."""
        return {
            slug: digest(self._encode((slug, view))) for slug, view in self._context.provider_views.items()
        }

    @cached_property
    def _topics(self) -> dict[tuple[str, ...], bytes]:
        """Digests of topic links, by the slugs of an item's topics."""
        first = {topics: row for row, topics in enumerate(self._context.catalogue.topics_of)}
        context, encode = self._context, self._encode
        return {
            topics: digest(encode((topic_links(context, row), distinctive_topics(context, row))))
            for topics, row in first.items()
        }

    @cached_property
    def _stories(self) -> dict[str, bytes]:
        """Digests of what cards, entries and pages say of stories, by the key of each."""
        return {
            story.key: digest(self._encode(self._members(story))) for story in self._context.catalogue.stories
        }

    def _members(self, story: Story) -> tuple[object, ...]:
        catalogue = self._context.catalogue
        members = [
            (item.key, item.link, item.title, item.published, item.locale, catalogue.slugs[row], provider)
            for row in story.rows
            for item, provider in [(catalogue.items[row], self._providers.get(catalogue.provider_of[row]))]
        ]
        return (story.slug, story.name, catalogue.items[story.lead].key, story.providers, members)

    def story(self, story: Story) -> bytes:
        """Return the signature of a story's page."""
        return self._sign(b"story", [self._stories[story.key], *[self.rows[row] for row in story.rows]])

    def item(self, row: Row) -> bytes:
        """Return the signature of an item's page: the item, its related items, its members and collections,
        and its neighbours by date."""
        catalogue, rows = self._context.catalogue, self.rows
        related = [
            self._external(each) if each.row is None else rows[each.row] for each in catalogue.related[row]
        ]
        members = [rows[each] for each in catalogue.members.get(row, ())]
        part_of = [rows[each] for each in catalogue.collections_of.get(row, ())]
        neighbours = [
            rows[each] if each is not None else b"-" for each in prev_next_links(self._context, row)
        ]
        name = self._context.unique_heads.get(row)
        unique_head = [digest(self._encode(name))] if name else []
        return self._sign(
            b"item", [rows[row], *related, b"|", *members, b"|", *part_of, b"|", *neighbours, *unique_head]
        )

    def _external(self, related: Related) -> bytes:
        link = related.elsewhere
        image = self._context.related_image(link.picture) if link else None
        return digest(self._encode((link, image)))

    def head(self, listed: ItemList | FeedSpec | ApiList) -> bytes:
        """Return the digest of a list or a feed without its rows. All its pages share it."""
        bare = msgspec.structs.replace(listed, rows=())
        if isinstance(bare, ItemList):
            bare = msgspec.structs.replace(bare, beside=(), trend=None, top=())
        return digest(self._encode(bare))

    def landing(self, listed: ItemList) -> bytes:
        """Return the digest of everything that only the landing page of a list shows, b"" if there is nothing."""
        if not (listed.beside or listed.trend or listed.top):
            return b""
        names = [name for name, _ in listed.beside]
        counts = [len(rows) for _, rows in listed.beside]
        beside = [self.rows[row] for _, rows in listed.beside for row in rows]
        data = self._encode((names, counts, listed.trend, listed.top))
        return digest(b"".join([data, *beside]))

    def list(self, head: bytes, number: int, pages: int, rows: Sequence[Row], landing: bytes = b"") -> bytes:
        """Return the signature of a page of a list. Only the landing page depends on the number of ``pages``
        and on ``landing``."""
        place = (number, pages if number == 0 else 0)
        return self._sign(self._encode(place), [head, landing, *[self.rows[row] for row in rows]])

    def feed(self, head: bytes, form: str, rows: Sequence[Row]) -> bytes:
        """Return the signature of a feed. The newest date matters only to entries with a date that is held
        back."""
        held = [place for place, row in enumerate(rows) if row in self._held_rows] if self._held_rows else []
        latest = (self._context.latest, held) if held else None
        return self._sign(self._encode((form, latest)), [head, *[self.rows[row] for row in rows]])

    def api(self, head: bytes, number: int, is_last: bool, rows: Sequence[Row]) -> bytes:
        """Return the signature of a page of the API."""
        return self._sign(self._encode(("api", number, is_last)), [head, *[self.rows[row] for row in rows]])

    @cached_property
    def _held_rows(self) -> frozenset[Row]:
        items, horizon = self._context.catalogue.items, self._context.catalogue.horizon
        return frozenset([row for row, item in enumerate(items) if has_held_date(item, horizon)])

    def search(self, engine: bytes, rows: Sequence[Row], has_pages: bool = False) -> bytes:
        """Return the signature of a block of the search index: its items, the names of their topics and of those
        above, and pages of the owner if it has them."""
        own = self._encode(self._context.own_pages if has_pages else ())
        topics = {slug for row in rows for slug in self._context.catalogue.topics_of[row]}
        names = self._encode([self._ancestry(slug) for slug in sorted(topics)])
        return self._sign(b"search", [engine, digest(own + names), *[self.rows[row] for row in rows]])

    def _ancestry(self, slug: str) -> tuple[str, ...]:
        """Return the names of a topic and of all above it."""
        names = []
        while slug:
            topic = self._context.topics[slug]
            names.append(topic.name)
            slug = topic.parent
        return tuple(names)

    def ready(self, output: Output) -> bytes:
        """Return the signature of an output that is already made. Where a copied file lies does not count."""
        return digest(self._encode((output.path, output.digest) if isinstance(output, Asset) else output))

    def _sign(self, kind: bytes, parts: Iterable[bytes]) -> bytes:
        return digest(b"".join([self._base, kind, *parts]))
