"""The icons of a site, and the web manifest that names them: made of its logo, or of its name where it has none."""

import json
from collections.abc import Collection
from typing import Any

from msgspec import Struct

from generator.base.digest import digest
from generator.base.ico import build_ico
from generator.model.images import Image
from generator.model.output import Data, Output, Text, VariantFile
from generator.model.views.parts import IconsView, ImageView
from generator.plan.context import SiteContext
from generator.plan.theme.colours import PAPERS, readable_ink
from generator.plan.theme.monogram import png, svg

FAVICON = "favicon.ico"
TOUCH = "apple-touch-icon.png"
DRAWING = "icon.svg"
MANIFEST = "manifest.webmanifest"

TAB, TOUCH_SIDE, *MANIFEST_SIDES = (32, 180, 192, 512)


class Icons(Struct, frozen=True):
    """The files of a site's icons, by the side of each PNG in pixels; ``outputs`` are all of them. ``drawing`` is the
    place of an SVG, "" for none."""

    outputs: tuple[Output, ...]
    places: dict[int, str]
    drawing: str = ""


def make_icons(context: SiteContext, theme: Collection[str]) -> Icons | None:
    """Return the icons of a site; ``None`` where its settings or its theme, whose files are named, want none."""
    settings = context.settings
    if not settings.metadata.icons:
        return None
    logo = context.images.icons.get(settings.theme.logo)
    if logo is not None:
        return _of_logo(logo)
    return None if DRAWING in theme else _of_name(settings.site.title, readable_ink(settings.theme.accent))


def _place(side: int) -> str:
    return TOUCH if side == TOUCH_SIDE else f"icon-{side}.png"


def _of_logo(logo: Image) -> Icons:
    made = [
        VariantFile(
            FAVICON if each.media_type == "image/x-icon" else _place(each.width),
            logo.bundle,
            each.offset,
            each.length,
            each.digest,
        )
        for each in logo.of("icon")
    ]
    places = {each.width: _place(each.width) for each in logo.of("icon") if each.media_type == "image/png"}
    return Icons(tuple(made), places)


def _of_name(name: str, ground: str) -> Icons:
    pictures = {side: png(name, side, ground, PAPERS[0]) for side in (TAB, TOUCH_SIDE, *MANIFEST_SIDES)}
    files = {_place(side): picture for side, picture in pictures.items()}
    files[FAVICON] = build_ico(pictures[TAB], TAB)
    outputs = [Data(path, digest(data), data) for path, data in files.items()]
    drawn = Text(DRAWING, svg(name, ground, PAPERS[0]))
    return Icons((*outputs, drawn), {side: _place(side) for side in pictures}, DRAWING)


def icon_links(context: SiteContext, icons: Icons) -> IconsView:
    """Return the icons as pages link to them."""
    link, largest = context.addresses.link, max(icons.places)
    return IconsView(
        favicon_url=link(FAVICON),
        touch_url=link(TOUCH) if TOUCH_SIDE in icons.places else "",
        manifest_url=link(MANIFEST),
        badge=ImageView(context.addresses.absolute(icons.places[largest]), largest, largest),
    )


def manifest(context: SiteContext, icons: Icons) -> Text:
    """Return the web manifest (W3C, Web Application Manifest)."""
    site, link = context.settings.site, context.addresses.link
    told: dict[str, Any] = {
        "name": site.title,
        "lang": site.language,
        "dir": context.customs.direction,
        "start_url": link(""),
        "scope": link(""),
        "display": "minimal-ui",
        "theme_color": PAPERS[0],
        "background_color": PAPERS[0],
        "icons": [_listed(link(place), side, icons) for side, place in icons.places.items()],
    }
    told |= {"description": site.description} if site.description else {}
    return Text(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _listed(url: str, side: int, icons: Icons) -> dict[str, str]:
    """A letter may be cut to any shape; a logo may not."""
    told = {"src": url, "sizes": f"{side}x{side}", "type": "image/png"}
    return {**told, "purpose": "any maskable"} if icons.drawing and side in MANIFEST_SIDES else told
