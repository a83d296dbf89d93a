"""Placeholder colours and initials, shown until an image is loaded or instead of one.

The content security policy forbids inline styles. So a colour is a set of classes of the style sheet: one of
twelve hues, three saturations and five lightnesses. That is close enough for a placeholder that is visible
for a second.
"""

import colorsys
from unicodedata import normalize

from generator.base.digest import digest
from generator.model.views.parts import TileView

HUES = 12
"""Number of hues of the palette, evenly around the colour circle: ``h0`` is red, ``h4`` green, ``h8``
blue."""

SATURATIONS = (0.07, 0.22, 0.48)
"""Saturations of the palette: ``s0``, ``s1``, ``s2``."""

LIGHTNESSES = (0.13, 0.32, 0.5, 0.68, 0.88)
"""Lightnesses of the palette: ``l0`` to ``l4``."""

_SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"))


def tile_tone(colour: str) -> str:
    """Return the classes of the palette colour that is nearest to a colour (``#rrggbb``), "" for none."""
    if not colour:
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    return f"h{round(hue * HUES) % HUES} s{_nearest(SATURATIONS, saturation)} l{_nearest(LIGHTNESSES, light)}"


def _nearest(steps: tuple[float, ...], value: float) -> int:
    return min(range(len(steps)), key=lambda step: abs(steps[step] - value))


def build_tile(name: str) -> TileView:
    """Return the tile of a name. Its hue depends only on the name, ignoring case."""
    return TileView(tile_initials(name), f"h{digest(name.casefold().encode())[0] % HUES}")


def tile_initials(name: str) -> str:
    """Return the initials of the first two words of a name that are not small words, "" if it has no
    letter."""
    words = [word for part in normalize("NFC", name).split() if (word := _word(part))]
    significant = [word for word in words if word.lower() not in _SMALL_WORDS] or words
    return "".join(word[0].upper()[0] for word in significant[:2])


def _word(part: str) -> str:
    """Return a word from its first letter or digit on."""
    return next((part[at:] for at, char in enumerate(part) if char.isalnum()), "")
