"""Images of power: wind, sun, wires, warmth."""

from math import exp, pi, sin, tau

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
    box,
    circle,
    leaf,
    polar,
    rounded,
    sector,
    swell,
)


def wind_on_the_hills(s: Sheet) -> None:
    """Three turbines on layered hills under a large sun."""
    s.fill(s.whole, OCHRE)
    s.hatch(s.whole, BLUSH, 0.0, 34, 5)
    s.rays((860, 330), (220, 520), 46, 9, PAPER)
    s.fill(circle(860, 330, 195), RED)
    _hill(s, (470, 60, 1500, 0.05), SAGE, PAPER)
    for x, base, size, turn in ((930, 480, 0.62, 0.1), (250, 500, 0.8, 0.24)):
        _turbine(s, x, base, size, turn)
    _hill(s, (545, 55, 1150, 0.42), TEAL, SAGE)
    _turbine(s, 560, 625, 1.1, 0.045)
    _hill(s, (625, 38, 900, 0.8), INK, TEAL)


def _hill(s: Sheet, shape: tuple[float, float, float, float], ink: str, carved: str) -> None:
    level, height, period, shift = shape
    hill = swell(s.width, level, height, period, shift, s.height)
    s.fill(hill, ink)
    s.hatch(hill, carved, -0.03, 23, 4)


def _turbine(s: Sheet, x: float, base: float, size: float, turn: float) -> None:
    hub = (x, base - 380 * size)
    foot, neck = 13 * size, 6 * size
    s.fill([(x - foot, base), (x - neck, hub[1]), (x + neck, hub[1]), (x + foot, base)], PAPER)
    for third in range(3):
        angle = tau * (turn + third / 3)
        tip = polar(hub, 225 * size, angle)
        s.fill([polar(hub, 9 * size, angle - pi / 2), polar(hub, 70 * size, angle - 0.24), tip, hub], PAPER)
        s.gouge(polar(hub, 30 * size, angle - 0.12), polar(hub, 190 * size, angle - 0.04), 4, INK)
    s.fill(circle(*hub, 15 * size), INK)


def village_battery(s: Sheet) -> None:
    """A row of houses that share one battery, which is the fourth house from the left."""
    s.fill(s.whole, NIGHT)
    s.specks(box(0, 0, 1200, 330), PAPER, 90, 3.0)
    s.fill(swell(s.width, 560, 14, 1000, 0.2, 675), INK)
    inks = (RED, SAGE, OCHRE, TEAL, BLUSH, RED)
    for i, ink in enumerate(inks):
        left = 60 + i * 184
        if i == 3:
            _battery(s, left, ink)
        else:
            _house(s, left, 330 + (i * 53) % 70, ink, lit=i % 2 == 0)
    s.line([(0, 595), (300, 585), (700, 600), (1200, 582)], 5, OCHRE)
    s.hatch(box(0, 612, 1200, 675), TEAL, 0.0, 17, 4)


def _house(s: Sheet, left: float, top: float, ink: str, *, lit: bool) -> None:
    s.fill(box(left, top, left + 150, 585), ink)
    s.fill([(left - 16, top + 6), (left + 75, top - 105), (left + 166, top + 6)], PAPER)
    s.hatch([(left - 16, top + 6), (left + 75, top - 105), (left + 166, top + 6)], INK, 0.0, 15, 5)
    s.fill(box(left + 105, top - 100, left + 128, top - 40), ink)
    for row in range(2):
        for column in range(2):
            x, y = left + 24 + column * 62, top + 34 + row * 74
            s.fill(box(x, y, x + 40, y + 48), OCHRE if lit != (row == column) and ink != OCHRE else PAPER)
            s.line([(x + 20, y), (x + 20, y + 48)], 3, INK)
            s.line([(x, y + 24), (x + 40, y + 24)], 3, INK)


def _battery(s: Sheet, left: float, ink: str) -> None:
    s.fill(rounded(left, 250, left + 150, 585, 18), ink)
    s.fill(box(left + 48, 222, left + 102, 252), PAPER)
    for level in range(5):
        y = 285 + level * 57
        s.fill(rounded(left + 20, y, left + 130, y + 42, 8), PAPER if level < 1 else OCHRE)
    bolt = ((88, 300), (42, 440), (72, 440), (60, 545), (112, 400), (80, 400))
    s.fill([(left + x, y) for x, y in bolt], INK)


