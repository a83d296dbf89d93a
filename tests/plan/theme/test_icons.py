"""Icons: of the logo, or of the title's first letter; and the manifest that lists them."""

import json
from collections.abc import Callable

import msgspec
import pytest

from generator.model.images import Image, ImageSet, Variant, VariantSet
from generator.model.output import LetterIcon, VariantFile
from generator.model.settings import MetadataSettings, Settings, SiteSettings, ThemeSettings
from generator.plan.context import SiteContext
from generator.plan.theme.colours import ACCENT
from generator.plan.theme.icons import first_letter, icon_links, manifest, plan_icons

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


def test_without_a_logo_the_icons_are_the_first_letter_in_the_accent(make_context: Make) -> None:
    site = SiteSettings(title="Radar", description="All.", base_url="https://x.example/feed/")
    context = with_settings(make_context(), site=site)
    icons = plan_icons(context, ())
    assert icons is not None
    assert set(icons.outputs) == {
        LetterIcon("favicon.ico", "ico", "R", ACCENT, "#fdfcf9", 32),
        LetterIcon("icon-32.png", "png", "R", ACCENT, "#fdfcf9", 32),
        LetterIcon("apple-touch-icon.png", "png", "R", ACCENT, "#fdfcf9", 180),
        LetterIcon("icon-192.png", "png", "R", ACCENT, "#fdfcf9", 192),
        LetterIcon("icon-512.png", "png", "R", ACCENT, "#fdfcf9", 512),
        LetterIcon("icon.svg", "svg", "R", ACCENT, "#fdfcf9"),
    }
    entries = json.loads(manifest(context, icons).text)
    assert entries["start_url"] == entries["scope"] == "/feed/"
    assert [each["sizes"] for each in entries["icons"]] == ["32x32", "180x180", "192x192", "512x512"]
    assert entries["icons"][-1] == {
        "src": "/feed/icon-512.png",
        "sizes": "512x512",
        "type": "image/png",
        "purpose": "any maskable",
    }
    assert icon_links(context, icons).badge.url == "https://x.example/feed/icon-512.png"


def test_a_logo_overrides_the_letter_and_the_icon_of_the_theme(make_context: Make) -> None:
    context = with_settings(make_context(), logo(32, 180, 192), theme=LOGO)
    icons = plan_icons(context, ("icon.svg",))
    assert icons is not None
    assert icons.svg_path == ""
    assert {each.path for each in icons.outputs if isinstance(each, VariantFile)} == {
        "favicon.ico",
        "icon-32.png",
        "apple-touch-icon.png",
        "icon-192.png",
    }
    assert "purpose" not in json.loads(manifest(context, icons).text)["icons"][-1]
    assert icon_links(context, icons).badge.width == 192


def test_a_small_logo_has_no_icon_for_home_screens(make_context: Make) -> None:
    context = with_settings(make_context(), logo(32), theme=LOGO)
    icons = plan_icons(context, ())
    assert icons is not None
    assert icon_links(context, icons).touch_url == ""


def test_no_icons_if_the_theme_has_one_or_the_settings_disable_them(make_context: Make) -> None:
    assert plan_icons(make_context(), ("style.css", "icon.svg")) is None
    context = with_settings(make_context(), logo(32), theme=LOGO, metadata=MetadataSettings(icons=False))
    assert plan_icons(context, ()) is None


@pytest.mark.parametrize(
    ("name", "letter"),
    [("éclair", "E"), ("“Quoted”", "Q"), ("7 days", "7"), ("Ünder", "U"), ("日本", "日"), ("!", "?")],
)
def test_an_icon_shows_the_first_letter_or_digit(name: str, letter: str) -> None:
    assert first_letter(name) == letter
