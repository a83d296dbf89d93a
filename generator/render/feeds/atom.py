"""Atom 1.0."""

from generator.model.views.feeds import FeedView
from generator.render.feeds.entries import atom_entry
from generator.render.feeds.writer import FeedWriter


def _head(view: FeedView) -> bytes:
    from generator.render.feeds.heads import atom_head  # feedgen is only loaded if a head is not cached

    return atom_head(view)


WRITER = FeedWriter(_head, atom_entry, b"</feed>", templated=True)
