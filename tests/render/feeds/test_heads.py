"""Feed heads are complete documents without entries, free of the flaws of feedgen."""

from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree

from generator.model.views.feeds import FeedLinkedView, FeedView
from generator.render.feeds.heads import HISTORY, NAMESPACES, SYNDICATION, atom_head, rss_head

ATOM = f"{{{NAMESPACES['atom']}}}"


@pytest.fixture
def view(samples: SimpleNamespace) -> Any:
    """Make a feed without entries."""
    return samples.feed


def test_a_channel_has_a_creator_a_link_and_its_own_url(view: Any) -> None:
    (channel,) = etree.fromstring(rss_head(view()))
    assert channel.findtext("link") == "https://feed.example/"
    assert channel.findtext("dc:creator", namespaces=NAMESPACES) == "The Editors"
    links = [dict(link.attrib) for link in channel.iter(f"{ATOM}link")]
    assert links == [{"href": "https://feed.example/feed", "rel": "self", "type": "application/rss+xml"}]


def test_a_description_contains_no_tag_even_for_readers_that_parse_html(view: Any) -> None:
    (channel,) = etree.fromstring(rss_head(view(subtitle="A <b> & C")))
    assert channel.findtext("description") == "A &lt;b> & C"


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({}, "The Editors"),
        ({"author": ""}, "Every Day"),
        ({"author": "", "title": ""}, "https://feed.example/"),
    ],
)
def test_an_atom_feed_always_has_an_author(view: Any, given: dict[str, Any], author: str) -> None:
    root = etree.fromstring(atom_head(view(**given)))
    assert root.findtext(f"{ATOM}author/{ATOM}name") == author


@pytest.mark.parametrize("make", [rss_head, atom_head])
def test_an_archive_is_marked_and_links_to_its_neighbours(view: Any, make: Any) -> None:
    links = (
        FeedLinkedView("prev-archive", "https://a.example/"),
        FeedLinkedView("hub", "https://h.example/"),
    )
    root = etree.fromstring(make(view(archive=True, links=links)))
    assert len(list(root.iter(f"{{{HISTORY}}}archive"))) == 1
    shown = {link.get("rel"): link for link in root.iter(f"{ATOM}link")}
    assert shown["prev-archive"].get("href") == "https://a.example/"
    assert shown["prev-archive"].get("type")
    assert shown["hub"].get("type") is None


@pytest.mark.parametrize(
    ("ttl", "period", "frequency"),
    [
        (30, "hourly", "2"),
        (60, "hourly", "1"),
        (90, "daily", "16"),
        (1440, "daily", "1"),
        (10_080, "weekly", "1"),
    ],
)
def test_a_ttl_becomes_an_update_period(view: Any, ttl: int, period: str, frequency: str) -> None:
    root = etree.fromstring(rss_head(view(ttl=ttl)))
    assert [element.text for element in root.iter(f"{{{SYNDICATION}}}*")] == [period, frequency]


def test_the_date_is_that_of_the_view_not_of_the_clock(view: Any) -> None:
    feed: FeedView = view()
    assert etree.fromstring(atom_head(feed)).findtext(f"{ATOM}updated") == feed.updated.isoformat()
    (channel,) = etree.fromstring(rss_head(feed))
    assert channel.findtext("lastBuildDate") == "Tue, 28 Dec 2021 11:00:00 +0000"
