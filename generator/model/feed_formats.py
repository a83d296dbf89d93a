"""The formats of feeds in one table. A format also has a renderer in ``render/feeds`` and a validator in ``validate``:
the modules of the name in its row."""

from typing import Literal

from msgspec import Struct

FeedFormatName = Literal["rss", "atom", "json"]
"""Names of formats in the settings."""


class FeedFormat(Struct, frozen=True):
    """A format of feeds.

    ``label`` is its name for readers. ``ending`` is that of its files, without the dot; ``owns_ending`` is false if
    other files of a site have it too. ``module`` is the name of its renderer and of its validator. ``has_archives``
    tells whether it has archived feeds (RFC 5005). OPML lists the ``preferred`` format: the one with the most data.
    """

    name: str
    label: str
    media_type: str
    ending: str
    module: str
    owns_ending: bool = True
    is_xml: bool = True
    has_archives: bool = True
    preferred: bool = False


RSS = FeedFormat("rss", "RSS", "application/rss+xml", "rss", "rss")
ATOM = FeedFormat("atom", "Atom", "application/atom+xml", "atom", "atom", preferred=True)
JSON = FeedFormat(
    "json", "JSON", "application/feed+json", "json", "json_feed", False, False, has_archives=False
)

FEED_FORMATS: dict[str, FeedFormat] = {each.name: each for each in (RSS, ATOM, JSON)}
"""All formats by name, in the order of the settings."""
