"""Images of water: tides, a dam, a light above the sea."""

from math import pi, sin

from linocut import (
    BLUSH,
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SAGE,
    TEAL,
    Outline,
    Sheet,
    arch,
    box,
    circle,
    leaf,
    polar,
    swell,
)


def tide(s: Sheet) -> None:
    """Rows of waves under a moon that keeps its own table."""
    s.fill(s.whole, NIGHT)
    s.rays((880, 190), (150, 330), 54, 5, TEAL)
    s.fill(circle(880, 190, 128), PAPER)
    s.clipped(circle(880, 190, 128), lambda moon: moon.hatch(circle(960, 220, 125), BLUSH, 0.2, 17, 5))
    for row, ink in enumerate((TEAL, SAGE, TEAL, PAPER, TEAL, INK)):
        level = 330 + row * 62
        wave = _scallops(s, level, 150 + row * 12, row * 0.37)
        s.fill(wave, ink)
        _crests(s, level, 150 + row * 12, row * 0.37, INK if ink in (PAPER, SAGE) else PAPER)
    s.fill([(250, 300), (430, 300), (400, 345), (285, 345)], RED)
    s.fill([(335, 292), (335, 130), (225, 270)], PAPER)
    s.fill([(347, 292), (347, 160), (425, 278)], OCHRE)


def _scallops(s: Sheet, level: float, period: float, shift: float) -> Outline:
    steps = [s.width * i / 240 for i in range(241)]
    line = [(x, level + 44 * abs(sin(pi * (x / period + shift))) - 30) for x in steps]
    return [*line, (s.width, s.height), (0, s.height)]


def _crests(s: Sheet, level: float, period: float, shift: float, ink: str) -> None:
    for i in range(-1, int(s.width / period) + 3):
        middle = (i + 0.5 - shift % 1) * period
        for ring in range(1, 4):
            radius = period * 0.5 - ring * 15
            curve = [polar((middle, level - 28), radius, pi * (0.12 + 0.76 * t / 14)) for t in range(15)]
            s.line([(x, y * 0.5 + (level - 8) * 0.5) for x, y in curve], 3.4, ink)


def dam(s: Sheet) -> None:
    """A dam wall between two hills, water held behind and let go below."""
    s.fill(s.whole, BLUSH)
    s.fill(circle(930, 130, 80), RED)
    s.fill([(0, 60), (230, 130), (420, 420), (420, 675), (0, 675)], TEAL)
    s.fill([(1200, 150), (1010, 190), (800, 430), (800, 675), (1200, 675)], TEAL)
    s.hatch([(0, 60), (230, 130), (420, 420), (420, 675), (0, 675)], SAGE, 0.14, 22, 5)
    s.hatch([(1200, 150), (1010, 190), (800, 430), (800, 675), (1200, 675)], SAGE, -0.13, 22, 5)
    s.fill([(255, 190), (995, 225), (930, 300), (320, 290)], NIGHT)
    s.hatch([(255, 190), (995, 225), (930, 300), (320, 290)], PAPER, 0.008, 18, 4)
    wall = [(305, 262), (470, 285), (620, 292), (770, 288), (955, 268), (800, 650), (430, 650)]
    s.fill(wall, PAPER)
    for level in range(9):
        y = 318 + level * 32
        s.gouge((330 + level * 12, y), (930 - level * 15, y), 4, INK)
    for x in (520, 620, 720):
        s.fill(arch(x - 26, 380, x + 26, 600), INK)
        s.fill(leaf((x, 400), (x, 690), 46), SAGE)
        s.hatch(leaf((x, 400), (x, 690), 46), PAPER, 0.25, 9, 3)
    river = swell(s.width, 600, 10, 300, 0.1, 675)
    s.fill(river, NIGHT)
    s.hatch(river, PAPER, 0.0, 19, 4)


def lighthouse(s: Sheet) -> None:
    """A lamp that learned the shortest day by heart."""
    s.fill(s.whole, NIGHT)
    for start, ink in (((380, 205), OCHRE), ((380, 205), "#efcf86")):
        spread = 170 if ink == OCHRE else 90
        s.fill([start, (1240, 205 - spread), (1240, 205 + spread)], ink)
    s.hatch([(380, 205), (1240, 35), (1240, 375)], PAPER, 0.0, 26, 5)
    s.fill([(380, 205), (-60, 140), (-60, 270)], OCHRE)
    s.specks(box(0, 0, 1200, 110), PAPER, 60, 3)
    s.fill([(322, 255), (438, 255), (480, 640), (280, 640)], PAPER)
    for level in range(3):
        y = 300 + level * 118
        grow = (y - 255) * 0.108
        s.fill([(322 - grow, y), (438 + grow, y), (444 + grow, y + 58), (316 - grow, y + 58)], RED)
    s.hatch([(385, 255), (438, 255), (480, 640), (400, 640)], INK, 0.25, 16, 4)
    s.fill(box(300, 240, 460, 262), INK)
    s.fill(box(334, 165, 426, 240), OCHRE)
    for x in (334, 380, 426):
        s.line([(x, 165), (x, 240)], 6, INK)
    s.fill([(322, 168), (380, 108), (438, 168)], RED)
    rocks = [(120, 675), (210, 590), (330, 620), (430, 600), (560, 640), (640, 675)]
    s.fill(rocks, INK)
    sea = swell(s.width, 632, 12, 170, 0.1, 675)
    s.clipped(box(560, 560, 1200, 675), lambda part: part.fill(sea, TEAL))
    s.clipped(box(0, 560, 190, 675), lambda part: part.fill(sea, TEAL))
    s.hatch(box(600, 590, 1200, 675), PAPER, 0.0, 20, 4)
