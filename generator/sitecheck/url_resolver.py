"""Resolution of links to the files of a site, as its host does it."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from generator.base.errors import SettingsError

is_page_independent = re.compile(r"/(?!/)|https?:", re.IGNORECASE).match
"""Whether a URL means the same on every page of a site, by its beginning."""

_PLAIN_PATH = re.compile(
    r"((?:/[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)*+)*+/?)(?:#([A-Za-z0-9_-]*+))?"
).fullmatch
"""A path without dots, escapes and query, and a fragment: nearly all links of a site. Nothing in it needs decoding."""

_PLAIN_FRAGMENT = re.compile(r"#([A-Za-z0-9_-]*+)").fullmatch

_PLAIN_HOST = re.compile(r"https?://([A-Za-z0-9.:-]++)(?:[/?#][!-~]*+)?").fullmatch


class ResolvedUrl(NamedTuple):
    """Target of a link on the site's own host: a path below the base path, ``None`` for other paths, and a fragment."""

    path: str | None
    fragment: str


class UrlResolver:
    """Resolves links for a site with the given base URL. Raises :class:`SettingsError` for an invalid one.

    ``base_url`` always ends with a slash.
    """

    def __init__(self, base_url: str) -> None:
        parts = _split_base_url(base_url)
        self.base_url = base_url.rstrip("/") + "/"
        self._scheme, self._host = parts.scheme, parts.netloc.lower()
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._base_path = urlsplit(self.base_url).path
        self._cache: dict[str, ResolvedUrl | None] = {}

    def resolve(self, link: str, page: str) -> ResolvedUrl | None:
        """Return the target of a link, ``None`` for other hosts and other schemes.

        ``page`` is the path of the file with the link.
        """
        if anchor := _PLAIN_FRAGMENT(link):
            return ResolvedUrl(page, anchor[1])
        if not is_page_independent(link):
            return self._resolve(self._join(self.base_url + quote(page), link))
        if link not in self._cache:
            self._cache[link] = self._resolve_independent(link)
        return self._cache[link]

    def _resolve_independent(self, link: str) -> ResolvedUrl | None:
        """Resolve a link that means the same on every page. The usual forms need no parser."""
        if (plain := _PLAIN_PATH(link.removeprefix(self._origin))) and plain[1].startswith(self._base_path):
            return ResolvedUrl(plain[1].removeprefix(self._base_path), plain[2] or "")
        if (foreign := _PLAIN_HOST(link)) and foreign[1].lower() != self._host:
            return None
        return self._resolve(self._join(self.base_url, link))

    def resolve_file(self, link: str, page: str = "") -> str | None:
        """Return the path of the file that the host sends for a link, ``None`` for links outside the base path."""
        target = self.resolve(link, page)
        return None if target is None or target.path is None else file_of(target.path)

    def _join(self, base: str, link: str) -> str:
        try:
            return urljoin(base, link.strip())
        except ValueError:
            return ""

    def _resolve(self, url: str) -> ResolvedUrl | None:
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.netloc.lower() != self._host or parts.scheme not in ("http", "https"):
            return None
        if parts.scheme != self._scheme or not parts.path.startswith(self._base_path):
            return ResolvedUrl(None, "")
        return ResolvedUrl(unquote(parts.path.removeprefix(self._base_path)), unquote(parts.fragment))


def _split_base_url(base_url: str) -> SplitResult:
    try:
        parts = urlsplit(base_url)
        is_valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # an incomplete IPv6 address, or a port out of range
        is_valid = False
    if not is_valid or re.search(r"[?#\s]", base_url):
        hint = "Write the whole URL: --base-url https://you.github.io/radar/."
        raise SettingsError(f"{base_url!r} is not the URL of a site", hint)
    return parts


def file_of(path: str) -> str:
    """Return the path of the file for a URL path: for a folder, its ``index.html``.

    >>> file_of("topics/")
    'topics/index.html'
    """
    return f"{path}index.html" if path.endswith("/") or not path else path
