"""Readable accent colours. An accent that lacks contrast is darkened on paper and lightened in dark mode.

Source: WCAG 2.2, "relative luminance" and "contrast ratio". Text needs 4.5 to 1 (success criterion 1.4.3).
"""

from collections.abc import Iterator

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

CONTRAST = 4.5
"""Minimum contrast ratio of text."""
LIGHT_BACKGROUNDS = ("#fdfcf9", "#f3f0e9")
DARK_BACKGROUNDS = ("#171614", "#24221e")
"""Background colours of the style sheet, in light and dark mode. A test compares them with the style
sheet."""

_BLACK, _WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
_STEPS = 50

ACCENT = "#8c2f1b"
"""Default accent of the style sheet, in light mode."""


def readable_ink(accent: str) -> str:
    """Return an accent made readable on paper, or the default accent if it is ""."""
    return _readable(_parsed(accent), _BLACK, LIGHT_BACKGROUNDS) if accent else ACCENT


def accent_style(accent: str) -> str:
    """Return CSS that overrides the accent of the style sheet, "" for no accent. ``accent`` is
    ``#rrggbb``."""
    if not accent:
        return ""
    chosen = _parsed(accent)
    day = _readable(chosen, _BLACK, LIGHT_BACKGROUNDS)
    night = _readable(chosen, _WHITE, DARK_BACKGROUNDS)
    both = f"@supports(color:light-dark(red,red)){{:root{{--accent:light-dark({day},{night})}}}}"
    return f":root{{--accent:{day}}}{both}"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(_parsed(one)), _luminance(_parsed(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(chosen: Colour, target: Colour, backgrounds: tuple[str, ...]) -> str:
    """Return the first colour between ``chosen`` and ``target`` that is readable on all backgrounds."""
    return next(
        text
        for text in _mixed(chosen, target)
        if all(contrast(text, each) >= CONTRAST for each in backgrounds)
    )


def _mixed(chosen: Colour, target: Colour) -> Iterator[str]:
    for step in range(_STEPS + 1):
        share = step / _STEPS
        mixed = [one + (other - one) * share for one, other in zip(chosen, target, strict=True)]
        yield "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _parsed(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
