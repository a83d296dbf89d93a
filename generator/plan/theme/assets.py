"""Published paths of the theme's static files, and the URLs of other files in style sheets."""

import posixpath
import re
from collections.abc import Collection, Iterable
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from generator.base.digest import digest
from generator.base.errors import TemplateError
from generator.model.output import Asset, Text
from generator.model.theme import StaticFile

_REFERENCE = re.compile(
    r"""/\*.*?\*/|(?:(?P<before>url\(\s*|@import\s+)(?P<quote>["'])(?P<quoted>[^"'\\\n]+)(?P=quote)"""
    r"""|(?P<open>url\(\s*)(?P<bare>[^"'()\\\s]+)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""",
    re.IGNORECASE | re.DOTALL,
)
"""A URL in a style sheet, or a comment or a text, in which there is none."""


def publish_assets(static: Iterable[StaticFile], own: Collection[str] = ()) -> dict[str, Asset | Text]:
    """Return the output of each static file of the theme, by its path in the theme.

    In style sheets, the names of other static files become their published URLs. ``own`` has the paths of files that
    are published under their own names. Raises :class:`TemplateError` for style sheets that import each other.
    """
    assets = _Assets({each.path: each for each in static}, frozenset(own))
    return {path: assets.publish(path) for path in assets.files}


def asset_path(path: str, content: bytes) -> str:
    """Return the published path of a static file. ``content`` is the digest of its bytes: part of it is in the path, so
    that browsers can cache the file for ever."""
    stem, dot, ending = path.rpartition(".")
    if not dot:
        return f"static/{path}.{content.hex()[:8]}"
    return f"static/{stem}.{content.hex()[:8]}.{ending}"


class _Assets:
    def __init__(self, files: dict[str, StaticFile], own: frozenset[str]) -> None:
        self.files = files
        self._own = own
        self._published: dict[str, Asset | Text] = {}

    def publish(self, path: str, importers: tuple[str, ...] = ()) -> Asset | Text:
        """Return the output of a file. ``importers`` are the style sheets that led to it."""
        if path in importers:
            circle = " → ".join([*importers[importers.index(path) :], path])
            message = f"{self.files[path].source}: style sheets that import each other: {circle}"
            raise TemplateError(message, "Remove one of these imports.")
        if path not in self._published:
            self._published[path] = self._make(self.files[path], (*importers, path))
        return self._published[path]

    def _make(self, file: StaticFile, importers: tuple[str, ...]) -> Asset | Text:
        text = _REFERENCE.sub(lambda found: self._replace(found, importers), file.text)
        if text == file.text:
            return Asset(asset_path(file.path, file.digest), file.source, file.digest)
        return Text(asset_path(file.path, digest(text.encode())), text)

    def _replace(self, found: re.Match[str], importers: tuple[str, ...]) -> str:
        name = found["quoted"] or found["bare"]
        url = self._find_url(name, importers) if name else ""
        start = len(found["before"] or "") + 1 if found["quoted"] else len(found["open"] or "")
        return found[0][:start] + url + found[0][start + len(name) :] if url else found[0]

    def _find_url(self, name: str, importers: tuple[str, ...]) -> str:
        """Return the URL of a file that a style sheet names, relative to the style sheet; "" for an unknown file."""
        style, parts = importers[-1], urlsplit(name)
        if parts.scheme or parts.netloc or not parts.path:
            return ""
        path = unquote(parts.path)
        in_theme = posixpath.normpath(posixpath.join(posixpath.dirname(style), path))
        if in_theme in self.files:
            target = self.publish(in_theme, importers).path
        elif (target := path.lstrip("/") if path.startswith("/") else in_theme) not in self._own:
            return ""
        url = quote(posixpath.relpath(target, posixpath.dirname(f"static/{style}")))
        return urlunsplit(("", "", url, parts.query, parts.fragment))
