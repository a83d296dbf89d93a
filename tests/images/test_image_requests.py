"""Image requests of a catalogue and of the theme."""

from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from generator.images.image_requests import ImageRequest, image_requests, theme_image_requests
from generator.model.item import ItemImage
from generator.model.settings import MetadataSettings, Settings, ThemeSettings

ONE, TWO, THREE = (ItemImage(f"https://a.example/{number}.jpg") for number in (1, 2, 3))


def catalogue(**fields: Any) -> Any:
    return SimpleNamespace(**{"providers": (), "topics": (), "items": (), "elsewhere": (), **fields})


def test_logos_come_before_items_and_sidebars() -> None:
    site = catalogue(
        providers=[SimpleNamespace(domain="a.example", logo=ONE), SimpleNamespace(domain="b.example", logo=None)],
        topics=[SimpleNamespace(slug="bees", picture=TWO), SimpleNamespace(slug="ants", picture=None)],
        items=[SimpleNamespace(images=(ONE, TWO), path="a.md"), SimpleNamespace(images=(), path="b.md")],
        elsewhere=[(1, SimpleNamespace(picture=THREE)), (1, SimpleNamespace(picture=None))],
    )  # fmt: skip
    assert list(image_requests(site)) == [
        ImageRequest("logo", (ONE,), "_data/organizations/a.example.md", "images"),
        ImageRequest("logo", (TWO,), "_data/topics/bees.yaml", "images"),
        ImageRequest("lead", (ONE, TWO), "a.md", "images[0].url"),
        ImageRequest("side", (THREE,), "b.md", "related"),
    ]


def test_a_sidebar_uses_the_variants_of_an_item_that_shows_the_same_image() -> None:
    site = catalogue(
        items=[SimpleNamespace(images=(ONE, TWO), path="a.md")],
        elsewhere=[(0, SimpleNamespace(picture=TWO)), (0, SimpleNamespace(picture=THREE))],
    )
    assert [request.purpose for request in image_requests(site)] == ["lead", "lead", "side"]


@pytest.mark.parametrize(
    ("logo", "icons", "purposes"),
    [("", True, []), ("logo.png", False, ["logo"]), ("logo.png", True, ["logo", "icon"])],
)
def test_the_theme_requests_its_logo_and_icons(logo: str, icons: bool, purposes: list[str]) -> None:
    settings = replace(Settings(), theme=ThemeSettings(logo=logo), metadata=MetadataSettings(icons=icons))
    requests = list(theme_image_requests(settings))
    assert [request.purpose for request in requests] == purposes
    assert all(request.images == (ItemImage("logo.png", local=True),) for request in requests)
