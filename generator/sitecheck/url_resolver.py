"""Addresses as the host of a site sees them: which file is asked for, or that it is another's business."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from generator.base.errors import SettingsError

_ANYWHERE = re.compile(r"/(?!/)|https?:", re.IGNORECASE)
"""What an address begins with that means the same on every page of a site."""


class ResolvedUrl(NamedTuple):
    """Where a link leads within our host: a path below the base path, ``None`` beside it, and a fragment."""

    path: str | None
    fragment: str


class UrlResolver:
    """A site at its address, which ends with a slash. Raises :class:`SettingsError` for what is no address."""

    def __init__(self, base_url: str) -> None:
        parts = _parts(base_url)
        self.base_url = base_url.rstrip("/") + "/"
        self._scheme, self._name = parts.scheme, parts.netloc.lower()
        self._root = urlsplit(self.base_url).path
        self._known: dict[str, ResolvedUrl | None] = {}

    def place(self, link: str, page: str) -> ResolvedUrl | None:
        """Return where a link on a page (its file's path) leads, ``None`` to other hosts and for other schemes."""
        if not _ANYWHERE.match(link):
            return self._place(self._joined(self.base_url + quote(page), link))
        if link not in self._known:
            self._known[link] = self._place(self._joined(self.base_url, link))
        return self._known[link]

    def file(self, link: str, page: str = "") -> str | None:
        """Return the path of the file that the host sends for a link, ``None`` for what is not below the base path."""
        place = self.place(link, page)
        return None if place is None or place.path is None else file_of(place.path)

    def _joined(self, base: str, link: str) -> str:
        try:
            return urljoin(base, link.strip())
        except ValueError:
            return ""

    def _place(self, url: str) -> ResolvedUrl | None:
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.netloc.lower() != self._name or parts.scheme not in ("http", "https"):
            return None
        if parts.scheme != self._scheme or not parts.path.startswith(self._root):
            return ResolvedUrl(None, "")
        return ResolvedUrl(unquote(parts.path.removeprefix(self._root)), unquote(parts.fragment))


def _parts(base_url: str) -> SplitResult:
    try:
        parts = urlsplit(base_url)
        is_place = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # half an address of IPv6, a port beyond the last
        is_place = False
    if not is_place or re.search(r"[?#\s]", base_url):
        raise SettingsError(
            f"{base_url!r} is no address of a site", "Say --base-url https://you.github.io/radar/."
        )
    return parts


def file_of(path: str) -> str:
    """Return the file that stands behind a path: in a folder, its index."""
    return f"{path}index.html" if path.endswith("/") or not path else path
