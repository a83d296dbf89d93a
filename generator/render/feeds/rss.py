"""RSS 2.0."""

from generator.model.views.feeds import FeedView
from generator.render.feeds.entries import rss_item
from generator.render.feeds.writer import FeedWriter


def _head(view: FeedView) -> bytes:
    from generator.render.feeds.heads import rss_head  # feedgen is only loaded if a head is not cached

    return rss_head(view)


WRITER = FeedWriter(_head, rss_item, b"</channel>", templated=True)
