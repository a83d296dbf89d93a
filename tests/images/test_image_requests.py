"""Image requests of a catalogue and of the theme."""

from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from generator.images.image_requests import ImageRequest, image_requests, theme_image_requests
from generator.model.item import ItemImage
from generator.model.settings import MetadataSettings, Settings, ThemeSettings
from generator.model.site_data import ProviderInfo, SiteData, TopicInfo

ONE, TWO, THREE = (ItemImage(f"https://a.example/{number}.jpg") for number in (1, 2, 3))


def catalogue(**fields: Any) -> Any:
    return SimpleNamespace(**{"providers": (), "topics": (), "items": (), "elsewhere": (), **fields})


def an_item(path: str, *images: ItemImage, body: tuple[ItemImage, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(images=images, path=path, body_images=body, source=None)


def test_images_in_texts_come_last() -> None:
    site = catalogue(
        items=[an_item("a.md", body=(ONE, TWO)), an_item("b.md", ONE)],
        elsewhere=[(0, SimpleNamespace(picture=THREE))],
    )
    assert list(image_requests(site, SiteData())) == [
        ImageRequest("lead", (ONE,), "b.md", "images[0].url"),
        ImageRequest("side", (THREE,), "a.md", "related"),
        ImageRequest("body", (ONE,), "a.md", "body"),
        ImageRequest("body", (TWO,), "a.md", "body"),
    ]


def test_logos_come_before_items_and_sidebars() -> None:
    site = catalogue(
        providers=[SimpleNamespace(domain="a.example", logo=ONE), SimpleNamespace(domain="b.example", logo=None)],
        topics=[SimpleNamespace(slug="bees", picture=TWO), SimpleNamespace(slug="ants", picture=None)],
        items=[an_item("a.md", ONE, TWO), an_item("b.md")],
        elsewhere=[(1, SimpleNamespace(picture=THREE)), (1, SimpleNamespace(picture=None))],
    )  # fmt: skip
    described = SiteData(
        (TopicInfo("Bees", 1, images=(TWO,), path="_data/topics/01-bees.yml"),),
        (ProviderInfo("A", "a.example", logos=(ONE,), path="_data/organizations/a"),),
    )
    assert list(image_requests(site, described)) == [
        ImageRequest("logo", (ONE,), "_data/organizations/a", "images"),
        ImageRequest("logo", (TWO,), "_data/topics/01-bees.yml", "images"),
        ImageRequest("lead", (TWO,), "_data/topics/01-bees.yml", "images"),
        ImageRequest("lead", (ONE, TWO), "a.md", "images[0].url"),
        ImageRequest("side", (THREE,), "b.md", "related"),
    ]


def test_a_logo_that_only_records_name_is_in_a_record() -> None:
    source = SimpleNamespace(logos=(ONE,))
    site = catalogue(
        providers=[SimpleNamespace(domain="a.example", logo=ONE)],
        items=[SimpleNamespace(images=(), path="a.md", body_images=(), source=source)],
    )
    assert list(image_requests(site, SiteData())) == [ImageRequest("logo", (ONE,), "a.md", "provider.images")]


def test_a_sidebar_uses_the_variants_of_an_item_that_shows_the_same_image() -> None:
    site = catalogue(
        items=[an_item("a.md", ONE, TWO)],
        elsewhere=[(0, SimpleNamespace(picture=TWO)), (0, SimpleNamespace(picture=THREE))],
    )
    assert [request.purpose for request in image_requests(site, SiteData())] == ["lead", "lead", "side"]


@pytest.mark.parametrize(
    ("logo", "icons", "purposes"),
    [("", True, []), ("logo.png", False, ["masthead"]), ("logo.png", True, ["masthead", "icon"])],
)
def test_the_theme_requests_its_logo_and_icons(logo: str, icons: bool, purposes: list[str]) -> None:
    settings = replace(Settings(), theme=ThemeSettings(logo=logo), metadata=MetadataSettings(icons=icons))
    requests = list(theme_image_requests(settings))
    assert [request.purpose for request in requests] == purposes
    assert all(request.images == (ItemImage("logo.png", local=True),) for request in requests)
