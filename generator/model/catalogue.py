"""The organised site: which items there are, and how they hang together."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from generator.model.item import Item, ItemImage, RelatedLink
from generator.model.ledger import Redirect

Row = int
"""The place of an item in :attr:`Catalogue.items`."""


class Topic(Struct, frozen=True, gc=False):
    """A topic with its place in the tree. ``rows`` are its items and its descendants', newest first; ``ranked`` are
    the best of them, as :attr:`Catalogue.ranked` has it.

    ``parent`` and ``children`` are slugs; children in display order.
    """

    slug: str
    name: str
    shortname: str
    parent: str
    children: tuple[str, ...]
    rows: tuple[Row, ...]
    keywords: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    picture: ItemImage | None = None
    ranked: tuple[Row, ...] = ()


class Provider(Struct, frozen=True, gc=False):
    """A provider, or a domain that several providers share.

    ``slug`` is its path under ``/providers/``: the domain, or ``domain/name-slug`` for one of several
    that share the domain, or the name's slug where there is no domain. A shared domain has a page of
    its own with everything from it; ``parts`` then names the providers behind it (slugs), else it is empty.
    """

    slug: str
    name: str
    domain: str
    rows: tuple[Row, ...]
    parts: tuple[str, ...] = ()
    description: str = ""
    logo: ItemImage | None = None


class Related(Struct, frozen=True, gc=False):
    """One place of a related sidebar: an item of the site (``row``), or else an article elsewhere."""

    row: Row | None
    elsewhere: RelatedLink | None = None


class LeftOut(Struct, frozen=True, gc=False):
    """A record that is not built, and why: one of the reasons that a summary counts."""

    path: str
    reason: str


class Catalogue(Struct, frozen=True):
    """The whole site, organised. Every order is total.

    ``items`` run newest first (ties by key), undated ones last by title and key. ``slugs[row]`` is the
    item's permalink under the site's root: ``2021/12/15/title`` or ``course/title``. ``provider_of[row]`` is the slug
    of the narrowest provider ("" for none), ``topics_of[row]`` the slugs of the item's own topics, main one first.
    ``related[row]`` has at most five places, and may still be on its way when all else is known; ``elsewhere`` are the
    articles in them that are no items, by row. ``members[row]`` are a collection's rows in its order, and
    ``collections_of[row]`` the collections a row is a member of. ``days`` maps
    ``(year, month, day)`` in the site's zone to rows.
    ``twins[row]`` are the paths of duplicate records that stand behind an item.
    ``ranked`` are the site's best items, the first one leading, no more than two in a row of one provider: as many as
    the longest feed has entries, or two pages of a list have cards if that is more. ``latest`` is the newest date that
    is no slip of the pen. ``redirects`` are
    places where items once were.
    """

    items: tuple[Item, ...]
    slugs: tuple[str, ...]
    topics: tuple[Topic, ...]
    providers: tuple[Provider, ...]
    topics_of: tuple[tuple[str, ...], ...]
    provider_of: tuple[str, ...]
    kinds: dict[str, tuple[Row, ...]]
    days: dict[tuple[int, int, int], tuple[Row, ...]]
    undated: tuple[Row, ...]
    related: Sequence[tuple[Related, ...]]
    members: dict[Row, tuple[Row, ...]]
    collections_of: dict[Row, tuple[Row, ...]]
    twins: dict[Row, tuple[str, ...]]
    left_out: tuple[LeftOut, ...]
    ranked: tuple[Row, ...]
    latest: datetime
    redirects: tuple[Redirect, ...] = ()
    elsewhere: tuple[tuple[Row, RelatedLink], ...] = ()
