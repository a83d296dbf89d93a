"""The organised site: its items, and the topics, providers, lists and links that connect them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from generator.model.item import Item, ItemImage, RelatedLink
from generator.model.ledger import Redirect
from generator.model.site_data import SiteLink, SourceInfo
from generator.model.stories import Story

Row = int
"""The index of an item in :attr:`Catalogue.items`."""


class Topic(Struct, frozen=True, gc=False):
    """A topic in the topic tree.

    ``rows`` are its items and those of its descendants, newest first. ``ranked`` are the best of them, in the order of
    :attr:`Catalogue.ranked`. ``parent`` and ``children`` are slugs; children are in display order.
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
    description: str = ""
    links: tuple[SiteLink, ...] = ()
    ranked: tuple[Row, ...] = ()


class Provider(Struct, frozen=True, gc=False):
    """A provider, or a domain that several providers share.

    ``slug`` is its path under ``/providers/``: the domain, ``domain/name-slug`` for a provider on a shared domain, or
    the slug of the name if it has no domain. A shared domain has its own page with all its items; ``parts`` are then
    the slugs of its providers, else empty. ``website`` and ``feed`` are URLs, "" if unknown.
    """

    slug: str
    name: str
    domain: str
    rows: tuple[Row, ...]
    parts: tuple[str, ...] = ()
    description: str = ""
    logo: ItemImage | None = None
    website: str = ""
    feed: str = ""


class FieldTerm(Struct, frozen=True, gc=False):
    """A term of a field taxonomy: an author, a tag. ``spellings`` are the values in records that mean it.

    Example: ``FieldTerm("ada-lovelace", "Ada Lovelace", (0, 3), ("Ada Lovelace", "ada lovelace"))``.
    """

    slug: str
    name: str
    rows: tuple[Row, ...]
    spellings: tuple[str, ...]


class Related(Struct, frozen=True, gc=False):
    """One related item: an item of the site (``row``), or an article on another site."""

    row: Row | None
    elsewhere: RelatedLink | None = None


class SharedPath(Struct, frozen=True, gc=False, order=True):
    """A path that belongs to no item, because day and title of several would make it. ``rows`` are those on the
    site, newest first: one alone if the others are withdrawn.
    """

    path: str
    rows: tuple[Row, ...]


class LeftOut(Struct, frozen=True, gc=False):
    """A record that is not built, and one of the reasons that the summary counts. ``url`` is what links to the record
    lead to instead: the URL of the original article, "" if they must not lead there."""

    path: str
    reason: str
    url: str = ""


class Catalogue(Struct, frozen=True):
    """The whole site, organised. Every order is total.

    - ``items``: newest first (ties by key); undated ones last, by title and key.
    - ``slugs[row]``: path under the site's root, ``2021/12/15/title`` or ``course/title``.
    - ``provider_of[row]``: slug of the most specific provider, "" if there is none.
    - ``topics_of[row]``: slugs of the item's own topics, main topic first.
    - ``days``: rows by ``(year, month, day)`` in the site's time zone.
    - ``related[row]``: related items, five by default. May be a lazy sequence.
    - ``elsewhere``: the related articles on other sites, by row.
    - ``members[row]``: rows of a collection, in its order.
    - ``collections_of[row]``: collections that contain the row.
    - ``twins[row]``: paths of duplicate records that the item replaces.
    - ``ranked``: the site's best items, best first, at most two in a row from one provider. As many as the longest feed
      has entries, or as two pages of a list have cards if that is more.
    - ``latest``: newest publication date that is not held back (:mod:`generator.base.date_outliers`).
    - ``horizon``: later dates are held back, publication dates and others.
    - ``redirects``: former paths of items.
    - ``shared_paths``: paths with a page that names several items.
    - ``stories``: stories of several articles. ``story_of[row]``: the story of an article that is in one.
    - ``sources``: the public sources of ``sources.toml``, in its order.
    - ``topic_reasons``: by the key of an item, the names of topics that its words gave it, with the reasons.
    - ``field_terms``: terms of the field taxonomies that the site has pages for, by taxonomy.

    The items of a topic, and the topics of an item::

        [catalogue.items[row].title for row in catalogue.topics[0].rows]
        catalogue.topics_of[row]      # ("craft", "weaving")
        catalogue.slugs[row]          # "2021/12/15/looms-are-back"
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
    shared_paths: tuple[SharedPath, ...] = ()
    horizon: datetime = datetime.max.replace(tzinfo=UTC)
    elsewhere: tuple[tuple[Row, RelatedLink], ...] = ()
    field_terms: dict[str, tuple[FieldTerm, ...]] = {}
    stories: tuple[Story, ...] = ()
    story_of: dict[Row, Story] = {}
    sources: tuple[SourceInfo, ...] = ()
    topic_reasons: dict[str, dict[str, str]] = {}
