"""URLs of the site. No other module builds them.

A *place* is a folder or file below the root of the site, without a leading slash: ``topics/ai/``,
``feed.rss``, ``""`` for the front page. All links inside the site come from :class:`UrlBuilder`, so that a
site under a base path (``https://user.github.io/repo/``) works like one at the root.
"""

import re
from urllib.parse import quote, urlsplit

_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch


class UrlBuilder:
    """Builds root-relative links (``/repo/topics/ai/``) and absolute URLs from places."""

    __slots__ = ("_base", "_root")

    def __init__(self, base_url: str) -> None:
        """``base_url`` is absolute and ends with a slash."""
        parts = urlsplit(base_url)
        self._root = quote(parts.path, safe="/%") or "/"
        self._base = f"{parts.scheme}://{parts.netloc}{self._root}"

    def link(self, place: str) -> str:
        """Return the link to a place, relative to the root of the host."""
        return self._root + (place if _PLAIN(place) else quote(place))

    def absolute(self, place: str) -> str:
        """Return the absolute URL of a place, for feeds and canonical links."""
        return self._base + (place if _PLAIN(place) else quote(place))

    @property
    def origin(self) -> str:
        """The scheme, host and port of the site."""
        return self._base.removesuffix(self._root)


def output_file(place: str) -> str:
    """Return the output file for a place that is "" or ends with a slash."""
    return f"{place}index.html"
