"""Feeds, put together from a head and entries that are each built once, however many feeds they stand in.

:mod:`generator.render.feeds.heads` is the only code that knows feedgen, and loaded where no form is known.
Which entries a feed has, and their order, is decided in ``plan``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from generator.model.output import Feed
from generator.model.views.feeds import FeedEntryView, FeedFormat, FeedView
from generator.render.feeds.entries import atom_entry, rss_item
from generator.render.feeds.head_templates import FeedHeadTemplates
from generator.render.feeds.json_feed import json_head, json_item
from generator.render.lru import GenerationalCache
from generator.render.xml import strip_illegal

LIMIT = 1 << 26
"""Bytes of entries kept: some 40,000."""

View = TypeVar("View", FeedView, FeedEntryView)


class _FeedWriter(NamedTuple):
    """How a format is put together: entries belong before the ``end`` of a head, with ``between`` between two."""

    entry: Callable[[FeedEntryView], bytes]
    end: bytes
    between: bytes = b"\n"


FORMATS: dict[FeedFormat, _FeedWriter] = {
    "rss": _FeedWriter(rss_item, b"</channel>"),
    "atom": _FeedWriter(atom_entry, b"</feed>"),
    "json": _FeedWriter(json_item, b"]}", b",\n"),
}


class FeedRenderer:
    """Renders feeds. Remembers entries by value: an item stands in some ten feeds."""

    def __init__(self, folder: Path | None = None, salt: bytes = b"") -> None:
        """Forms of heads are kept in a ``folder``, under the ``salt`` of the code that makes them."""
        self._entries: GenerationalCache[bytes] = GenerationalCache(LIMIT)
        self._heads: dict[FeedFormat, Callable[[FeedView], bytes]] = {
            "rss": FeedHeadTemplates("rss", _rss_head, folder, salt).head,
            "atom": FeedHeadTemplates("atom", _atom_head, folder, salt).head,
            "json": json_head,
        }

    def render(self, output: Feed) -> bytes:
        """Return a feed in UTF-8: its head, then one entry per line."""
        form = FORMATS[output.format]
        head, end, tail = _safely(self._heads[output.format], output.feed).rpartition(form.end)
        entries = [self._entry(output.format, entry) for entry in output.feed.entries]
        lines = [form.between.join(entries)] if entries else []
        return b"\n".join((head.rstrip(), *lines, end + tail))

    def _entry(self, format: FeedFormat, view: FeedEntryView) -> bytes:
        kept = self._entries.get((format, view))
        if kept is None:
            kept = _safely(FORMATS[format].entry, view)
            self._entries.keep((format, view), kept)
        return kept


def _rss_head(view: FeedView) -> bytes:
    from generator.render.feeds.heads import rss_head

    return rss_head(view)


def _atom_head(view: FeedView) -> bytes:
    from generator.render.feeds.heads import atom_head

    return atom_head(view)


def _safely(build: Callable[[View], bytes], view: View) -> bytes:
    """Build from a view; where a character that XML forbids is in the way, build without such characters."""
    try:
        return build(view)
    except ValueError:
        return build(_legal(view))


def _legal(value: Any) -> Any:
    if isinstance(value, str):
        return strip_illegal(value)
    if isinstance(value, tuple):
        return tuple(map(_legal, value))
    if isinstance(value, msgspec.Struct):
        return type(value)(*map(_legal, msgspec.structs.astuple(value)))
    return value
