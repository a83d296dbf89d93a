"""What the JSON API says: documents for clients of lists, written with the names that clients know (camelCase).

A page and its entries have the shape that clients of the old system read: every name is always there, ``null`` where
there is nothing to say. The shapes are published as a JSON Schema, so they allow no other names.
"""

from datetime import datetime

from msgspec import Struct

from generator.model.item import ItemAction, Profile


class ApiPicture(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A picture as its record names it: an absolute address, sizes in pixels."""

    url: str
    width: int | None
    height: int | None
    title: str | None
    attribution: str | None
    is_cached: bool


class ApiSource(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """Who published an item, as its record says. ``publishers`` is always null: no record has any."""

    name: str
    domain: str | None
    images: tuple[ApiPicture, ...] | None
    publishers: None
    authors: tuple[str, ...] | None


class ApiEntry(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """An item in a page. ``path`` is its record's. Text is plain, ``content`` clean HTML. ``featuredContent`` is HTML:
    a frame that plays a video of an allowed host. ``sourceUrl`` and ``highlight`` are always null."""

    path: str
    title: str
    excerpt: str
    source_url: None
    web_url: str | None
    original_url: str | None
    featured_content: str | None
    highlight: None
    heat: int | None
    tags: tuple[str, ...] | None
    images: tuple[ApiPicture, ...] | None
    content: str
    type: str
    amp_web_url: str | None
    cdn_amp_web_url: str | None
    published_date_time: datetime | None
    updated_date_time: datetime | None
    provider: ApiSource | None
    locale: str
    categories: tuple[str, ...]
    topics: tuple[str, ...]


class ApiPage(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A page of a list, counted from 1, the newest. ``nextPage`` is its number, null on the last."""

    page: int
    value: tuple[ApiEntry, ...]
    next_page: int | None


class ApiLink(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """An article that an item names as related. ``url`` is absolute."""

    title: str
    url: str
    excerpt: str
    published_date_time: datetime | None
    provider: str | None


class ApiItem(ApiEntry, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """An item whole. ``id`` is that of its feed entries, ``page`` the address of its page. ``length`` is in seconds.
    ``members`` are addresses of pages of this site, in the order of the collection."""

    id: str
    page: str
    link: str | None
    quality: int | None
    promoted: bool
    video: str | None
    related: tuple[ApiLink, ...]
    actions: tuple[ItemAction, ...]
    members: tuple[str, ...]
    member_count: int | None
    price: str | None
    length: int | None
    levels: tuple[str, ...]
    rating: float | None
    rating_count: int | None
    profile: Profile | None


class ApiTopic(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A topic. ``parent`` and ``children`` are slugs; ``lists`` are addresses of the first pages of its lists.
    ``page`` is ``None`` on a site without pages of topics."""

    slug: str
    name: str
    shortname: str | None
    parent: str | None
    children: tuple[str, ...]
    keywords: tuple[str, ...]
    hashtags: tuple[str, ...]
    page: str | None
    lists: tuple[str, ...]


class ApiTopics(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """All topics, in display order, parents before children."""

    topics: tuple[ApiTopic, ...]


class ApiProvider(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A provider; ``parts`` are slugs of those that share its domain. ``page`` is ``None`` on a site without pages of
    providers."""

    slug: str
    name: str
    domain: str | None
    description: str
    parts: tuple[str, ...]
    page: str | None


class ApiProviders(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """All providers, by slug."""

    providers: tuple[ApiProvider, ...]


class ApiSchema(Struct, frozen=True, gc=False):
    """A JSON Schema of all documents; ``id`` is its own absolute address."""

    id: str


ApiBody = ApiPage | ApiItem | ApiTopics | ApiProviders | ApiSchema
