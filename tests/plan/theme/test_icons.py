"""Icons: of a logo, or drawn of the title; and the manifest that names them."""

import io
import json
from collections.abc import Callable

import msgspec
import pytest
from PIL import Image as Pillow

from generator.model.images import Image, ImageSet, Variant, VariantSet
from generator.model.output import Data, Text, VariantFile
from generator.model.settings import MetadataSettings, Settings, SiteSettings, ThemeSettings
from generator.plan.context import SiteContext
from generator.plan.theme.colours import ACCENT
from generator.plan.theme.icons import icon_links, make_icons, manifest
from generator.plan.theme.monogram import CELLS, drawing, png, svg

Make = Callable[..., SiteContext]


def with_settings(
    context: SiteContext, images: ImageSet | None = None, **tables: msgspec.Struct
) -> SiteContext:
    settings: Settings = msgspec.structs.replace(context.settings, **tables)
    return SiteContext(context.catalogue, images or context.images, settings)


def logo(*sides: int) -> ImageSet:
    variants = [Variant("icon", "image/png", side, side, side, 1, bytes(16)) for side in sides]
    variants.append(Variant("icon", "image/x-icon", 32, 32, 0, 1, bytes(16)))
    image = Image(stem="pictures/logo-1", bundle="b.made", made=VariantSet("1", "", tuple(variants)))
    return ImageSet(icons={"assets/logo.png": image})


LOGO = ThemeSettings(logo="assets/logo.png")


@pytest.mark.parametrize("side", [32, 180, 192, 512])
def test_a_letter_is_a_png_that_other_programs_read(side: int) -> None:
    picture = Pillow.open(io.BytesIO(png("Ladder", side, "#123456", "#fedcba"))).convert("RGB")
    assert picture.size == (side, side)
    cell = max(side // 11, 3)
    left, top = (side - CELLS[0] * cell) // 2, (side - CELLS[1] * cell) // 2
    for y, row in enumerate(drawing("Ladder")):
        for x, mark in enumerate(row):
            at = left + x * cell + cell // 2, top + y * cell + cell // 2
            assert picture.getpixel(at) == ((0xFE, 0xDC, 0xBA) if mark == "#" else (0x12, 0x34, 0x56))
    assert picture.getpixel((0, 0)) == picture.getpixel((side - 1, side - 1)) == (0x12, 0x34, 0x56)


@pytest.mark.parametrize(
    ("name", "like"),
    [("éclair", "E"), ("“Quoted”", "Q"), ("7 days", "7"), ("Ünder", "U"), ("日本", "?"), ("!", "?")],
)
def test_the_letter_is_the_first_that_can_be_drawn(name: str, like: str) -> None:
    assert drawing(name) == drawing(like)


def test_every_drawing_has_its_shape() -> None:
    for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?":
        assert [len(row) for row in drawing(sign)] == [CELLS[0]] * CELLS[1], sign
    assert len({tuple(drawing(sign)) for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?"}) == 37


def test_without_a_logo_the_icons_are_the_first_letter_in_the_accent(make_edition: Make) -> None:
    site = SiteSettings(title="Radar", description="All.", base_url="https://x.example/feed/")
    context = with_settings(make_edition(), site=site)
    icons = make_icons(context, ())
    assert icons is not None
    files = {each.path: each for each in icons.outputs if isinstance(each, Data | Text)}
    assert files.keys() == {
        "favicon.ico",
        "icon-32.png",
        "apple-touch-icon.png",
        "icon-192.png",
        "icon-512.png",
        "icon.svg",
    }
    drawn = files["icon.svg"]
    assert isinstance(drawn, Text)
    assert drawn.text == svg("Radar", ACCENT, "#fdfcf9")
    favicon = files["favicon.ico"]
    assert isinstance(favicon, Data)
    assert Pillow.open(io.BytesIO(favicon.data)).size == (32, 32)
    told = json.loads(manifest(context, icons).text)
    assert told["start_url"] == told["scope"] == "/feed/"
    assert [each["sizes"] for each in told["icons"]] == ["32x32", "180x180", "192x192", "512x512"]
    assert told["icons"][-1] == {
        "src": "/feed/icon-512.png",
        "sizes": "512x512",
        "type": "image/png",
        "purpose": "any maskable",
    }
    assert icon_links(context, icons).badge.url == "https://x.example/feed/icon-512.png"


def test_a_logo_goes_before_the_letter_and_the_theme(make_edition: Make) -> None:
    context = with_settings(make_edition(), logo(32, 180, 192), theme=LOGO)
    icons = make_icons(context, ("icon.svg",))
    assert icons is not None
    assert icons.drawing == ""
    assert {each.path for each in icons.outputs if isinstance(each, VariantFile)} == {
        "favicon.ico",
        "icon-32.png",
        "apple-touch-icon.png",
        "icon-192.png",
    }
    assert "purpose" not in json.loads(manifest(context, icons).text)["icons"][-1]
    assert icon_links(context, icons).badge.width == 192


def test_a_small_logo_has_no_icon_for_home_screens(make_edition: Make) -> None:
    context = with_settings(make_edition(), logo(32), theme=LOGO)
    icons = make_icons(context, ())
    assert icons is not None
    assert icon_links(context, icons).touch_url == ""


def test_a_theme_with_an_icon_and_a_site_that_wants_none_are_left_alone(make_edition: Make) -> None:
    assert make_icons(make_edition(), ("style.css", "icon.svg")) is None
    context = with_settings(make_edition(), logo(32), theme=LOGO, metadata=MetadataSettings(icons=False))
    assert make_icons(context, ()) is None