def love_letter(s: Sheet) -> None:
    """An envelope whose seal is the evening peak of a load curve."""
    s.fill(s.whole, RED)
    s.hatch(s.whole, "#b83f28", 0.125, 30, 8)
    s.fill(box(190, 130, 1010, 575), PAPER)
    curve = [(190 + x, 520 - 250 * _load(x / 820)) for x in range(0, 821, 6)]
    below = [*curve, (1010, 575), (190, 575)]
    s.fill(below, TEAL)
    s.clipped(below, lambda t: t.hatch(box(190, 200, 1010, 575), SAGE, 0.25, 17, 6))
    s.line(curve, 7, INK)
    s.line([(190, 130), (600, 390), (1010, 130)], 9, INK)
    s.line([(190, 575), (190, 130), (1010, 130), (1010, 575), (190, 575)], 9, INK)
    _heart(s, 600, 395, 78)


def _load(t: float) -> float:
    return 0.28 + 0.42 * exp(-((t - 0.3) ** 2) / 0.008) + 0.85 * exp(-((t - 0.76) ** 2) / 0.012)


def _heart(s: Sheet, x: float, y: float, size: float) -> None:
    points = []
    for i in range(80):
        t = tau * i / 80
        across = 16 * sin(t) ** 3
        down = 13 * sin(t + pi / 2) - 5 * sin(2 * t + pi / 2) - 2 * sin(3 * t + pi / 2) - sin(4 * t + pi / 2)
        points.append((x + across * size / 16, y - down * size / 16))
    s.fill(points, RED)
    right = box(x + 10, y - size, x + size, y + size)
    s.clipped(points, lambda heart: heart.hatch(right, BLUSH, 0.16, 13, 4))
    s.line([*points, points[0]], 6, INK)


def dials(s: Sheet) -> None:
    """A wall of cheap voltmeters, each with its own opinion of the longest day."""
    s.fill(s.whole, SAGE)
    for row in range(3):
        for column in range(5):
            x, y = 140 + column * 230, 125 + row * 215
            turn = 0.62 + 0.26 * (((row * 5 + column) * 7 + row) % 11) / 10
            _dial(s, x, y, turn, loud=(row, column) == (1, 2))


def _dial(s: Sheet, x: float, y: float, turn: float, *, loud: bool) -> None:
    s.fill(rounded(x - 98, y - 92, x + 98, y + 92, 22), INK)
    s.fill(rounded(x - 88, y - 82, x + 88, y + 82, 16), OCHRE if loud else PAPER)
    s.fill(sector(x, y + 48, 96, 110, 0.8, 0.88), RED)
    for i in range(9):
        angle = tau * (0.62 + 0.26 * i / 8)
        s.line([polar((x, y + 48), 88, angle), polar((x, y + 48), 104, angle)], 4, INK)
    s.line([(x, y + 48), polar((x, y + 48), 98, tau * turn)], 6, RED if loud else INK)
    s.fill(circle(x, y + 48, 13), INK)


def neighbours_heat(s: Sheet) -> None:
    """A house at night with a heat pump breathing beside it."""
    s.fill(s.whole, TEAL)
    s.specks(box(0, 0, 1200, 420), PAPER, 130, 3.4)
    s.fill(swell(s.width, 540, 26, 1300, 0.3, 675), PAPER)
    s.hatch(swell(s.width, 566, 20, 1300, 0.3, 675), BLUSH, 0.01, 25, 5)
    s.fill([(110, 300), (370, 95), (630, 300)], INK)
    s.hatch([(130, 296), (370, 105), (610, 296)], TEAL, 0.0, 19, 4)
    s.fill(box(150, 292, 590, 560), RED)
    s.hatch(box(150, 292, 590, 560), BLUSH, 0.0, 27, 3)
    for x in (200, 420):
        s.fill(box(x, 345, x + 120, 455), OCHRE)
        s.line([(x + 60, 345), (x + 60, 455)], 5, INK)
        s.line([(x, 400), (x + 120, 400)], 5, INK)
    s.fill(rounded(700, 340, 1010, 560, 16), PAPER)
    s.line([*rounded(700, 340, 1010, 560, 16), (1010, 350)], 7, INK)
    s.fill(circle(810, 450, 88), INK)
    for i in range(6):
        tip = polar((810, 450), 84, tau * (i / 6 + 0.05))
        s.fill(leaf(polar((810, 450), 10, tau * i / 6), tip, 40), SAGE)
    s.fill(circle(810, 450, 14), PAPER)
    for i in range(6):
        s.line([(925, 385 + i * 24), (985, 385 + i * 24)], 6, INK)
    for i in range(4):
        _breath(s, 1020 + i * 12, 330 - i * 62, 130 - i * 14)


