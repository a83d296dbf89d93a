"""JSON Feed, with values of any type in any place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.formats.json_feed import parse_json_feed
from generator.model.ingest import WireImage, WireLink

URL = "https://a.example/feed.json"


def parse(**item: Any) -> Any:
    feed = parse_json_feed(json.dumps({"title": "T", "items": [item]}).encode(), URL)
    return feed.entries[0]


def test_fields_are_taken() -> None:
    entry = parse(
        id=1.5,
        url="/1",
        external_url="https://b.example/",
        content_text="text",
        image="i.jpg",
        banner_image="b.jpg",
    )
    assert entry.id == "1.5"
    assert [link.url for link in entry.links] == ["https://a.example/1", "https://b.example/"]
    assert (entry.content, entry.content_is_html) == ("text", False)
    assert entry.images == (WireImage("https://a.example/i.jpg"), WireImage("https://a.example/b.jpg"))


def test_attachments_are_enclosures() -> None:
    entry = parse(
        attachments=[
            {"url": "a.mp3", "mime_type": "Audio/MPEG", "size_in_bytes": 9, "title": "Part 1"},
            {},
            3,
        ]
    )
    assert entry.enclosures == (WireLink("https://a.example/a.mp3", "enclosure", "audio/mpeg", 9, "Part 1"),)


def test_the_author_of_version_1_0_is_read() -> None:
    assert parse(author={"name": "Ada"}).authors == ("Ada",)
    assert parse(authors=[{"name": "a@b.example"}, {"url": "x"}, "Ada"]).authors == ()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"{", "the JSON is not valid"),
        (b'{"items": 3}', "no items"),
        (b'{"a": 1}', "no items"),
        (b'{"items": []}', "no items"),
        (b"[" * 100_000, "the JSON is not valid"),
        (b'{"items": ' + b"[" * 100_000, "the JSON is not valid"),
        (b"\xff\xfe\xff", "the JSON is not valid"),
    ],
)
def test_other_json_is_no_feed(body: bytes, problem: str) -> None:
    feed = parse_json_feed(body, URL)
    assert feed.format == ""
    assert problem in feed.problem


def test_a_lone_surrogate_loses_one_character_not_the_feed() -> None:
    feed = parse_json_feed(b'{"title": "T", "items": [{"title": "a\\ud800b"}]}', URL)
    assert feed.entries[0].title == "a\ufffdb"


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse_json_feed(b'\xef\xbb\xbf{"title": "T", "items": []}', URL).format == "json"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "title"]), inner)
    ),
    max_leaves=6,
)
NAMES = "id url external_url title content_html content_text summary image banner_image tags authors author attachments"


@given(st.dictionaries(st.sampled_from(NAMES.split()), VALUES))
def test_values_of_any_type_are_taken(item: dict[str, Any]) -> None:
    body = json.dumps({"title": "T", "items": [item]}).encode()
    assert parse_json_feed(body, URL).format == "json"
