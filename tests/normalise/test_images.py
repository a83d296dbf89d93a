"""The images of a record: remote ones by URL, local ones by path."""

from typing import Any

import pytest

from generator.model.item import ItemImage
from generator.normalise.images import MOST, local_image_path
from tests.normalise.records import faulty, item_of


@pytest.mark.parametrize(
    ("url", "image"),
    [
        ("https://a.example//x.png", ItemImage("https://a.example//x.png")),
        ("//a.example/x.png", ItemImage("https://a.example/x.png")),
        (" https://a.example/x y.png ", ItemImage("https://a.example/x%20y.png")),
        ("/assets/x.png", ItemImage("assets/x.png", local=True)),
        ("assets//images/x%20y.JPG?v=2#z", ItemImage("assets/images/x y.JPG", local=True)),
        ("assets/e\u0301.png", ItemImage("assets/é.png", local=True)),
        ("/assets/%2e%2e/x.png", None),
        ("/assets/%252e/x.png", ItemImage("assets/%2e/x.png", local=True)),
        ("/assets/x%00.png", None),
        ("/assets\\x.png", None),
        ("/assets/%5cx.png", None),
        ("/assets/%ff.png", None),
        ("/.git/x.png", None),
        ("/_news/2021-12-15-x.md", None),
        ("/assets/x%E2%80%A8.png", None),
        ("/assets/x%E2%80%AE.png", None),
        ("/index.html/x.png", None),
        ("/news/A.HTML/x.png", None),
        ("/all.rss/x.png", None),
        ("/assets/a.png/x.png", None),
        ("/assets/v1.2/x.png", ItemImage("assets/v1.2/x.png", local=True)),
        ("C:/x.png", None),
        ("file:///x.png", None),
    ],
)
def test_an_image_is_remote_or_local(url: str, image: ItemImage | None) -> None:
    assert faulty(images=[{"url": url}])[0].images == ((image,) if image else ())


@pytest.mark.parametrize(
    ("width", "pixels"),
    [("640", 640), (640, 640), ("640.0", 640), (0, None), ("100001", None), (None, None)],
)
def test_sizes_are_pixels_or_unknown(width: Any, pixels: int | None) -> None:
    assert item_of(images=[{"url": "/x.png", "width": width}]).images[0].width == pixels


def test_each_url_is_kept_once_with_its_first_caption() -> None:
    images = [{"url": "/a.png", "title": "A", "isCached": "true"}, "/a.png", "/b.png"]
    assert item_of(images=images).images == (
        ItemImage("a.png", local=True, title="A", cached=True),
        ItemImage("b.png", local=True),
    )


def test_further_images_are_ignored_with_a_warning() -> None:
    item, problems = faulty(images=[f"/{number}.png" for number in range(MOST + 1)])
    assert len(item.images) == MOST
    assert problems == [("warning", "images")]


def test_an_invalid_size_is_ignored_and_the_image_stays() -> None:
    item, problems = faulty(images=[{"url": "/a.png", "width": "wide", "height": -3}])
    assert item.images == (ItemImage("a.png", local=True),)
    assert problems == [("warning", "images[0].width"), ("warning", "images[0].height")]


def test_a_local_path_is_decoded_once_and_has_no_query() -> None:
    assert local_image_path("/assets/a%20b.png?v=2#top") == "assets/a b.png"
    assert local_image_path("/assets/a.pdf") is None