def _breath(s: Sheet, x: float, y: float, width: float) -> None:
    s.line([(x - width + t * width / 20, y + 16 * sin(t / 3.4)) for t in range(41)], 7, BLUSH)


def solstice(s: Sheet) -> None:
    """Solar panels on a slope, all looking the same way."""
    s.fill(s.whole, BLUSH)
    s.rays((250, 210), (165, 900), 64, 16, OCHRE)
    s.fill(circle(250, 210, 145), RED)
    s.clipped(circle(250, 210, 145), lambda sun: sun.hatch(circle(310, 250, 140), OCHRE, 0.12, 19, 5))
    field = swell(s.width, 500, 60, 1900, 0.7, 675)
    s.fill(field, SAGE)
    s.hatch(field, TEAL, 0.02, 19, 4)
    for i in range(4):
        x, y, size = 470 + i * 190, 560 - i * 34, 1.0 - i * 0.1
        far, top = x + 130 * size, y - 150 * size
        panel = [(x, y), (x + 170 * size, y - 12), (far, top), (x - 40 * size, y - 136 * size)]
        s.line([(x + 65 * size, y - 60), (x + 65 * size, y + 55)], 10, INK)
        s.fill(panel, NIGHT)
        for part in (1, 2, 3):
            s.line([_between(panel[0], panel[1], part / 4), _between(panel[3], panel[2], part / 4)], 3, PAPER)
            s.line([_between(panel[0], panel[3], part / 4), _between(panel[1], panel[2], part / 4)], 3, PAPER)


def _between(a: tuple[float, float], b: tuple[float, float], part: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def birds_on_the_line(s: Sheet) -> None:
    """Pylons, wires, and birds that sit on them like notes."""
    s.fill(s.whole, OCHRE)
    s.hatch(box(0, 0, 1200, 675), "#eab95d", 0.0, 40, 12)
    s.fill(circle(600, 560, 230), RED)
    for x, top, size in ((150, 110, 1.0), (1040, 170, 0.86)):
        _pylon(s, x, top, size)
    wires = []
    for level in range(4):
        wire = [(150 + t * 8.9, 175 + level * 62 + 78 * sin(pi * t / 100) + 40 * t / 100) for t in range(101)]
        s.line([(-50, 190 + level * 62), wire[0]], 4, INK)
        s.line(wire, 4, INK)
        s.line([wire[-1], (1250, 222 + level * 58)], 4, INK)
        wires.append(wire)
    for level, place in ((0, 30), (0, 38), (1, 47), (2, 24), (1, 62), (3, 55), (2, 71), (0, 78)):
        _bird(s, *wires[level][place])
    ground = swell(s.width, 612, 16, 900, 0.1, 675)
    s.fill(ground, INK)
    s.hatch(ground, OCHRE, 0.0, 21, 4)


def _pylon(s: Sheet, x: float, top: float, size: float) -> None:
    s.line([(x - 70 * size, 640), (x, top), (x + 70 * size, 640)], 8, INK)
    for i in range(5):
        y = top + 90 + i * 95 * size
        half = 70 * size * (y - top) / (640 - top)
        lower = 70 * size * (y + 95 * size - top) / (640 - top)
        s.line([(x - half, y), (x + half, y)], 5, INK)
        s.line([(x - half, y), (x + lower, y + 95 * size)], 4, INK)
        s.line([(x + half, y), (x - lower, y + 95 * size)], 4, INK)
    for level in range(3):
        y = top + 66 + level * 62
        s.line([(x - 105 * size, y), (x + 105 * size, y)], 7, INK)


def _bird(s: Sheet, x: float, y: float) -> None:
    s.fill(leaf((x - 34, y + 6), (x + 22, y - 34), 36), INK)
    s.fill(circle(x + 16, y - 36, 13), INK)
    s.fill([(x + 26, y - 42), (x + 42, y - 36), (x + 26, y - 31)], RED)
    s.gouge((x - 22, y - 4), (x + 10, y - 26), 7, PAPER)
    s.fill(circle(x + 19, y - 39, 3), PAPER)
