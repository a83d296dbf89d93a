"""Documents of the JSON API, with camelCase names as clients expect them.

A list page and its entries have the shape of the old system's API: every name is always present, ``null`` if there is
no value. A JSON Schema is published, so other names are not allowed.
"""

from datetime import datetime

from msgspec import Struct

from generator.model.item import ItemAction, Profile


class ApiPicture(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """An image that a record refers to: absolute URL, sizes in pixels."""

    url: str
    width: int | None
    height: int | None
    title: str | None
    attribution: str | None
    is_cached: bool


class ApiSource(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """The publisher of an item, from its record. ``publishers`` is always null: no record has any."""

    name: str
    domain: str | None
    images: tuple[ApiPicture, ...] | None
    publishers: None
    authors: tuple[str, ...] | None


class ApiEntry(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """An item in a list page.

    ``path`` is the record's. Text is plain, ``content`` is sanitised HTML. ``featuredContent`` is HTML: a frame with a
    video of a supported host. ``sourceUrl`` and ``highlight`` are always null.
    """

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
    """A list page. Page 1 has the newest items. ``nextPage`` is a page number, null on the last page."""

    page: int
    value: tuple[ApiEntry, ...]
    next_page: int | None


class ApiLink(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A related article that an item's record names. ``url`` is absolute."""

    title: str
    url: str
    excerpt: str
    published_date_time: datetime | None
    provider: str | None


class ApiStory(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """The story of an item. ``id`` is that of its first article, ``lead`` that of the article that leads it, as in
    feeds. ``items`` are the URLs of the pages of all articles, earliest first. ``page`` is that of the story.
    """

    id: str
    lead: str
    items: tuple[str, ...]
    page: str | None


class ApiItem(ApiEntry, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A complete item.

    ``id`` is the id of its feed entries, ``page`` the URL of its page. ``length`` is in seconds. ``members`` are the
    URLs of pages on this site, in the order of the collection.
    """

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
    story: ApiStory | None


class ApiTopic(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A topic. ``parent`` and ``children`` are slugs. ``lists`` are the URLs of the first pages of its lists. ``page``
    is ``None`` if the site has no topic pages.
    """

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
    """All topics in display order, parents before children."""

    topics: tuple[ApiTopic, ...]


class ApiProvider(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A provider. ``parts`` are the slugs of providers on its shared domain. ``page`` is ``None`` if the site has no
    provider pages.
    """

    slug: str
    name: str
    domain: str | None
    description: str
    parts: tuple[str, ...]
    page: str | None


class ApiProviders(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """All providers, sorted by slug."""

    providers: tuple[ApiProvider, ...]


class ApiTerm(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """A term of a field taxonomy: an author, a tag. ``page`` is the URL of its list."""

    slug: str
    name: str
    page: str


class ApiTerms(Struct, frozen=True, gc=False, rename="camel", forbid_unknown_fields=True):
    """All terms of a field taxonomy, sorted by slug."""

    terms: tuple[ApiTerm, ...]


class ApiSchema(Struct, frozen=True, gc=False):
    """The JSON Schema of all documents. ``id`` is its own absolute URL."""

    id: str


ApiBody = ApiPage | ApiItem | ApiTopics | ApiProviders | ApiTerms | ApiSchema
