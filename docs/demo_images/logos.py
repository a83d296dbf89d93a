"""Emblems of the invented providers: one bold form each, plain enough for fifty pixels."""

from collections.abc import Callable
from math import sin, tau

from linocut import (
    BLUSH,
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SAGE,
    TEAL,
    Sheet,
    arch,
    box,
    circle,
    leaf,
    polar,
    rounded,
    sector,
)


def flame(s: Sheet) -> None:
    """The Kiln Weekly."""
    s.fill(s.whole, INK)
    s.fill(leaf((200, 400), (215, 20), 250), RED)
    s.fill(leaf((200, 390), (195, 150), 140), OCHRE)


def ohm(s: Sheet) -> None:
    """Ohm & Away."""
    s.fill(s.whole, OCHRE)
    s.fill(sector(200, 178, 74, 128, 0.36, 1.14), INK)
    for side in (-1, 1):
        s.fill(box(200 + side * 75 - 28, 268, 200 + side * 75 + 28, 330), INK)
        s.fill(box(200 + side * 98 - 54, 296, 200 + side * 98 + 54, 340), INK)


def weave(s: Sheet) -> None:
    """Warp & Weft."""
    s.fill(s.whole, PAPER)
    for i in range(4):
        s.fill(box(44 + i * 84, 20, 104 + i * 84, 380), TEAL)
    for row in range(4):
        for i in range(4):
            if (row + i) % 2 == 0:
                s.fill(box(30 + i * 84, 44 + row * 84, 118 + i * 84, 104 + row * 84), RED)


def tower(s: Sheet) -> None:
    """The Lighthouse Log."""
    s.fill(s.whole, NIGHT)
    s.fill([(200, 112), (400, 50), (400, 180)], OCHRE)
    s.fill([(200, 112), (0, 50), (0, 180)], OCHRE)
    s.fill([(155, 150), (245, 150), (280, 400), (120, 400)], PAPER)
    s.fill([(146, 225), (254, 225), (264, 300), (136, 300)], RED)
    s.fill(arch(160, 60, 240, 155), PAPER)


def ripples(s: Sheet) -> None:
    """Millpond."""
    s.fill(s.whole, TEAL)
    for radius, ink in ((170, SAGE), (128, TEAL), (92, PAPER), (54, TEAL)):
        s.fill(circle(200, 200, radius), ink)
    s.fill(circle(200, 200, 24), RED)


def wave(s: Sheet) -> None:
    """Tidewater Post."""
    s.fill(s.whole, PAPER)
    for row, ink in enumerate((SAGE, TEAL, NIGHT)):
        crest = [(x * 4, 150 + row * 90 - 34 * sin(tau * (x / 50 + row * 0.3))) for x in range(101)]
        s.fill([*crest, (400, 400), (0, 400)], ink)
    s.fill(circle(290, 80, 46), RED)


def house_of_reels(s: Sheet) -> None:
    """Reelhouse."""
    s.fill(s.whole, RED)
    s.fill([(30, 205), (200, 40), (370, 205), (330, 205), (330, 360), (70, 360), (70, 205)], PAPER)
    s.fill([(155, 170), (155, 320), (285, 245)], INK)


def hedge_leaf(s: Sheet) -> None:
    """Hedgerow."""
    s.fill(s.whole, SAGE)
    s.fill(leaf((70, 340), (340, 50), 210), NIGHT)
    s.gouge((60, 350), (320, 72), 26, PAPER)
    for part in (0.35, 0.55, 0.75):
        x, y = 70 + 270 * part, 340 - 290 * part
        s.gouge((x - 12, y + 12), (x + 74, y + 4), 14, PAPER)


def bars(s: Sheet) -> None:
    """Small Batch Statistics."""
    s.fill(s.whole, BLUSH)
    for column, height in enumerate((1, 3, 4, 2)):
        for level in range(height):
            s.fill(circle(80 + column * 80, 330 - level * 82, 36), (NIGHT, RED)[(column + level) % 3 == 2])


def neighbour(s: Sheet) -> None:
    """Naboen."""
    s.fill(s.whole, NIGHT)
    for x, top, ink in ((40, 170, BLUSH), (210, 130, OCHRE)):
        s.fill([(x, top + 70), (x + 75, top), (x + 150, top + 70), (x + 150, 345), (x, 345)], ink)
        s.fill(rounded(x + 48, top + 105, x + 102, top + 160, 6), RED)


def wire(s: Sheet) -> None:
    """The Common Wire."""
    s.fill(s.whole, OCHRE)
    s.line([(0, 300), (200, 326), (400, 300)], 16, INK)
    s.fill(leaf((60, 320), (270, 130), 190), INK)
    s.fill(circle(252, 140, 62), INK)
    s.fill([(300, 110), (372, 140), (300, 168)], RED)
    s.fill(circle(268, 128, 14), PAPER)
    s.gouge((110, 280), polar((110, 280), 140, -0.75), 26, OCHRE)


EMBLEMS: dict[str, Callable[[Sheet], None]] = {
    "kilnweekly.example": flame,
    "ohmandaway.example": ohm,
    "warpandweft.example": weave,
    "lighthouselog.example": tower,
    "millpond.example": ripples,
    "tidewaterpost.example": wave,
    "reelhouse.example": house_of_reels,
    "hedgerow.example": hedge_leaf,
    "smallbatch.example": bars,
    "naboen.example": neighbour,
    "commonwire.example": wire,
}
"""Which emblem belongs to which domain."""
