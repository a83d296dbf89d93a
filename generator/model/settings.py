"""The settings of ``site.toml`` with their defaults.

The text below a field is documentation for users, in Markdown: ``make docs`` copies it to ``docs/settings.md``. Values
are checked in :mod:`generator.read.settings`.
"""

from typing import Any, Literal

from msgspec import Struct, field

from generator.model.feed_formats import FeedFormatName


class SiteSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[site]``: name, URL and language of the site."""

    title: str = "Broadsheet"
    """The name of the site: in the masthead, page titles and feeds."""

    description: str = ""
    """One sentence about the site, for the front page, search engines and feeds."""

    language: str = "en"
    """The language of the site's own text, as a BCP 47 tag: `en`, `en-GB`, `de`. English and German are included. A
    record's `locale` may differ.
    """

    locale: str = ""
    """Locale for dates and numbers, if different from the language: `de-CH`, `en-US`."""

    base_url: str = "http://localhost:8000/"
    """The absolute URL of the published site. It may contain a path: all links are then below it. An international
    host is written in its own script or as punycode."""

    domain: str = ""
    """The custom domain of the site, such as `radar.example`. It sets `base_url` to `https://radar.example/`, and the
    file `CNAME` tells GitHub Pages about it. Empty: no such file."""

    timezone: str = "UTC"
    """The time zone of dates and of the start of a day, as an IANA name. Item paths contain the day, so choose it
    before you publish.
    """

    author: str = ""
    """Author of the feeds. Empty: the title."""

    id: str = ""
    """A word that distinguishes the feeds of this site from those of other sites; `broadsheet new` generates a random
    one. Keep it, even if you change title and URL. See [below](#what-id-is-for).
    """

    custom: dict[str, Any] = {}
    """A table of values of your own, for your own templates: see [below](#what-custom-is-for)."""


class ContentSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[content]``: which records are built."""

    unpromoted: Literal["include", "exclude"] = "include"
    """Whether to build records with `published: false`. By default they are built like all others: the value means
    “not promoted”, not “draft”.
    """

    drafts: bool = False
    """Whether to build records with `draft: true`."""

    hold_back_dates: bool = True
    """Whether feeds and rankings hold back a date that is more than five years after every other date of the site. A
    warning names it. No other date is ever changed.
    """

    removal_limit: int = 50
    """The share of its public pages, in percent, that one build may remove. A build that would remove more, or the last
    one, stops and publishes nothing, because the folder of records is probably not complete. Fewer than five pages may
    always go, and a site of five may replace all of them. 100: no limit. `--allow-removal` lifts the limit once.
    """

    pool: str = field(default="", name="from")
    """A folder of records that several sites share, as a path from this folder, such as `../pool`. A file here replaces
    one there with the same path. See [scale.md](scale.md#a-pool-of-records).
    """

    topics: tuple[str, ...] = ()
    """The topics of the records to take from the pool: `["AI", "Robotics"]`. Topics below them count, too. By default,
    all records are taken.
    """


LinkTarget = Literal["page", "source"]


class ListSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[lists]``: the length of lists, and where their titles lead."""

    page_size: int = 20
    """Items on each numbered page of a list. The first page of a list has between one and two times as many."""

    related: int = 5
    """Related articles in the sidebar, at most."""

    link: LinkTarget | dict[str, LinkTarget] = "page"
    """Where titles in lists lead: to the item's page on this site, or to the original article, with a link to its page
    at the date. A table sets it by type: `{article = "source", video = "page"}`. See [below](#where-titles-lead)."""

    def link_of(self, kind: str) -> LinkTarget:
        """Return where titles of items of a kind lead."""
        return self.link.get(kind, "page") if isinstance(self.link, dict) else self.link


FeedScope = Literal[
    "site", "topics", "providers", "kinds", "authors", "tags", "topic-providers", "top", "daily", "weekly"
]
ListScope = Literal["site", "topics", "providers", "kinds", "authors", "tags"]


class TopicSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[topics]``: topics of items by their words."""

    assign: Literal["never", "missing", "always"] = "never"
    """Whether the `keywords` and `hashtags` of topic files also give items their topics: never, to items whose record
    has none, or to all, after those of the record. See [records.md](records.md#topics-and-providers)."""


class FeedSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[feeds]``: which feeds are written, and what they contain.

    ``scopes`` are the lists with feeds, ``history`` those that also have archive feeds. ``ttl`` is in minutes, 0 for
    no hint. ``id_authority`` is the authority of every tag: URI (RFC 4151).
    """

    entries: int = 50
    """Entries of a feed: the newest items. Also the most entries of an archive feed; see
    [below](#archived-feeds).
    """

    formats: tuple[FeedFormatName, ...] = ("rss", "atom", "json")
    """RSS 2.0, Atom 1.0, JSON Feed 1.1."""

    scopes: tuple[FeedScope, ...] = ("site", "topics", "providers", "kinds", "top", "daily", "weekly")
    """Lists that have feeds; see [below](#feed-scopes)."""

    history: tuple[ListScope, ...] = ("site",)
    """Feeds that also have archive feeds, so that readers can fetch every item ever published."""

    opml: bool = True
    """Whether to write `feeds.opml`, a list of feeds that feed readers can import: one of all feeds, and one for each
    topic.
    """

    link: Literal["source", "page"] = "source"
    """The main link of an entry: the article, or its page on this site. See [below](#entry-links)."""

    ttl: int = 60
    """Minutes that a feed reader should wait before it refreshes (`ttl` and `sy:updatePeriod` in RSS). 0 gives no
    hint.
    """

    id_authority: str = "broadsheet.example,2026"
    """The first part of every id in a feed: a domain name and a date on which you owned it ([RFC
    4151](https://www.rfc-editor.org/rfc/rfc4151), section 2.1). Choose it before you publish, and keep it.
    """

    stories: Literal["all", "leads"] = "all"
    """`all`: the feeds of the site and of lists have every article. `leads`: the first article stands for each
    [story](stories.md#in-feeds), so that readers see it once. `top` and the digests always show a story once.
    """

    ledger: str = ""
    """A file in the folder of records that stores the paths and ids of items, such as `ledger.tsv`; see
    [ledger.md](ledger.md). Commit it. Empty: paths follow the records.
    """

    hub: str = ""
    """The URL of a [WebSub](https://www.w3.org/TR/websub/) hub. Feeds name it, and `broadsheet ping` notifies it of
    changed feeds.
    """

    indexnow_key: str = ""
    """A key of your choice, with which `broadsheet ping` notifies search engines of changed pages
    ([IndexNow](https://www.indexnow.org/documentation)). It is published as a file of that name, to prove that you own
    the site.
    """


class ThemeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[theme]``: colours, logo, navigation and footer.

    A line of ``navigation`` is the name of a section or ``Text <URL>``. A line of ``footer`` is ``Text <URL>`` or
    text.
    """

    accent: str = ""
    """The colour of links and highlights, as `#rrggbb`. It is darkened in light mode and lightened in dark mode until
    the contrast is 4.5:1 (WCAG). Empty: the theme's own colour.
    """

    layout: Literal["newspaper", "river"] = "newspaper"
    """`newspaper`: a front page with top stories, latest items and topics, and lists of cards with images. `river`: one
    line an item, newest first, with days as headings.
    """

    templates: str = ""
    """The folder of your [templates](theming.md), such as `templates`: beside `site.toml`, or else beside the folder of
    records. `--templates` overrides it.
    """

    logo: str = ""
    """An image next to the title: its path in the folder of records, such as `assets/logo.png`. An SVG file is drawn as
    pixels. A logo at least twice as wide as it is high is a word mark: it replaces the title.
    """

    navigation: tuple[str, ...] = ()
    """The links in the masthead, in order: the name of a section (`"topics"`, or any other of `[sections]`, or
    `"search"`), or a text with a URL in angle brackets (`"About <https://example.org/about>"`; `</about/>` is on the
    site itself). Empty: the sections for readers, and the search; statistics are for owners.
    """

    footer: tuple[str, ...] = ()
    """Lines at the bottom of every page: a text with a URL in angle brackets, or just text."""


class SectionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[sections]``: parts of the site besides the front page and item pages."""

    topics: bool = True
    """`topics/`: the index of topics, by letter if it is long; a page for every topic; topics on the front page."""

    providers: bool = True
    """`providers/`: the index of providers, by letter if it is long, and a page for every provider."""

    kinds: bool = True
    """`kinds/`: the index of types, and a page for every type: articles, videos, courses."""

    authors: bool = False
    """`authors/`: the index of authors, by letter if it is long, and a page for every author that records name
    (`provider.authors`). A person's profile is listed with their articles. Add `"authors"` to `feeds.scopes` for feeds.
    """

    tags: bool = False
    """`tags/`: the index of tags, by letter if it is long, and a page for every tag. Add `"tags"` to `feeds.scopes` for
    feeds.
    """

    archive: bool = True
    """`archive/`: calendars of years and months, and a page for every day."""

    statistics: bool = True
    """`statistics/`: numbers and charts about the site."""

    sources: bool = True
    """`sources/`: the sources of `sources.toml`, with a link to each feed and as OPML, for a site that has some.
    Private ones are never named.
    """

    feeds: bool = True
    """`feeds/`: the page that lists all feeds. The feeds themselves are always written."""


class RankSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[rank]``: the ranking of items. ``half_life`` is in days, the weights in half-lives."""

    half_life: float = 3.0
    """Days by which an item must be newer to make up for a score that is lower by one. A small value favours the news
    of the hour, a large one the best of the month.
    """

    promotion: float = 3.0
    """Score for a promoted item (`published` is not `false`), in half-lives."""

    quality: float = 2.0
    """Score for a `quality` of 100, in half-lives."""

    heat: float = 1.0
    """Score for a `heat` of 100, in half-lives."""

    coverage: float = 0.5
    """Score for each doubling of the providers in a [story](stories.md), for its lead: once for 2 providers, twice for
    4, three times for 8 or more.
    """

    image: float = 0.25
    """Score for an image, if the record has neither `quality` nor `heat`."""

    per_provider: int = 2
    """Items of one provider among the first nine of the front page, at most, as long as there are others. 0: no
    limit.
    """


class StorySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[stories]``: articles of several providers about one event. ``hours`` counts from the first article."""

    enabled: bool = True
    """Whether to find [stories](stories.md): the front page, the best items and the digests then show an event once,
    with the other articles below it.
    """

    closeness: float = 0.38
    """How similar two articles must be, from 0 to 1. A smaller value finds more stories, and more that are none.
    `broadsheet explain` shows the closeness of an article and those next to it.
    """

    hours: int = 48
    """Hours after the first article of a story in which others can join it."""

    shown: int = 5
    """Other providers that a card names below “Also covered by”, at most. 0: none."""

    lists: Literal["all", "leads"] = "all"
    """`all`: the lists of the front page and of topics have every article. `leads`: they have one article for each
    story.
    """


class ImageSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[images]``: handling of remote images. ``deadline`` is in seconds, ``ttl`` in days.

    Hosts are in lower case; those of ``allow_hosts`` may have a port.
    """

    mode: Literal["cache", "remote", "off"] = "cache"
    """`cache`: each image is fetched once, stored under `--cache`, and served from your site. `remote`: pages link to
    the image on its own host, and nothing is fetched. `off`: remote images are not shown. Applies to images in bodies,
    too.
    """

    include: tuple[str, ...] = ()
    """Hosts whose images are shown, including subdomains: `example.org` includes `img.example.org`. Empty: all
    hosts.
    """

    exclude: tuple[str, ...] = ()
    """Hosts whose images are not shown, including subdomains. Overrides `include`."""

    allow_hosts: tuple[str, ...] = ()
    """Hosts in a private network or on this machine from which images may be fetched: `intranet.example`,
    `localhost:8080`. With a port, only that port is allowed.
    """

    deadline: int = 60
    """Seconds that one build may spend on fetching. The next build fetches the remaining images."""

    ttl: int = 30
    """Days until the host of a cached image is asked whether the image has changed."""

    avif: bool = False
    """Whether to generate AVIF in addition to WebP: the files are a tenth to a third smaller, but take several times
    as long to generate.
    """

    shared_cache: str = ""
    """A place for fetched and resized images that several machines share, such as `s3://bucket/folder`. Empty: none.
    Needs `pip install "broadsheet[s3]"`. See [scale.md](scale.md#a-shared-cache-of-images).
    """


class SearchSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[search]``: the search of the site. ``limit`` is in items."""

    enabled: bool = True
    """Whether to generate the search index and the search page."""

    limit: int = 250_000
    """The most items for which an index is generated. A change remakes the block of its item: a quarter of a
    millisecond and 20 kB of memory for each item of the block, which has a fifth of the site at most.
    """


class ApiSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[api]``: the JSON API of the site."""

    enabled: bool = False
    """Whether to write the API: a document for each item, and pages of 25 items for every folder of records and for
    every topic in it.
    """


class MetadataSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[metadata]``: metadata for search engines, other sites and programs."""

    canonical: Literal["own", "source"] = "own"
    """The canonical URL of an item page: the page itself, or the original article. With `source`, search engines show
    the article instead, and sitemaps leave the page out.
    """

    json_ld: bool = True
    """Whether pages contain metadata in [JSON-LD](metadata.md#json-ld)."""

    twitter: str = ""
    """The site's account on X, for link previews: `@weeknotes`."""

    icons: bool = True
    """Whether to generate icons and a web manifest: from `theme.logo`, or else from the first letter of the title in
    the accent colour. A theme with its own `static/icon.svg` keeps it.
    """

    image_sitemap: bool = False
    """Whether sitemaps include the image of each item."""

    news_sitemap: bool = False
    """Whether to write `sitemap-news.xml`: the articles of the last two days before the newest item, at most 1,000.
    Google expects it [from news publishers](metadata.md#sitemaps), for their own articles.
    """

    humans: tuple[str, ...] = ()
    """The lines of `humans.txt`, which names the people behind the site. Empty: no such file."""


class SecuritySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[security]``: what pages may load from other sites; and contacts for reporting vulnerabilities, published as
    `/.well-known/security.txt` ([RFC 9116](https://www.rfc-editor.org/rfc/rfc9116)). ``contact`` and ``expires`` need
    each other.
    """

    script_src: tuple[str, ...] = ()
    """Sites from which pages may load scripts, such as `https://stats.example`; see
    [theming.md](theming.md#what-other-sites-may-do). The same for the next five settings.
    """

    style_src: tuple[str, ...] = ()
    """Sites from which pages may load style sheets."""

    font_src: tuple[str, ...] = ()
    """Sites from which pages may load fonts. Fonts in `static/` are always allowed."""

    frame_src: tuple[str, ...] = ()
    """Sites that pages may show in a frame. Videos need no setting."""

    form_action: tuple[str, ...] = ()
    """Sites to which forms may be sent."""

    connect_src: tuple[str, ...] = ()
    """Sites to which scripts may connect."""

    contact: tuple[str, ...] = ()
    """Where to report a vulnerability, the preferred way first: `mailto:`, `https:` or `tel:` URLs. Empty: no such
    file.
    """

    expires: str = ""
    """Expiry date of this information: a date and time with a time zone, such as `"2027-06-30T00:00:00Z"`, less than a
    year from now. It has no default, because builds never use the current time.
    """

    encryption: tuple[str, ...] = ()
    """URLs of keys for encrypted reports."""

    acknowledgments: tuple[str, ...] = ()
    """URLs of pages that thank people for their reports."""

    policy: tuple[str, ...] = ()
    """URLs of your policy for handling reports."""

    languages: tuple[str, ...] = ()
    """The languages that you read: `["en", "de"]`."""


class HostSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[host]``: the limits of the host. A megabyte is 1,000,000 bytes."""

    size: int = 1_000
    """Megabytes of all files together, 0 for no limit. GitHub Pages and GitLab Pages allow 1 GB."""

    files: int = 0
    """Number of files, 0 for no limit. GitHub Pages has no limit, GitLab Pages 200,000, Cloudflare Pages 20,000 (paid
    plans 100,000).
    """

    file_size: int = 100
    """Megabytes of one file, 0 for no limit. GitHub rejects more than 100 MB, Cloudflare Pages more than 25 MiB, which
    is 26 MB.
    """


class ClusterSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """``[cluster]``: machines that share the work. See docs/scale.md."""

    address: str = ""
    """Address of a Dask scheduler, such as `tcp://10.0.0.2:8786`. Needs `pip install "broadsheet[cluster]"`."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of a build: ``site.toml``, overridden by command line options."""

    site: SiteSettings = SiteSettings()
    content: ContentSettings = ContentSettings()
    lists: ListSettings = ListSettings()
    topics: TopicSettings = TopicSettings()
    feeds: FeedSettings = FeedSettings()
    theme: ThemeSettings = ThemeSettings()
    sections: SectionSettings = SectionSettings()
    rank: RankSettings = RankSettings()
    stories: StorySettings = StorySettings()
    images: ImageSettings = ImageSettings()
    search: SearchSettings = SearchSettings()
    api: ApiSettings = ApiSettings()
    metadata: MetadataSettings = MetadataSettings()
    security: SecuritySettings = SecuritySettings()
    host: HostSettings = HostSettings()
    cluster: ClusterSettings = ClusterSettings()
