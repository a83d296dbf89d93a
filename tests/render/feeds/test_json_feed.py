"""JSON Feed 1.1: what the format demands, and nothing that it does not know."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from generator.model.output import Feed
from generator.model.views.feeds import FeedView
from generator.render.feeds.renderer import FeedRenderer


def render(view: FeedView) -> Any:
    return json.loads(FeedRenderer().render(Feed("feed.json", "json", view)))


def test_a_feed_says_what_it_is(samples: SimpleNamespace) -> None:
    made = render(samples.feed(url="https://feed.example/feed.json"))
    assert made == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Every Day",
        "home_page_url": "https://feed.example/",
        "feed_url": "https://feed.example/feed.json",
        "description": "News of the pier",
        "language": "en",
        "authors": [{"name": "The Editors"}],
        "items": [],
    }


def test_an_item_says_what_it_is(samples: SimpleNamespace) -> None:
    (item,) = render(samples.feed(samples.entry(1)))["items"]
    assert item == {
        "id": "tag:feed.example,2026:item/1",
        "url": "https://source.example/1?a=1&b=2",
        "title": "Title 1",
        "content_html": samples.entry(1).content,
        "summary": "AT&T < you",
        "image": "https://source.example/1.jpg",
        "date_published": "2021-12-02T10:00:00Z",
        "date_modified": "2021-12-03T11:00:00Z",
        "authors": [{"name": "Ada Moreau"}, {"name": "Jon Field"}],
        "tags": ["AI", "Machine Learning"],
        "_broadsheet": {
            "source": {"name": "Harbour Review", "url": "https://feed.example/providers/harbour.example/"},
            "page": "https://feed.example/2021/12/1/",
        },
    }


def test_an_item_that_leads_to_our_page_names_its_source_as_elsewhere(samples: SimpleNamespace) -> None:
    entry = samples.entry(1, link="https://feed.example/1/", other="https://source.example/1", relation="via")
    (item,) = render(samples.feed(entry))["items"]
    assert (item["url"], item["external_url"]) == ("https://feed.example/1/", "https://source.example/1")
    assert "page" not in item["_broadsheet"]


def test_an_item_always_has_content(samples: SimpleNamespace) -> None:
    short = samples.entry(1, content="")
    bare = samples.entry(2, content="", summary="", source=None, authors=(), other="", picture=None)
    first, second = render(samples.feed(short, bare))["items"]
    assert first["content_text"] == "AT&T < you"
    assert "summary" not in first
    assert second["content_text"] == "Title 2"
    assert not {"authors", "_broadsheet", "image", "content_html"} & second.keys()


def test_an_item_without_authors_is_by_its_source(samples: SimpleNamespace) -> None:
    (item,) = render(samples.feed(samples.entry(1, authors=())))["items"]
    assert item["authors"] == [
        {"name": "Harbour Review", "url": "https://feed.example/providers/harbour.example/"}
    ]


def test_a_language_of_its_own_is_told(samples: SimpleNamespace) -> None:
    (item,) = render(samples.feed(samples.entry(1, language="da")))["items"]
    assert item["language"] == "da"


def test_items_stand_in_the_order_given_one_per_line(samples: SimpleNamespace) -> None:
    view = samples.feed(*[samples.entry(number) for number in (3, 1, 2)])
    data = FeedRenderer().render(Feed("feed.json", "json", view))
    assert [item["title"] for item in json.loads(data)["items"]] == ["Title 3", "Title 1", "Title 2"]
    assert [line[:6] for line in data.splitlines()] == [b'{"vers', b'{"id":', b'{"id":', b'{"id":', b"]}"]


def test_no_date_is_the_clocks(samples: SimpleNamespace) -> None:
    data = FeedRenderer().render(Feed("feed.json", "json", samples.feed(samples.entry(1))))
    assert str(datetime.now(UTC).year).encode() not in data.replace(b"example,2026", b"")
