"""A feed without its entries → XML, through feedgen.

Its traps that are dodged here: dates that default to the clock, ``self`` links without a type, an RSS link that
is the last link added, whatever its relation, links of an RSS feed other than ``self``, which it drops, elements of the
syndication module whose names it misspells, and ``load_extension``, which searches the disk each time.
"""

from datetime import UTC

import feedgen.feed  # before its extensions, which count on what it imports
from feedgen.ext.base import BaseExtension
from feedgen.ext.dc import DcExtension
from feedgen.ext.media import MediaExtension
from lxml.etree import SubElement, _Element

from generator.model.views.feeds import MEDIA_TYPES, FeedView

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
"""What feedgen declares at the root, with its prefixes: entries may count on it."""

HISTORY = "http://purl.org/syndication/history/1.0"
SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/"
PERIODS = (("hourly", 60), ("daily", 1440), ("weekly", 10_080))
"""Names of the syndication module, and their minutes."""


def rss_head(view: FeedView) -> bytes:
    """Return an RSS 2.0 document with an empty channel. Its creator stands for items without one, as Atom's author
    does; the channel's own element for that, ``managingEditor``, wants a mail address."""
    feed = _common(view, _ChannelExtension)
    feed.dc.dc_creator(view.author or view.title or view.link)
    feed.link(href=view.url, rel="self", type=MEDIA_TYPES["rss"])
    feed.link(href=view.link, rel="alternate", type="text/html")
    # Some readers take it for HTML, others for text: no tag may stand in it, and an ampersand may stay as it is.
    feed.description((view.subtitle or view.title or view.link).replace("<", "&lt;"))
    feed.ttl(view.ttl)
    head: bytes = feed.rss_str(pretty=True)
    return head


def atom_head(view: FeedView) -> bytes:
    """Return an Atom document without entries. Its author stands for entries without one: RFC 4287, 4.1.1."""
    feed = _common(view, _SeriesExtension)
    feed.id(view.id)
    feed.author(name=view.author or view.title or view.link)
    feed.link(href=view.url, rel="self", type=MEDIA_TYPES["atom"])
    feed.link(href=view.link, rel="alternate", type="text/html")
    if view.subtitle:
        feed.subtitle(view.subtitle)
    head: bytes = feed.atom_str(pretty=True)
    return head


def _common(view: FeedView, series: type["_SeriesExtension"]) -> feedgen.feed.FeedGenerator:
    feed = feedgen.feed.FeedGenerator()
    feed.register_extension("dc", DcExtension, atom=False)
    feed.register_extension("media", MediaExtension)
    feed.register_extension("series", type("Series", (series,), {"view": view}))
    feed.title(view.title or view.link)
    feed.updated(view.updated.astimezone(UTC))
    feed.language(view.language)
    feed.generator(view.generator)
    return feed


class _SeriesExtension(BaseExtension):  # type: ignore[misc]
    """What a document says of the series it belongs to: that it is an archive, and where other parts are (RFC 5005)."""

    view: FeedView

    def extend_ns(self) -> dict[str, str]:
        """Declare what some document of the series uses: entries then stand in the same words in all of them."""
        return {"fh": HISTORY}

    def extend_atom(self, feed: _Element) -> _Element:
        """Add to a feed."""
        self._extend(feed, "link", MEDIA_TYPES["atom"])
        return feed

    def _extend(self, parent: _Element, link: str, kind: str) -> None:
        for each in self.view.links:
            linked = SubElement(parent, link, rel=each.rel, href=each.url)
            if each.rel != "hub":
                linked.set("type", kind)
        if self.view.archive:
            SubElement(parent, f"{{{HISTORY}}}archive")


class _ChannelExtension(_SeriesExtension):
    """The same of RSS, and when to look for what is new."""

    def extend_ns(self) -> dict[str, str]:
        """Declare what some document of the series uses."""
        return {**super().extend_ns(), "sy": SYNDICATION}

    def extend_rss(self, rss: _Element) -> _Element:
        """Add to the channel."""
        (channel,) = rss
        self._extend(channel, f"{{{NAMESPACES['atom']}}}link", MEDIA_TYPES["rss"])
        if self.view.ttl:
            name, minutes = next((each for each in PERIODS if each[1] >= self.view.ttl), PERIODS[-1])
            SubElement(channel, f"{{{SYNDICATION}}}updatePeriod").text = name
            SubElement(channel, f"{{{SYNDICATION}}}updateFrequency").text = str(minutes // self.view.ttl)
        return rss
