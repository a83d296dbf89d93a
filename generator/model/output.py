"""The files of a site as values: what will lie in the output folder, and sketches of it that cost less."""

from typing import Literal

from msgspec import Struct

from generator.model.views.api import ApiBody
from generator.model.views.feeds import FeedFormat, FeedView, OutlineView
from generator.model.views.pages import AnyPage


class Page(Struct, frozen=True, gc=False, tag="page"):
    """An HTML page: ``template`` (``pages/item.html``) rendered with ``page``."""

    path: str
    template: str
    page: AnyPage


class Feed(Struct, frozen=True, gc=False, tag="feed"):
    """A feed in one format."""

    path: str
    format: FeedFormat
    feed: FeedView


class Opml(Struct, frozen=True, gc=False, tag="opml"):
    """A list of feeds to subscribe to, as OPML 2.0 has it. ``owner`` may be empty."""

    path: str
    title: str
    owner: str
    outlines: tuple[OutlineView, ...]


class SitemapUrl(Struct, frozen=True, gc=False):
    """An address of a sitemap, absolute. ``lastmod`` is an ISO 8601 date-time or "". ``pictures`` are addresses of
    those on the page; a page of news has a ``headline`` and when it was ``published``."""

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
    """A sitemap (``index`` false) or an index of sitemaps, as sitemaps.org has it: at most 50,000 addresses.
    That of news names its ``publication`` and the ``language`` of that."""

    path: str
    index: bool
    urls: tuple[SitemapUrl, ...]
    publication: str = ""
    language: str = ""


class Text(Struct, frozen=True, gc=False, tag="text"):
    """A file whose text is known: ``robots.txt``, ``.nojekyll``."""

    path: str
    text: str


class LetterIcon(Struct, frozen=True, gc=False, tag="letter icon"):
    """An icon that shows the first letter of a site's name.

    ``side`` is in pixels, 0 for SVG. Colours are ``#rrggbb``. Example:
    ``LetterIcon("icon-192.png", "png", "Radar", "#8c2f1b", "#fdfcf9", 192)``.
    """

    path: str
    format: Literal["png", "ico", "svg"]
    name: str
    background: str
    ink: str
    side: int = 0


class VariantFile(Struct, frozen=True, gc=False, tag="made"):
    """A file made of a picture: ``length`` bytes from ``offset`` on in a ``bundle`` of the cache. ``digest`` is that of
    its bytes."""

    path: str
    bundle: str
    offset: int
    length: int
    digest: bytes


class Kept(Struct, frozen=True, gc=False, tag="kept"):
    """A picture that was fetched, as it came: ``blob`` is its place in the folder of blobs."""

    path: str
    blob: str
    digest: bytes


class Asset(Struct, frozen=True, gc=False, tag="asset"):
    """A static file of the theme, copied as it is from the templates' ``static/`` folder."""

    path: str
    source: str
    digest: bytes


class Data(Struct, frozen=True, gc=False, tag="data"):
    """A file whose bytes are known: one of the search index. ``data`` is empty where they lie in the output already."""

    path: str
    digest: bytes
    data: bytes = b""


Output = Page | Feed | Opml | Document | Sitemap | Text | LetterIcon | VariantFile | Asset | Data


PlannedKind = Literal["item", "list", "feed", "api list", "api item", "ready"]


class PlannedOutput(Struct, frozen=True, gc=False):
    """An output before it is made: enough to decide whether it need be.

    ``signature`` digests everything that the output's view is made from: as long as it holds, so does the view.
    ``template`` is that of a page, else "". ``kind``, ``index`` and ``page_number`` tell how to make the output;
    ``output`` is set where it is made already. ``address`` is an absolute URL, "" for what search engines should not
    know; ``lastmod`` as in :class:`SitemapUrl`.
    """

    path: str
    signature: bytes
    kind: PlannedKind
    template: str = ""
    index: int = 0
    page_number: int = 0
    output: Output | None = None
    address: str = ""
    lastmod: str = ""
