"""Renders RSS and Atom feeds without entries, with feedgen.

Works around these flaws of feedgen:

- Dates default to the current time.
- ``self`` links have no type.
- The RSS ``link`` is the last link added, whatever its relation.
- RSS feeds drop all links except ``self``.
- Elements of the syndication module are misspelt.
- ``load_extension`` searches the disk each time.
"""

from datetime import UTC

import feedgen.feed  # before its extensions, which rely on its imports
from feedgen.ext.base import BaseExtension
from feedgen.ext.dc import DcExtension
from feedgen.ext.media import MediaExtension
from lxml.etree import SubElement, _Element

from generator.model.feed_formats import ATOM, RSS
from generator.model.views.feeds import FeedView

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
"""Namespaces that feedgen declares on the root element. Entries use these prefixes."""

HISTORY = "http://purl.org/syndication/history/1.0"
SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/"
PERIODS = (("hourly", 60), ("daily", 1440), ("weekly", 10_080))
"""Period names of the syndication module, in minutes."""


def rss_head(view: FeedView) -> bytes:
    """Return an RSS 2.0 document with an empty channel.

    The ``dc:creator`` of the channel applies to items without one, like Atom's ``author``. RSS has ``managingEditor``
    for this, but it requires an email address.
    """
    feed = _common(view, _ChannelExtension)
    feed.dc.dc_creator(view.author or view.title or view.link)
    feed.link(href=view.url, rel="self", type=RSS.media_type)
    feed.link(href=view.link, rel="alternate", type="text/html")
    # Some readers parse it as HTML, others as text. So it must not contain tags; an ampersand does no harm.
    feed.description((view.subtitle or view.title or view.link).replace("<", "&lt;"))
    feed.ttl(view.ttl)
    if view.picture:
        feed.image(view.picture, view.title or view.link, view.link)
    head: bytes = feed.rss_str(pretty=True)
    return head


def atom_head(view: FeedView) -> bytes:
    """Return an Atom document without entries. Its author applies to entries without one: RFC 4287, 4.1.1."""
    feed = _common(view, _SeriesExtension)
    feed.id(view.id)
    feed.author(name=view.author or view.title or view.link)
    feed.link(href=view.url, rel="self", type=ATOM.media_type)
    feed.link(href=view.link, rel="alternate", type="text/html")
    if view.subtitle:
        feed.subtitle(view.subtitle)
    if view.picture:
        feed.logo(view.picture)
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
    """Adds the archive marker and the links to other documents of a feed history (RFC 5005)."""

    view: FeedView

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces. All documents of a series declare the same, so that entries are equal in all."""
        return {"fh": HISTORY}

    def extend_atom(self, feed: _Element) -> _Element:
        """Add the elements to an Atom feed."""
        self._extend(feed, "link", ATOM.media_type)
        return feed

    def _extend(self, parent: _Element, tag: str, media_type: str) -> None:
        for link in self.view.links:
            element = SubElement(parent, tag, rel=link.rel, href=link.url)
            if link.rel not in ("hub", "related"):
                element.set("type", media_type)
        if self.view.archive:
            SubElement(parent, f"{{{HISTORY}}}archive")


class _ChannelExtension(_SeriesExtension):
    """Adds the same elements to RSS, and how often to fetch the feed."""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces, including the syndication module."""
        return {**super().extend_ns(), "sy": SYNDICATION}

    def extend_rss(self, rss: _Element) -> _Element:
        """Add the elements to the RSS channel."""
        (channel,) = rss
        self._extend(channel, f"{{{NAMESPACES['atom']}}}link", RSS.media_type)
        if self.view.ttl:
            name, minutes = next((period for period in PERIODS if period[1] >= self.view.ttl), PERIODS[-1])
            SubElement(channel, f"{{{SYNDICATION}}}updatePeriod").text = name
            SubElement(channel, f"{{{SYNDICATION}}}updateFrequency").text = str(minutes // self.view.ttl)
        return rss
