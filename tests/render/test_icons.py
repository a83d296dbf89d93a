"""Letter icons: their glyphs, and the bytes of each format."""

import io
from hashlib import sha256
from typing import Literal
from xml.etree import ElementTree

import pytest
from PIL import Image as Pillow

from generator.model.output import LetterIcon
from generator.render.icons import CELLS, draw_png, draw_svg, glyph_rows, render_icon


@pytest.mark.parametrize("side", [32, 180, 192, 512])
def test_other_programs_can_read_the_png(side: int) -> None:
    picture = Pillow.open(io.BytesIO(draw_png("L", side, "#123456", "#fedcba"))).convert("RGB")
    assert picture.size == (side, side)
    cell = max(side // 11, 3)
    left, top = (side - CELLS[0] * cell) // 2, (side - CELLS[1] * cell) // 2
    for y, row in enumerate(glyph_rows("L")):
        for x, mark in enumerate(row):
            at = left + x * cell + cell // 2, top + y * cell + cell // 2
            assert picture.getpixel(at) == ((0xFE, 0xDC, 0xBA) if mark == "#" else (0x12, 0x34, 0x56))
    assert picture.getpixel((0, 0)) == picture.getpixel((side - 1, side - 1)) == (0x12, 0x34, 0x56)


@pytest.mark.parametrize("letter", ["?", "日", "Ø", ""])
def test_other_characters_share_one_glyph(letter: str) -> None:
    assert glyph_rows(letter) == glyph_rows("?")


def test_every_glyph_is_unique_and_fits_its_cells() -> None:
    for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?":
        assert [len(row) for row in glyph_rows(char)] == [CELLS[0]] * CELLS[1], char
    assert len({tuple(glyph_rows(char)) for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?"}) == 37


def test_the_svg_has_a_cell_for_every_mark() -> None:
    background, letter = ElementTree.fromstring(draw_svg("L", "#123456", "#fedcba"))
    assert (background.get("fill"), letter.get("fill")) == ("#123456", "#fedcba")
    assert letter.attrib["d"].count("M") == "".join(glyph_rows("L")).count("#")


@pytest.mark.parametrize(("format", "kind"), [("png", "PNG"), ("ico", "ICO")])
def test_an_icon_has_the_format_that_it_names(format: Literal["png", "ico"], kind: str) -> None:
    image = Pillow.open(io.BytesIO(render_icon(LetterIcon("x", format, "R", "#8c2f1b", "#fdfcf9", 32))))
    assert (image.format, image.size) == (kind, (32, 32))


@pytest.mark.parametrize(
    ("icon", "digest"),
    [
        (LetterIcon("icon-32.png", "png", "R", "#8c2f1b", "#fdfcf9", 32), "e62f89da490ba5d9"),
        (LetterIcon("favicon.ico", "ico", "R", "#8c2f1b", "#fdfcf9", 32), "6d865c4d78de1468"),
        (LetterIcon("icon.svg", "svg", "R", "#8c2f1b", "#fdfcf9"), "01535774689a1fca"),
    ],
    ids=lambda value: value.format if isinstance(value, LetterIcon) else "",
)
def test_the_bytes_never_change(icon: LetterIcon, digest: str) -> None:
    assert sha256(render_icon(icon)).hexdigest()[:16] == digest
