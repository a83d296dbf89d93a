"""The settings of a site, with their defaults: what ``site.toml`` may say."""

from typing import Literal

from msgspec import Struct

from generator.model.feed import FeedFormat


class SiteSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[site]``: what the site is called and where it will stand."""

    title: str = "Broadsheet"
    description: str = ""
    language: str = "en"
    locale: str = ""
    base_url: str = "http://localhost:8000/"
    timezone: str = "UTC"
    author: str = ""
    id: str = ""


class ContentSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[content]``: which records are built."""

    unpromoted: Literal["include", "exclude"] = "include"
    drafts: bool = False


class ListSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[lists]``: how long lists are cut."""

    page_size: int = 20
    related: int = 5


FeedScope = Literal["site", "topics", "providers", "kinds", "topic-providers", "top", "daily", "weekly"]
ListScope = Literal["site", "topics", "providers", "kinds"]


class FeedSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[feeds]``: which feeds there are, and what they hold. ``scopes`` are what has feeds, ``history`` what of it has
    archived ones, too. ``ttl`` is in minutes, 0 for no hint. ``id_authority`` is the first part of every tag: URI
    (RFC 4151)."""

    entries: int = 50
    formats: tuple[FeedFormat, ...] = ("rss", "atom", "json")
    scopes: tuple[FeedScope, ...] = ("site", "topics", "providers", "kinds", "top", "daily", "weekly")
    history: tuple[ListScope, ...] = ("site",)
    opml: bool = True
    link: Literal["source", "page"] = "source"
    ttl: int = 60
    id_authority: str = "broadsheet.example,2026"
    ledger: str = ""
    hub: str = ""
    indexnow_key: str = ""


class ThemeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[theme]``: how pages look, and what frames them. Lines of ``navigation`` and ``footer`` are the name of a
    section, ``Text <address>``, or text."""

    accent: str = ""
    logo: str = ""
    navigation: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


class SectionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[sections]``: which parts the site has beside its front page and the pages of its items."""

    topics: bool = True
    providers: bool = True
    kinds: bool = True
    archive: bool = True
    statistics: bool = True
    feeds: bool = True


class RankSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[rank]``: what puts an item first. ``half_life`` is in days, the weights in half-lives."""

    half_life: float = 3.0
    promotion: float = 3.0
    quality: float = 2.0
    heat: float = 1.0


class ImageSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[images]``: what becomes of pictures elsewhere on the web. ``deadline`` is in seconds, ``ttl`` in days.

    Hosts are in lower case; one of ``allow_hosts`` may carry a port.
    """

    mode: Literal["cache", "remote", "off"] = "cache"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    deadline: int = 60
    ttl: int = 30
    avif: bool = False


class SearchSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[search]``: whether the site can be searched. ``limit`` is in items."""

    enabled: bool = True
    limit: int = 10_000


class ApiSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[api]``: whether the site can be read by programs."""

    enabled: bool = False


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of a build, options of the command line already laid over ``site.toml``."""

    site: SiteSettings = SiteSettings()
    content: ContentSettings = ContentSettings()
    lists: ListSettings = ListSettings()
    feeds: FeedSettings = FeedSettings()
    theme: ThemeSettings = ThemeSettings()
    sections: SectionSettings = SectionSettings()
    rank: RankSettings = RankSettings()
    images: ImageSettings = ImageSettings()
    search: SearchSettings = SearchSettings()
    api: ApiSettings = ApiSettings()
