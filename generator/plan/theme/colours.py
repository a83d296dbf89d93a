"""An accent colour that can be read: as the owner chose it where that is so, darker on paper, lighter in the dark.

Source: WCAG 2.2, "relative luminance" and "contrast ratio"; text needs 4.5 to 1 (success criterion 1.4.3).
"""

from collections.abc import Iterator

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

CONTRAST = 4.5
PAPERS = ("#fdfcf9", "#f3f0e9")
NIGHTS = ("#171614", "#24221e")
"""What text stands on in the style sheet, by day and in the dark. A test holds the two together."""

_BLACK, _WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
_STEPS = 50


ACCENT = "#8c2f1b"
"""The accent of the style sheet, by day."""


def readable_ink(accent: str) -> str:
    """Return the colour that an accent has on paper, that of the style sheet for none."""
    return _readable(_parsed(accent), _BLACK, PAPERS) if accent else ACCENT


def accent_style(accent: str) -> str:
    """Return the style that lays an accent (``#rrggbb``) over that of the style sheet, "" for none."""
    if not accent:
        return ""
    chosen = _parsed(accent)
    day = _readable(chosen, _BLACK, PAPERS)
    night = _readable(chosen, _WHITE, NIGHTS)
    both = f"@supports(color:light-dark(red,red)){{:root{{--accent:light-dark({day},{night})}}}}"
    return f":root{{--accent:{day}}}{both}"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(_parsed(one)), _luminance(_parsed(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(chosen: Colour, towards: Colour, grounds: tuple[str, ...]) -> str:
    """Return the colour nearest to ``chosen``, on the way ``towards`` another, that can be read on all grounds."""
    return next(
        text for text in _mixed(chosen, towards) if all(contrast(text, each) >= CONTRAST for each in grounds)
    )


def _mixed(chosen: Colour, towards: Colour) -> Iterator[str]:
    for step in range(_STEPS + 1):
        share = step / _STEPS
        mixed = [one + (other - one) * share for one, other in zip(chosen, towards, strict=True)]
        yield "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _parsed(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
