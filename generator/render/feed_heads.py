"""A feed without its entries → XML, through feedgen.

Its traps that are dodged here: dates that default to the clock, ``self`` links without a type, an RSS link that
is the last link added, whatever its relation, and ``load_extension``, which searches the disk each time.
"""

from datetime import UTC

import feedgen.feed  # before its extensions, which count on what it imports
from feedgen.ext.dc import DcExtension
from feedgen.ext.media import MediaExtension

from generator.model.feed import FeedView

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
"""What feedgen declares at the root, with its prefixes: entries may count on it."""


def rss_head(view: FeedView) -> bytes:
    """Return an RSS 2.0 document with an empty channel. Its creator stands for items without one, as Atom's author
    does; the channel's own element for that, ``managingEditor``, wants a mail address."""
    feed = _common(view)
    feed.dc.dc_creator(view.author or view.title or view.link)
    feed.link(href=view.rss_url, rel="self", type="application/rss+xml")
    feed.link(href=view.link, rel="alternate", type="text/html")
    # Some readers take it for HTML, others for text: no tag may stand in it, and an ampersand may stay as it is.
    feed.description((view.subtitle or view.title or view.link).replace("<", "&lt;"))
    head: bytes = feed.rss_str(pretty=True)
    return head


def atom_head(view: FeedView) -> bytes:
    """Return an Atom document without entries. Its author stands for entries without one: RFC 4287, 4.1.1."""
    feed = _common(view)
    feed.id(view.id)
    feed.author(name=view.author or view.title or view.link)
    feed.link(href=view.atom_url, rel="self", type="application/atom+xml")
    feed.link(href=view.link, rel="alternate", type="text/html")
    if view.subtitle:
        feed.subtitle(view.subtitle)
    head: bytes = feed.atom_str(pretty=True)
    return head


def _common(view: FeedView) -> feedgen.feed.FeedGenerator:
    feed = feedgen.feed.FeedGenerator()
    feed.register_extension("dc", DcExtension, atom=False)
    feed.register_extension("media", MediaExtension)
    feed.title(view.title or view.link)
    feed.updated(view.updated.astimezone(UTC))
    feed.language(view.language)
    feed.generator(view.generator)
    return feed
