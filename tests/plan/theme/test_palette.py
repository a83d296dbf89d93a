"""Colours by name: deterministic, near, and legible in light and dark."""

import colorsys
import re
from itertools import product
from pathlib import Path

import pytest

from generator.plan.theme.palette import HUES, LIGHTNESSES, SATURATIONS, build_tile, tile_initials, tile_tone

STYLE = (Path(__file__).parents[3] / "templates/static/style.css").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Common Wire", "CW"),
        ("Darn", "D"),
        ("Kilns & Clay", "KC"),
        ("the", "T"),
        ("  ", ""),
        ("&!", ""),
        ("“Quoted” words here", "QW"),
        ("ßtraße", "S"),
        ("金継ぎ 茶碗", "金茶"),
        ("e\u0301cole ouverte", "ÉO"),
        ("3M Company", "3C"),
        ("<script>", "S"),
    ],
)
def test_initials_skip_small_words(name: str, expected: str) -> None:
    assert tile_initials(name) == expected


def test_a_name_has_one_tile_whatever_its_case() -> None:
    assert build_tile("The Paper").tone == build_tile("the PAPER").tone
    assert len({build_tile(f"Name {number}").tone for number in range(200)}) == HUES


@pytest.mark.parametrize(
    ("colour", "tone"),
    [
        ("", ""),
        ("#000000", "h0 s0 l0"),
        ("#ffffff", "h0 s0 l4"),
        ("#c03020", "h0 s2 l2"),
        ("#2040a0", "h8 s2 l1"),
        ("#ff00fe", "h10 s2 l2"),
        ("#ff0008", "h0 s2 l2"),
    ],
)
def test_a_colour_is_the_nearest_of_the_palette(colour: str, tone: str) -> None:
    assert tile_tone(colour) == tone


def test_the_style_sheet_has_the_colours_of_the_palette() -> None:
    steps = {
        **{f"h{hue}": f"--h: {hue * 360 // HUES}" for hue in range(HUES)},
        **{f"s{at}": f"--s: {round(value * 100)}%" for at, value in enumerate(SATURATIONS)},
        **{f"l{at}": f"--l: {round(value * 100)}%" for at, value in enumerate(LIGHTNESSES)},
    }
    for name, declared in steps.items():
        assert re.search(rf"\.{name} {{{re.escape(declared)};?}}", STYLE), name


def luminance(hue: int, saturation: int, lightness: int) -> float:
    """WCAG 2.2, relative luminance."""
    channels = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_initials_can_be_read_on_every_tile_in_light_and_dark() -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    colour = r"light-dark\(hsl\(var\(--h\) (\d+)% (\d+)%\), hsl\(var\(--h\) (\d+)% (\d+)%\)\)"
    found = re.search(rf"\.tile \{{background: {colour}; fill: {colour}", STYLE)
    assert found is not None
    day, night = (found.group(*[at + shift for at in (1, 2, 5, 6)]) for shift in (0, 2))
    tiles = [tuple(map(int, each)) for each in (day, night)]
    for tile, hue in product(tiles, range(0, 360, 360 // HUES)):
        ground, ink = (luminance(hue, tile[at], tile[at + 1]) for at in (0, 2))
        lighter, darker = max(ground, ink), min(ground, ink)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (tile, hue)
