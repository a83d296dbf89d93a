"""The settings of a site, with their defaults: what ``site.toml`` may say.

What is said below a setting is what its users read: ``make docs`` puts it, in Markdown, into ``docs/settings.md``.
What a setting may be is checked in :mod:`generator.read.settings`.
"""

from typing import Literal

from msgspec import Struct

from generator.model.views.feeds import FeedFormat


class SiteSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[site]``: what the site is called and where it will stand."""

    title: str = "Broadsheet"
    """The name of the site: in the masthead, in page titles and in feeds."""

    description: str = ""
    """One sentence about it, for the front page, search engines and feeds."""

    language: str = "en"
    """The language of the site's own text, as a BCP 47 tag: `en`, `en-GB`, `de`. English and German are there. A
    record's `locale` may differ."""

    locale: str = ""
    """Whose way to write dates and numbers, if not that of the language: `de-CH`, `en-US`."""

    base_url: str = "http://localhost:8000/"
    """The address where the site will stand, absolute. A path is fine: all links then lie under it."""

    timezone: str = "UTC"
    """The zone, by its IANA name, in which dates are shown and by which days begin. Item paths contain the day, so
    choose it before you publish."""

    author: str = ""
    """Who answers for the feeds. Empty: the title."""

    id: str = ""
    """A word that tells this site's feeds from those of other sites; `broadsheet new` draws one by lot. Keep it, even
    if title and address change. See [below](#what-id-is-for)."""


class ContentSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[content]``: which records are built."""

    unpromoted: Literal["include", "exclude"] = "include"
    """Whether to build records with `published: false`. They are built like all others by default; the word means “not
    promoted”, not “draft”."""

    drafts: bool = False
    """Whether to build records with `draft: true`."""


class ListSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[lists]``: how long lists are cut."""

    page_size: int = 20
    """Items on one numbered page of a list. The landing page of a list holds between one and two pages of them."""

    related: int = 5
    """Places in the sidebar of related articles, at most."""


FeedScope = Literal["site", "topics", "providers", "kinds", "topic-providers", "top", "daily", "weekly"]
ListScope = Literal["site", "topics", "providers", "kinds"]


class FeedSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[feeds]``: which feeds there are, and what they hold. ``scopes`` are what has feeds, ``history`` what of it has
    archived ones, too. ``ttl`` is in minutes, 0 for no hint. ``id_authority`` is the first part of every tag: URI
    (RFC 4151)."""

    entries: int = 50
    """Entries of a feed, the newest ones. Also the length of an archived part of it; see
    [below](#what-goes-further-back)."""

    formats: tuple[FeedFormat, ...] = ("rss", "atom", "json")
    """RSS 2.0, Atom 1.0, JSON Feed 1.1."""

    scopes: tuple[FeedScope, ...] = ("site", "topics", "providers", "kinds", "top", "daily", "weekly")
    """What has a feed; see [below](#which-feeds-there-are)."""

    history: tuple[ListScope, ...] = ("site",)
    """Which of these feeds have archived parts, too, so that a reader can fetch every item there ever was."""

    opml: bool = True
    """Whether to write `feeds.opml`, which feed readers import: one of all feeds, one for each topic."""

    link: Literal["source", "page"] = "source"
    """Where an entry leads: to the article, or to our page of it. See [below](#where-entries-lead)."""

    ttl: int = 60
    """Minutes that a reader may wait before it asks again (`ttl` and `sy:updatePeriod` in RSS). 0 gives no hint."""

    id_authority: str = "broadsheet.example,2026"
    """The first part of every id in a feed: a domain name and a date on which it was yours ([RFC
    4151](https://www.rfc-editor.org/rfc/rfc4151), section 2.1). Choose it before you publish, and keep it."""

    ledger: str = ""
    """A file among the records that keeps the paths and ids of items, such as `ledger.tsv`; see
    [ledger.md](ledger.md). Commit it. Empty: paths follow the records."""

    hub: str = ""
    """The address of a [WebSub](https://www.w3.org/TR/websub/) hub. Feeds name it, and `broadsheet ping` tells it
    which of them changed."""

    indexnow_key: str = ""
    """A key of your choice, by which `broadsheet ping` tells search engines of changed pages
    ([IndexNow](https://www.indexnow.org/documentation)). It is published as a file of that name, to prove that the
    site is yours."""


class ThemeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[theme]``: how pages look, and what frames them. Lines of ``navigation`` are the name of a section
    or ``Text <address>``, those of ``footer`` the latter or text."""

    accent: str = ""
    """The colour of links and marks, as `#rrggbb`. On paper it is made darker, in the dark lighter, as far as it takes
    to be read (4.5 to 1, as WCAG asks). Empty: the theme's own."""

    logo: str = ""
    """A picture beside the title: its path in the folder of records, such as `assets/logo.png`. It is drawn into a
    square, so a square one looks best."""

    navigation: tuple[str, ...] = ()
    """What the masthead links to, in order: the name of a section (`"topics"`, or any other of `[sections]`, or
    `"search"`), or a text with an address in angle brackets (`"About <https://example.org/about>"`; `</about/>` lies on
    the site itself). Empty: every section that the site has, and the search."""

    footer: tuple[str, ...] = ()
    """Lines below every page: a text with an address, likewise, or just text."""


class SectionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[sections]``: which parts the site has beside its front page and the pages of its items."""

    topics: bool = True
    """`topics/`: the index, from A to Z where it is long; a page for every topic; strips of the front page."""

    providers: bool = True
    """`providers/`: the index, from A to Z where it is long, and a page for every provider."""

    kinds: bool = True
    """`kinds/`: the index, and a page for every kind: articles, videos, courses."""

    archive: bool = True
    """`archive/`: calendars of years and months, and a page for every day."""

    statistics: bool = True
    """`statistics/`: the site in figures and charts."""

    feeds: bool = True
    """`feeds/`: the page that tells how to subscribe. The feeds themselves stay."""


class RankSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[rank]``: what puts an item first. ``half_life`` is in days, the weights in half-lives."""

    half_life: float = 3.0
    """Days by which an item must be newer to make up for a standing that is lower by one. Small: the news of the hour.
    Large: the best of the month."""

    promotion: float = 3.0
    """What it is worth to be promoted (`published` is not `false`), in half-lives."""

    quality: float = 2.0
    """What a `quality` of 100 is worth, in half-lives."""

    heat: float = 1.0
    """What a `heat` of 100 is worth, in half-lives."""


class ImageSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[images]``: what becomes of pictures elsewhere on the web. ``deadline`` is in seconds, ``ttl`` in days.

    Hosts are in lower case; one of ``allow_hosts`` may carry a port.
    """

    mode: Literal["cache", "remote", "off"] = "cache"
    """`cache`: each picture is fetched once, kept under `--cache`, and served from your site. `remote`: pages point at
    the picture where it lies, and nothing is fetched. `off`: such pictures are not shown."""

    include: tuple[str, ...] = ()
    """Hosts whose pictures are shown, with everything below them: `example.org` means `img.example.org` too. Empty:
    all hosts."""

    exclude: tuple[str, ...] = ()
    """Hosts whose pictures are not shown, likewise. It goes before `include`."""

    allow_hosts: tuple[str, ...] = ()
    """Hosts that may be asked although they lie in a private network or on this machine: `intranet.example`,
    `localhost:8080`. With a port, only that port is meant."""

    deadline: int = 60
    """Seconds that one build may spend on fetching. What is not there by then is fetched by the next build."""

    ttl: int = 30
    """Days after which a kept picture's host is asked whether it changed."""

    avif: bool = False
    """Whether to make AVIF beside WebP: files a tenth to a third smaller, for several times the time of making
    them."""


class SearchSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[search]``: whether the site can be searched. ``limit`` is in items."""

    enabled: bool = True
    """Whether to make the index and the page to search from."""

    limit: int = 10_000
    """Items up to which an index is made. It takes about half a millisecond, 40 kB of memory and one small file for
    each item, anew whenever one of them changes: 5 seconds at 10,000."""


class ApiSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[api]``: whether the site can be read by programs."""

    enabled: bool = False
    """Whether to make them: one for each item, and pages of 25 items of every folder of records and of every topic in
    it."""


class MetadataSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[metadata]``: what pages tell search engines, other sites and programs."""

    canonical: Literal["own", "source"] = "own"
    """What the page of an item names as its canonical address: itself, or the article where it was published. With
    `source`, search engines show the article in its place, and sitemaps leave the page out."""

    json_ld: bool = True
    """Whether pages describe themselves in [JSON-LD](metadata.md#json-ld)."""

    twitter: str = ""
    """The account on X that cards name as the site's: `@weeknotes`."""

    icons: bool = True
    """Whether to make icons and a web manifest: of `theme.logo`, or without one, of the first letter of the title in
    the accent colour. A theme that brings its own `static/icon.svg` is left alone."""

    image_sitemap: bool = False
    """Whether sitemaps name the picture of each item, too."""

    news_sitemap: bool = False
    """Whether to make `sitemap-news.xml`: the articles of the last two days before the newest item, 1,000 at most.
    Google wants it [of publishers of news](metadata.md#sitemaps), for their own articles."""

    humans: tuple[str, ...] = ()
    """The lines of `humans.txt`, which says who made the site. Empty: there is no such file."""


class SecuritySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[security]``: where to report a weakness, as `/.well-known/security.txt`
    ([RFC 9116](https://www.rfc-editor.org/rfc/rfc9116)) tells it. ``contact`` and ``expires`` go together."""

    contact: tuple[str, ...] = ()
    """Where to write to, the best first: `mailto:` and `https:` addresses, or `tel:`. Empty: there is no such file."""

    expires: str = ""
    """When what is said here is to be doubted: a day and a time with its zone, such as `"2027-06-30T00:00:00Z"`, less
    than a year ahead. It has no default: a build does not ask the clock."""

    encryption: tuple[str, ...] = ()
    """Where the keys are to write in secret."""

    acknowledgments: tuple[str, ...] = ()
    """Where those are thanked who reported something."""

    policy: tuple[str, ...] = ()
    """Where it says how reports are dealt with."""

    languages: tuple[str, ...] = ()
    """What languages you read: `["en", "de"]`."""


class HostSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[host]``: what the host of the published site takes. Megabytes are of 1,000,000 bytes."""

    size: int = 1_000
    """Megabytes in all files, 0 for no limit. GitHub Pages and GitLab Pages take 1 GB."""

    files: int = 0
    """Files, 0 for no limit. GitHub Pages names none, GitLab Pages 200,000, Cloudflare Pages 20,000 (on paid plans
    100,000)."""

    file_size: int = 100
    """Megabytes in one file, 0 for no limit. GitHub refuses more than 100 MB, Cloudflare Pages more than 25 MiB,
    which is 26."""


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
    metadata: MetadataSettings = MetadataSettings()
    security: SecuritySettings = SecuritySettings()
    host: HostSettings = HostSettings()
