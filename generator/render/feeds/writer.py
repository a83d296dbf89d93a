"""What a feed format needs to be written. Every format has a module here with a ``WRITER``."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from generator.model.feed_formats import FEED_FORMATS
from generator.model.views.feeds import FeedEntryView, FeedView


class FeedWriter(NamedTuple):
    """How to assemble a format: insert entries before ``end`` in the head, separated by ``separator``.

    A head that is slow to make is ``templated``: it is made once for each kind of feed, and filled in.
    """

    head: Callable[[FeedView], bytes]
    entry: Callable[[FeedEntryView], bytes]
    end: bytes
    separator: bytes = b"\n"
    templated: bool = False


def load_writer(name: str) -> FeedWriter:
    """Return the writer of a format."""
    writer: FeedWriter = import_module(f"generator.render.feeds.{FEED_FORMATS[name].module}").WRITER
    return writer
