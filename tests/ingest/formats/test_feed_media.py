"""Images and files that entries name."""

from typing import Any

import pytest

from generator.ingest.formats.feed_media import enclosures_of, images_of, is_image_file
from generator.model.ingest import WireLink

BASE = "https://a.example/feed/"


@pytest.mark.parametrize(
    ("entry", "urls"),
    [
        (
            {"media_content": [{"url": "s.jpg", "width": "9"}, {"url": "l.jpg", "width": "90"}]},
            ["l.jpg", "s.jpg"],
        ),
        ({"media_content": [{"url": "a.mp4", "type": "video/mp4"}, {"url": "b", "medium": "image"}]}, ["b"]),
        ({"media_content": [{"url": "page.html"}]}, []),
        ({"media_thumbnail": [{"url": "t.jpg"}], "media_content": [{"url": "c.png"}]}, ["c.png", "t.jpg"]),
        ({"links": [{"rel": "enclosure", "href": "e.webp", "type": ""}]}, ["e.webp"]),
        ({"media_content": [{"medium": "image"}], "media_thumbnail": ["x"]}, []),
        ({"image": {"href": "i.png"}, "media_thumbnail": [{"url": "t.jpg"}]}, ["t.jpg", "i.png"]),
        ({"image": "i.png"}, []),
        ({}, []),
    ],
)
def test_the_best_image_is_first(entry: dict[str, Any], urls: list[str]) -> None:
    assert [image.url for image in images_of(entry, BASE)] == [f"{BASE}{url}" for url in urls]


def test_enclosures_are_absolute_and_in_order() -> None:
    links = [
        {"rel": "enclosure", "href": "/a.mp3", "type": "Audio/MPEG", "length": "7"},
        {"rel": "alternate", "href": "x"},
    ]
    assert enclosures_of({"links": links, "itunes_duration": " 1:30 "}, BASE) == (
        WireLink("https://a.example/a.mp3", "enclosure", "audio/mpeg", 7, duration="1:30"),
    )


@pytest.mark.parametrize(
    ("type", "url", "is_image"),
    [("image/x", "a", True), ("", "a.JPG?x=1", True), ("text/html", "a.jpg", False), ("", "a", False)],
)
def test_the_media_type_wins_over_the_file_name(type: str, url: str, is_image: bool) -> None:
    assert is_image_file(type, url) is is_image
