"""Assembles feeds from heads and entries. Each entry is rendered once, for all feeds that contain it.

Only :mod:`generator.render.feeds.heads` uses feedgen. It is imported when a head template is not cached.
``plan`` decides the entries of a feed and their order.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.model.output import Feed
from generator.model.views.feeds import FeedEntryView, FeedView
from generator.render.feeds.head_templates import FeedHeadTemplates
from generator.render.feeds.writer import FeedWriter, load_writer
from generator.render.lru import GenerationalCache
from generator.render.xml import strip_illegal

LIMIT = 1 << 26
"""Size of the entry cache in bytes: some 40,000 entries."""

View = TypeVar("View", FeedView, FeedEntryView)


class FeedRenderer:
    """Renders feeds. Caches entries by value: an item is in about ten feeds."""

    def __init__(self, folder: Path | None = None, salt: bytes = b"") -> None:
        """Create a renderer. Head templates are cached in ``folder``; ``salt`` is the digest of the code."""
        self._entries: GenerationalCache[bytes] = GenerationalCache(LIMIT)
        self._writers: dict[str, FeedWriter] = {}
        self._folder, self._salt = folder, salt

    def _writer(self, name: str) -> FeedWriter:
        """Return the writer of a format, with its head templates if it has any."""
        writer = self._writers.get(name)
        if writer is None:
            writer = load_writer(name)
            if writer.templated:
                templates = FeedHeadTemplates(name, writer.head, self._folder, self._salt)
                writer = writer._replace(head=templates.head)
            self._writers[name] = writer
        return writer

    def render(self, output: Feed) -> bytes:
        """Return a feed in UTF-8: its head, then one entry per line."""
        writer = self._writer(output.format)
        head, end, tail = _render_legal(writer.head, output.feed).rpartition(writer.end)
        entries = [self._entry(output.format, entry) for entry in output.feed.entries]
        lines = [writer.separator.join(entries)] if entries else []
        return b"\n".join((head.rstrip(), *lines, end + tail))

    def _entry(self, format: str, view: FeedEntryView) -> bytes:
        entry = self._entries.get((format, view))
        if entry is None:
            entry = _render_legal(self._writer(format).entry, view)
            self._entries.put((format, view), entry)
        return entry


def _render_legal(render: Callable[[View], bytes], view: View) -> bytes:
    """Render a view. If it contains characters that XML forbids, render it without them."""
    try:
        return render(view)
    except ValueError:
        return render(_without_illegal(view))


def _without_illegal(value: Any) -> Any:
    if isinstance(value, str):
        return strip_illegal(value)
    if isinstance(value, tuple):
        return tuple(map(_without_illegal, value))
    if isinstance(value, msgspec.Struct):
        return type(value)(*map(_without_illegal, msgspec.structs.astuple(value)))
    return value
