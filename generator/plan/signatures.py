"""Signatures: everything that a view is made from, in sixteen bytes, without making the view.

A view is a pure function of the items it shows and of what the edition says about them. So a digest of just these
tells whether it can have moved, at a fraction of its price. A signature may move although the view does not (then
the view is made, and found to be the same); the other way round would be a fault: what a view reads must
be signed here.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec

from generator.base.digest import digest
from generator.model.catalogue import Related, Row
from generator.plan.api.documents import ApiList
from generator.plan.context import SiteContext
from generator.plan.feeds.content import is_future_dated
from generator.plan.feeds.specs import FeedSpec
from generator.plan.pages.cards import topic_links
from generator.plan.pages.pagination import ItemList
from generator.plan.pages.prev_next import prev_next_links


class Signatures:
    """Signs the outputs of one edition. ``code`` is the digest of the code that makes items and views.

    ``prints`` are digests of the records that items were read from, by the identity of the item: one that was altered
    since is another object, and signed by all that it holds.
    """

    def __init__(self, context: SiteContext, code: bytes, prints: Mapping[int, bytes]) -> None:
        self._context = context
        self._prints = prints
        self._encode = msgspec.msgpack.Encoder().encode
        shared = (context.settings, context.words, context.customs, context.pictures_elsewhere)
        self._base = digest(code + self._encode(shared))

    @cached_property
    def rows(self) -> list[bytes]:
        """The signature of every row: of all that its card, its entry, and its page say of the item itself."""
        return [self.row(row) for row in range(len(self._context.catalogue.items))]

    def row(self, row: Row) -> bytes:
        """Sign what is said of an item alone."""
        context, catalogue = self._context, self._context.catalogue
        item = catalogue.items[row]
        told = self._prints.get(id(item))
        shown = (
            (item.path, told) if told else item,
            catalogue.slugs[row],
            self._providers.get(catalogue.provider_of[row]),
            self._topics[catalogue.topics_of[row]],
            context.lead(item),
            len(catalogue.members.get(row, ())),
        )
        return digest(self._encode(shown))

    @cached_property
    def _providers(self) -> dict[str, bytes]:
        """How cards name each provider, digested, by slug. The slug itself makes ids in feeds, even of a provider that
        has no page."""
        return {
            slug: digest(self._encode((slug, view))) for slug, view in self._context.provider_views.items()
        }

    @cached_property
    def _topics(self) -> dict[tuple[str, ...], bytes]:
        """How cards name each set of topics that occurs, digested."""
        first = {topics: row for row, topics in enumerate(self._context.catalogue.topics_of)}
        return {
            topics: digest(self._encode(topic_links(self._context, row))) for topics, row in first.items()
        }

    def item(self, row: Row) -> bytes:
        """Sign an item's page: the item, its neighbours in the sidebar and by date, the members and collections it
        names."""
        catalogue, rows = self._context.catalogue, self.rows
        near = [
            self._elsewhere(each) if each.row is None else rows[each.row] for each in catalogue.related[row]
        ]
        members = [rows[each] for each in catalogue.members.get(row, ())]
        part_of = [rows[each] for each in catalogue.collections_of.get(row, ())]
        beside = [rows[each] if each is not None else b"-" for each in prev_next_links(self._context, row)]
        name = self._context.names.get(row)
        named = [digest(self._encode(name))] if name else []
        return self._sign(b"item", [rows[row], *near, b"|", *members, b"|", *part_of, b"|", *beside, *named])

    def _elsewhere(self, related: Related) -> bytes:
        reference = related.elsewhere
        picture = self._context.beside(reference.picture) if reference else None
        return digest(self._encode((reference, picture)))

    def head(self, shown: ItemList | FeedSpec | ApiList) -> bytes:
        """Digest a list or a feed without its rows, once for all its pages."""
        bare = msgspec.structs.replace(shown, rows=())
        if isinstance(bare, ItemList):
            bare = msgspec.structs.replace(bare, beside=(), months=(), top=())
        return digest(self._encode(bare))

    def landing(self, shown: ItemList) -> bytes:
        """Digest what the landing page of a list shows beside the list, and no other page of it."""
        names = [name for name, _ in shown.beside]
        counts = [len(rows) for _, rows in shown.beside]
        beside = [self.rows[row] for _, rows in shown.beside for row in rows]
        said = self._encode((names, counts, shown.months, shown.top))
        return digest(b"".join([said, *beside]))

    def list(self, head: bytes, number: int, pages: int, rows: Sequence[Row], landing: bytes = b"") -> bytes:
        """Sign a page of a list. Only the landing page knows how many ``pages`` there are, and what else it shows."""
        place = (number, pages if number == 0 else 0)
        return self._sign(self._encode(place), [head, landing, *[self.rows[row] for row in rows]])

    def feed(self, head: bytes, form: str, rows: Sequence[Row]) -> bytes:
        """Sign a feed. What the newest date of the site is tells only on entries whose own date is not believed."""
        latest = None if self._misdated.isdisjoint(rows) else self._context.latest
        return self._sign(self._encode((form, latest)), [head, *[self.rows[row] for row in rows]])

    def api(self, head: bytes, number: int, is_last: bool, rows: Sequence[Row]) -> bytes:
        """Sign a page of the API."""
        return self._sign(self._encode(("api", number, is_last)), [head, *[self.rows[row] for row in rows]])

    @cached_property
    def _misdated(self) -> frozenset[Row]:
        items, latest = self._context.catalogue.items, self._context.latest
        return frozenset([row for row, item in enumerate(items) if is_future_dated(item, latest)])

    def search(self, engine: bytes) -> bytes:
        """Sign the search index: every item, and the topics above its own."""
        tree = [(topic.slug, topic.name, topic.parent) for topic in self._context.catalogue.topics]
        return self._sign(b"search", [engine, digest(self._encode(tree)), *self.rows])

    def ready(self, value: object) -> bytes:
        """Sign an output that is made already: by itself."""
        return digest(self._encode(value))

    def _sign(self, kind: bytes, parts: Iterable[bytes]) -> bytes:
        return digest(b"".join([self._base, kind, *parts]))
