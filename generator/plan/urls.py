"""The one place that makes addresses of the site itself.

A *place* is a folder or a file under the site's root, written without a leading slash: ``topics/ai/``,
``feed.rss``, ``""`` for home. Everything that links inside the site goes through :class:`UrlBuilder`, so
that a site under a base path (``https://user.github.io/repo/``) works like one at the root.
"""

import re
from urllib.parse import quote, urlsplit

_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch


class UrlBuilder:
    """Makes links (``/repo/topics/ai/``) and absolute addresses of places."""

    __slots__ = ("_base", "_root")

    def __init__(self, base_url: str) -> None:
        """``base_url`` is absolute and ends with a slash."""
        parts = urlsplit(base_url)
        self._root = quote(parts.path, safe="/%") or "/"
        self._base = f"{parts.scheme}://{parts.netloc}{self._root}"

    def link(self, place: str) -> str:
        """Return the address of a place as pages link to it: from the host's root."""
        return self._root + (place if _PLAIN(place) else quote(place))

    def absolute(self, place: str) -> str:
        """Return the address of a place with scheme and host, as feeds and canonical links need it."""
        return self._base + (place if _PLAIN(place) else quote(place))

    @property
    def origin(self) -> str:
        """The scheme and host of this site: what makes a link absolute."""
        return self._base.removesuffix(self._root)

    def complete(self, link: str) -> str:
        """Return a link of ours (or an absolute address) with scheme and host."""
        return self._base + link[len(self._root) :] if link.startswith("/") else link


def output_file(place: str) -> str:
    """Return the file in the output folder that a host serves for a place that ends with a slash."""
    return f"{place}index.html"
