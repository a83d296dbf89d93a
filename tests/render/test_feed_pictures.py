"""A picture of ours in feeds: with its true length, a small version, and first in the HTML."""

from types import SimpleNamespace

import feedparser
import pytest

from generator.model.feed import EnclosureView, FeedFormat, ThumbnailView
from generator.model.output import Feed
from generator.render.feeds import FeedRenderer

URL = "https://feed.example/pictures/pier-0123456789ab-960.jpg"
SMALL = ThumbnailView("https://feed.example/pictures/pier-0123456789ab-320.jpg", 320, 180)
OURS = EnclosureView(URL, "image/jpeg", 960, 540, 'A "pier"', 54321, SMALL)


def parsed(samples: SimpleNamespace, form: FeedFormat, **given: object) -> feedparser.FeedParserDict:
    view = samples.feed(samples.entry(1, **given))
    return feedparser.parse(FeedRenderer().render(Feed(f"feed.{form}", form, view))).entries[0]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_readers_find_it_in_every_place_where_they_look(samples: SimpleNamespace, form: FeedFormat) -> None:
    entry = parsed(samples, form, picture=OURS)
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.type, enclosure.length) == (URL, "image/jpeg", "54321")
    assert entry.media_content[0]["url"] == URL
    assert entry.media_thumbnail[0] == {"url": SMALL.url, "width": "320", "height": "180"}
    html = entry.content[0].value
    assert html.startswith("<p><img ")
    assert html.index(URL) < html.index("Fish &amp; chips")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_an_entry_without_a_body_has_picture_and_summary(samples: SimpleNamespace, form: FeedFormat) -> None:
    html = parsed(samples, form, picture=OURS, content="").content[0].value
    assert URL in html
    assert html.endswith("<p>AT&amp;T &lt; you</p>")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_one_that_lies_elsewhere_is_no_enclosure(samples: SimpleNamespace, form: FeedFormat) -> None:
    entry = parsed(samples, form)
    assert not entry.enclosures
    assert "img" not in entry.content[0].value
