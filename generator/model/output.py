"""The output files of a site as values, and plans of them that are cheap to compute."""

from typing import Literal

from msgspec import Struct

from generator.model.views.api import ApiBody
from generator.model.views.feeds import FeedView, OutlineView
from generator.model.views.pages import AnyPage


class Page(Struct, frozen=True, gc=False, tag="page"):
    """An HTML page: ``template`` (``pages/item.html``) rendered with ``page``."""

    path: str
    template: str
    page: AnyPage


class Feed(Struct, frozen=True, gc=False, tag="feed"):
    """A feed in the format of a name: see :data:`generator.model.feed_formats.FEED_FORMATS`."""

    path: str
    format: str
    feed: FeedView


class Opml(Struct, frozen=True, gc=False, tag="opml"):
    """A list of feeds in OPML 2.0. ``owner`` may be empty."""

    path: str
    title: str
    owner: str
    outlines: tuple[OutlineView, ...]


class SitemapUrl(Struct, frozen=True, gc=False):
    """A URL in a sitemap, absolute.

    ``lastmod`` is an ISO 8601 date-time or "". ``pictures`` are the URLs of images on the page. A page in the news
    sitemap has a ``headline`` and its publication date.
    """

    url: str
    lastmod: str
    pictures: tuple[str, ...] = ()
    headline: str = ""
    published: str = ""


class Document(Struct, frozen=True, gc=False, tag="document"):
    """A document of the JSON API."""

    path: str
    body: ApiBody


class Sitemap(Struct, frozen=True, gc=False, tag="sitemap"):
    """A sitemap, or with ``index`` an index of sitemaps, by the protocol of sitemaps.org: at most 50,000 URLs. A news
    sitemap has the name of the ``publication`` and its ``language``.
    """

    path: str
    index: bool
    urls: tuple[SitemapUrl, ...]
    publication: str = ""
    language: str = ""


class Text(Struct, frozen=True, gc=False, tag="text"):
    """A text file, such as ``robots.txt``."""

    path: str
    text: str


class LetterIcon(Struct, frozen=True, gc=False, tag="letter icon"):
    """An icon that shows a letter: a capital or a digit without accents; "?" for a name that has none.

    ``side`` is in pixels, 0 for SVG. Colours are ``#rrggbb``. Example:
    ``LetterIcon("icon-192.png", "png", "R", "#8c2f1b", "#fdfcf9", 192)``.
    """

    path: str
    format: Literal["png", "ico", "svg"]
    letter: str
    background: str
    ink: str
    side: int = 0


class VariantFile(Struct, frozen=True, gc=False, tag="made"):
    """A generated image file: ``length`` bytes at ``offset`` of a ``bundle`` in the cache. ``digest`` is that of its
    bytes.
    """

    path: str
    bundle: str
    offset: int
    length: int
    digest: bytes


class Asset(Struct, frozen=True, gc=False, tag="asset"):
    """A static file of the theme or of the owner, copied as it is. ``source`` is its path on disk."""

    path: str
    source: str
    digest: bytes


class Data(Struct, frozen=True, gc=False, tag="data"):
    """A binary file, such as one of the search index. ``data`` is empty if the output folder has the bytes already."""

    path: str
    digest: bytes
    data: bytes = b""


Output = Page | Feed | Opml | Document | Sitemap | Text | LetterIcon | VariantFile | Asset | Data


PlannedKind = Literal["item", "list", "feed", "api list", "api item", "story", "ready"]


class PlannedOutput(Struct, frozen=True, gc=False):
    """A planned output file: enough to decide whether it must be rendered.

    ``signature`` is a digest of everything that affects the output's view: the view is unchanged while it is.
    ``template`` is that of a page, else "". ``kind``, ``index`` and ``page_number`` tell how to compute the output;
    ``output`` is set if it is known already. ``url`` is the absolute URL, "" for a page that search engines should
    not index. ``lastmod`` is as in :class:`SitemapUrl`.

    >>> robots = Text("robots.txt", "User-agent: *\\n")
    >>> PlannedOutput(robots.path, b"digest", "ready", output=robots).kind
    'ready'
    """

    path: str
    signature: bytes
    kind: PlannedKind
    template: str = ""
    index: int = 0
    page_number: int = 0
    output: Output | None = None
    url: str = ""
    lastmod: str = ""
