"""Icons of a site, and the web manifest that lists them. They show the site's logo, or else the first letter of its
name."""

import json
from collections.abc import Collection, Iterator
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from generator.model.images import Image
from generator.model.output import LetterIcon, Output, Text, VariantFile
from generator.model.views.parts import IconsView, ImageView
from generator.plan.context import SiteContext
from generator.plan.theme.colours import LIGHT_BACKGROUNDS, readable_ink

FAVICON = "favicon.ico"
TOUCH_ICON = "apple-touch-icon.png"
SVG_ICON = "icon.svg"
MANIFEST = "manifest.webmanifest"

TAB_SIDE, TOUCH_SIDE, *MANIFEST_SIDES = PNG_SIDES = (32, 180, 192, 512)


class Icons(Struct, frozen=True):
    """The icons of a site. ``paths`` has the path of each PNG by its side in pixels, ``outputs`` every icon file.
    ``svg_path`` is "" for none."""

    outputs: tuple[Output, ...]
    paths: dict[int, str]
    svg_path: str = ""


def plan_icons(context: SiteContext, theme: Collection[str]) -> Icons | None:
    """Return the icons of a site. ``theme`` has the paths of the theme's static files.

    Return ``None`` if the settings disable icons, or the theme has its own and there is no logo.
    """
    settings = context.settings
    if not settings.metadata.icons:
        return None
    logo = context.images.icons.get(settings.theme.logo)
    if logo is not None:
        return _logo_icons(logo)
    if SVG_ICON in theme:
        return None
    outputs = tuple(_letter_icons(settings.site.title, readable_ink(settings.theme.accent)))
    return Icons(outputs, {side: _png_path(side) for side in PNG_SIDES}, SVG_ICON)


def _png_path(side: int) -> str:
    return TOUCH_ICON if side == TOUCH_SIDE else f"icon-{side}.png"


def _logo_icons(logo: Image) -> Icons:
    outputs = [
        VariantFile(
            FAVICON if each.media_type == "image/x-icon" else _png_path(each.width),
            logo.bundle,
            each.offset,
            each.length,
            each.digest,
        )
        for each in logo.of("icon")
    ]
    paths = {each.width: _png_path(each.width) for each in logo.of("icon") if each.media_type == "image/png"}
    return Icons(tuple(outputs), paths)


def _letter_icons(name: str, background: str) -> Iterator[LetterIcon]:
    letter = first_letter(name)
    for side in PNG_SIDES:
        yield LetterIcon(_png_path(side), "png", letter, background, LIGHT_BACKGROUNDS[0], side)
    yield LetterIcon(FAVICON, "ico", letter, background, LIGHT_BACKGROUNDS[0], TAB_SIDE)
    yield LetterIcon(SVG_ICON, "svg", letter, background, LIGHT_BACKGROUNDS[0])


def first_letter(name: str) -> str:
    """Return the first letter or digit of a name as a capital without accents, "?" if there is none.

    >>> first_letter("«Écran»")
    'E'
    """
    return next((char for char in normalize("NFKD", name).upper() if char.isalnum()), "?")


def icon_links(context: SiteContext, icons: Icons) -> IconsView:
    """Return the icons as pages link to them."""
    link, largest = context.urls.link, max(icons.paths)
    return IconsView(
        favicon_url=link(FAVICON),
        touch_url=link(TOUCH_ICON) if TOUCH_SIDE in icons.paths else "",
        manifest_url=link(MANIFEST),
        badge=ImageView(context.urls.absolute(icons.paths[largest]), largest, largest),
    )


def manifest(context: SiteContext, icons: Icons) -> Text:
    """Return the web manifest (W3C, Web Application Manifest)."""
    site, link = context.settings.site, context.urls.link
    members: dict[str, Any] = {
        "name": site.title,
        "lang": site.language,
        "dir": context.locale_formats.direction,
        "start_url": link(""),
        "scope": link(""),
        "display": "minimal-ui",
        "theme_color": LIGHT_BACKGROUNDS[0],
        "background_color": LIGHT_BACKGROUNDS[0],
        "icons": [_manifest_icon(link(path), side, icons) for side, path in icons.paths.items()],
    }
    members |= {"description": site.description} if site.description else {}
    return Text(MANIFEST, json.dumps(members, ensure_ascii=False, indent=1) + "\n")


def _manifest_icon(url: str, side: int, icons: Icons) -> dict[str, str]:
    """Return an icon's entry in the manifest. A letter may be cropped to any shape, a logo may not."""
    entry = {"src": url, "sizes": f"{side}x{side}", "type": "image/png"}
    return {**entry, "purpose": "any maskable"} if icons.svg_path and side in MANIFEST_SIDES else entry
