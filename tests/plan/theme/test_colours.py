"""An accent can be read on paper and in the dark, whatever the owner chose."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.theme.colours import CONTRAST, DARK_BACKGROUNDS, LIGHT_BACKGROUNDS, accent_style, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
STYLE = re.compile(
    r":root\{--accent:(#[0-9a-f]{6})\}"
    r"@supports\(color:light-dark\(red,red\)\)\{:root\{--accent:light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)\}\}"
)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#777777", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS)
def test_every_accent_can_be_read_by_day_and_by_night(accent: str) -> None:
    found = STYLE.fullmatch(accent_style(accent))
    assert found, accent_style(accent)
    plain, day, night = found.groups()
    assert plain == day, "browsers without light-dark() stay with paper"
    assert all(contrast(day, paper) >= CONTRAST for paper in LIGHT_BACKGROUNDS)
    assert all(contrast(night, ground) >= CONTRAST for ground in DARK_BACKGROUNDS)


@pytest.mark.parametrize("accent", ["#8c2f1b", "#0a5c6b", "#000000", "#1d1c1a"])
def test_an_accent_that_is_readable_on_paper_stays(accent: str) -> None:
    assert f"{{--accent:{accent}}}" in accent_style(accent)


def test_capitals_are_the_same_colour() -> None:
    assert accent_style("#FFCC00") == accent_style("#ffcc00")


def test_without_an_accent_there_is_no_style() -> None:
    assert accent_style("") == ""


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    sheet = (Path(__file__).parents[3] / "templates/static/style.css").read_text("utf-8")
    for name, paper, night in zip(("paper", "tint"), LIGHT_BACKGROUNDS, DARK_BACKGROUNDS, strict=True):
        assert f"--{name}: light-dark({paper}, {night})" in sheet


@given(COLOURS)
def test_a_busy_day_of_a_calendar_can_be_read_on_every_accent(accent: str) -> None:
    """Its ground is some of the accent over the ground of the page."""
    style = (Path(__file__).parents[3] / "templates/static/style.css").read_text("utf-8")
    inks = re.search(r"--ink: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    heat = re.search(r"\.heat4 \{--heat: (\d+)%\}", style)
    accents = STYLE.fullmatch(accent_style(accent))
    assert inks
    assert heat
    assert accents
    for ink, over, under in zip(
        inks.groups(), accents.groups()[1:], (LIGHT_BACKGROUNDS[0], DARK_BACKGROUNDS[0]), strict=True
    ):
        assert contrast(ink, mixed(over, under, int(heat[1]) / 100)) >= CONTRAST


def mixed(over: str, under: str, share: float) -> str:
    pairs = [(int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)
