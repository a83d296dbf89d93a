"""Images of small things: bees, bells, toasters, maps, seedlings."""

from math import pi, sin, tau

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
    ellipse,
    leaf,
    polar,
    regular,
    rounded,
    sector,
    swell,
)


def bees(s: Sheet) -> None:
    """A comb with bees, each in a frame of its own."""
    s.fill(s.whole, OCHRE)
    for row in range(6):
        for column in range(9):
            x, y = 20 + column * 147 + row % 2 * 73, 20 + row * 127
            s.fill(regular(x, y, 78, 6, 0.25), INK if (row * 3 + column) % 7 in (0, 3) else RED)
            inner = regular(x, y, 66, 6, 0.25)
            s.fill(inner, "#f0c66a" if (row * 3 + column) % 7 not in (0, 3) else BLUSH)
            s.hatch(regular(x, y, 58, 6, 0.25), PAPER, 0.1 + 0.05 * (column % 3), 19, 4)
    places = ((250, 200, -0.06), (640, 330, 0.07), (960, 190, -0.16), (420, 520, 0.1), (890, 540, -0.03))
    for x, y, turn in places:
        _bee(s, x, y, turn)


def _bee(s: Sheet, x: float, y: float, turn: float) -> None:
    angle = turn * tau
    for side in (-0.36, -0.16):
        s.fill(leaf((x, y - 10), polar((x, y), 108, angle + side * tau + 0.1), 54), PAPER)
        s.gouge((x, y - 14), polar((x, y), 96, angle + side * tau + 0.1), 5, TEAL)
    s.fill(ellipse(x, y, 72, 40, turn), INK)
    body = ellipse(x, y, 66, 34, turn)
    s.fill(body, OCHRE)
    for part in (-0.5, 0.05, 0.6):
        middle = polar((x, y), 66 * part, angle)
        stripe = [polar(middle, d, angle + pi / 2) for d in (-44, 44)]
        s.clipped(body, lambda b, stripe=stripe: b.line(stripe, 17, INK))  # type: ignore[misc]
    s.fill(circle(*polar((x, y), 74, angle), 22), INK)
    s.fill(circle(*polar((x, y), 80, angle - 0.1), 5), PAPER)


def toaster(s: Sheet) -> None:
    """A toaster that was offered a network and said no."""
    s.fill(s.whole, BLUSH)
    s.rays((600, 360), (260, 760), 44, 22, "#f3d3bf")
    for x in (430, 590):
        s.fill(rounded(x, 95, x + 170, 360, 46), INK)
        s.fill(rounded(x + 10, 105, x + 160, 360, 38), OCHRE)
        s.hatch(rounded(x + 24, 120, x + 146, 360, 30), RED, 0.1, 20, 5)
    body = rounded(290, 245, 890, 585, 74)
    s.fill(body, TEAL)
    s.clipped(body, lambda b: b.hatch(box(620, 250, 890, 585), SAGE, 0.25, 15, 5))
    s.line([*body, body[0]], 9, INK)
    s.fill(rounded(375, 255, 805, 284, 14), INK)
    s.fill(rounded(880, 330, 950, 372, 14), RED)
    s.line([(890, 350), (860, 350)], 10, INK)
    s.fill(rounded(330, 580, 400, 620, 10), INK)
    s.fill(rounded(780, 580, 850, 620, 10), INK)
    s.fill(circle(445, 420, 84), PAPER)
    for radius in (24, 46, 68):
        s.line([polar((445, 470), radius, tau * (0.64 + 0.22 * i / 20)) for i in range(21)], 9, INK)
    s.fill(circle(445, 468, 10), INK)
    s.line([(392, 366), (498, 474)], 13, RED)
    s.fill(box(0, 618, 1200, 675), INK)
    s.hatch(box(0, 622, 1200, 675), RED, 0.0, 16, 4)


def bicycle_bell(s: Sheet) -> None:
    """A wheel, a pothole, and the sound of a bell that knows."""
    s.fill(s.whole, TEAL)
    for ring in range(5):
        s.line([polar((880, 210), 120 + ring * 62, tau * (0.42 + 0.3 * i / 40)) for i in range(41)], 10, SAGE)
    s.fill(circle(360, 352, 250), INK)
    s.fill(circle(360, 352, 222), TEAL)
    s.line([polar((360, 352), 210, tau * i / 60) for i in range(61)], 7, PAPER)
    for i in range(24):
        s.line([polar((360, 352), 22, tau * (i / 24 + 0.1)), polar((360, 352), 208, tau * i / 24)], 3, PAPER)
    s.fill(circle(360, 352, 30), RED)
    s.line([(360, 352), (640, 80), (800, 96)], 22, RED)
    s.line([(770, 96), (900, 110)], 30, INK)
    s.fill(sector(880, 220, 0, 118, 0.5, 1.0), OCHRE)
    s.hatch(sector(880, 220, 0, 104, 0.74, 0.98), PAPER, 0.2, 15, 5)
    s.fill(rounded(752, 214, 1008, 244, 14), INK)
    s.fill(circle(880, 98, 17), RED)
    s.line([(880, 244), (880, 262)], 26, INK)
    s.fill(circle(880, 276, 20), RED)
    pothole = [(640, 604), (690, 655), (770, 662), (840, 640), (868, 604)]
    s.fill([(0, 604), *pothole, (1200, 604), (1200, 675), (0, 675)], INK)
    s.hatch(box(0, 616, 620, 675), OCHRE, 0.0, 14, 4)
    s.hatch(box(890, 616, 1200, 675), OCHRE, 0.0, 14, 4)


def draught_map(s: Sheet) -> None:
    """A map of a town with its rivers of escaping warmth."""
    s.fill(s.whole, PAPER)
    for level in range(15):
        s.line(_contour(220 + level * 40, 200 + 10 * (level % 3), level), 4, SAGE)
    river = [(i * 12, 470 + 100 * sin(i / 17) - i * 1.4) for i in range(101)]
    s.line(river, 58, TEAL)
    s.line([(x, y - 8) for x, y in river], 5, PAPER)
    s.line([(x, y + 10) for x, y in river], 4, SAGE)
    for row in range(6):
        for column in range(9):
            x, y = 90 + column * 128 + row * 14, 60 + row * 108
            if abs(y + 25 - (470 + 100 * sin(x / 204) - x * 0.117)) > 88:
                _block(s, x, y, (column * 5 + row * 3) % 7)
    for x, y in ((402, 158), (822, 500), (300, 560)):
        for radius in (88, 64, 40):
            s.line([polar((x, y), radius + 5 * sin(t), tau * t / 40) for t in range(41)], 6, RED)
        s.fill(circle(x, y, 20), RED)
    s.fill(circle(1105, 105, 62), INK)
    s.fill(leaf((1105, 156), (1105, 54), 34), PAPER)
    s.fill([(1105, 54), (1088, 105), (1122, 105)], RED)


def _contour(radius: float, squash: float, shift: int) -> list[tuple[float, float]]:
    points = []
    for i in range(81):
        t = tau * i / 80
        wobble = radius * (1 + 0.07 * sin(3 * t + shift * 0.2) + 0.04 * sin(5 * t))
        points.append((640 + wobble * polar((0, 0), 1, t)[0], 330 + wobble * squash / 300 * sin(t)))
    return points


def _block(s: Sheet, x: float, y: float, kind: int) -> None:
    ink = (INK, OCHRE, NIGHT, BLUSH, INK, RED, OCHRE)[kind]
    plan = ((0, 0), (82, 8), (76, 58), (30, 54), (26, 34), (-4, 30))
    s.fill([(x + across, y + down) for across, down in plan], ink)
    if kind in (0, 4, 2):
        s.hatch([(x, y), (x + 82, y + 8), (x + 76, y + 58), (x + 30, y + 50)], PAPER, 0.01, 10, 3)


def seedling(s: Sheet) -> None:
    """A seedling that grew out of a chip no larger than itself."""
    s.fill(s.whole, SAGE)
    s.rays((600, 260), (60, 800), 56, 20, "#a6b99b")
    for i in range(9):
        for x0, x1 in ((330, 415), (785, 870)):
            y = 425 + i * 24
            s.line([(x0, y), (x1, y)], 9, PAPER)
    s.fill(rounded(400, 400, 800, 640, 20), INK)
    s.hatch(rounded(420, 420, 780, 620, 14), NIGHT, 0.125, 20, 7)
    s.fill(circle(440, 440, 13), OCHRE)
    s.fill(ellipse(600, 450, 112, 26), RED)
    stem = [(600 + 18 * sin(i / 9), 450 - i * 7.4) for i in range(41)]
    s.line(stem, 14, TEAL)
    for place, length, angle in ((14, 230, -0.43), (20, 220, -0.08), (40, 170, -0.35), (40, 175, -0.13)):
        _leaf(s, stem[place], length, angle, NIGHT if place == 40 else TEAL)
    for i in range(7):
        s.line([(440 + i * 54, 512), (440 + i * 54, 560 + i % 3 * 22)], 5, OCHRE)
        s.fill(circle(440 + i * 54, 566 + i % 3 * 22, 9), OCHRE)


def _leaf(s: Sheet, start: tuple[float, float], length: float, turn: float, ink: str) -> None:
    tip = polar(start, length, turn * tau)
    s.fill(leaf(start, tip, length * 0.46), ink)
    blade = leaf(start, tip, length * 0.4)
    s.clipped(blade, lambda part: part.hatch(_about(start, length), SAGE, turn + 0.1, 16, 4))
    s.gouge(start, polar(start, length * 0.94, turn * tau), 9, PAPER)


def _about(at: tuple[float, float], reach: float) -> list[tuple[float, float]]:
    return box(at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach)


def pebbles(s: Sheet) -> None:
    """A bell curve of pebbles: all the data there was."""
    s.fill(s.whole, NIGHT)
    s.hatch(box(0, 0, 1200, 560), "#27445a", 0.0, 38, 8)
    heights = (1, 1, 2, 4, 6, 8, 9, 8, 6, 4, 3, 1, 1)
    inks = (PAPER, BLUSH, SAGE, OCHRE, PAPER, RED, SAGE)
    for column, height in enumerate(heights):
        for level in range(height):
            x, y = 120 + column * 80, 560 - level * 55
            kind = (column * 5 + level * 3) % 7
            pebble = ellipse(x + (level * 7) % 9 - 4, y, 38, 26, 0.02 * (kind - 3))
            s.fill(pebble, inks[kind])
            s.hatch(ellipse(x + 8, y + 7, 22, 13), INK, 0.02, 9, 3)
    s.fill(swell(s.width, 592, 4, 500, 0.2, 675), OCHRE)
    s.hatch(box(0, 604, 1200, 675), INK, 0.0, 17, 4)


def teacups(s: Sheet) -> None:
    """Two cups, one conversation."""
    s.fill(s.whole, OCHRE)
    s.hatch(s.whole, "#eab95d", 0.0, 36, 12)
    s.fill(box(0, 520, 1200, 675), RED)
    s.hatch(box(0, 532, 1200, 675), "#e07a5f", 0.0, 24, 5)
    for x, ink, side in ((370, TEAL, -1), (830, PAPER, 1)):
        s.line([polar((x + side * 150, 400), 62, tau * i / 40) for i in range(41)], 26, ink)
        cup = ((-165, 320), (165, 320), (120, 500), (70, 530), (-70, 530), (-120, 500))
        s.fill([(x + across, y) for across, y in cup], ink)
        s.hatch([(x + 20, 335), (x + 155, 335), (x + 112, 490), (x + 60, 515)], INK, 0.25, 16, 4)
        s.fill(ellipse(x, 320, 165, 24), INK)
        s.fill(ellipse(x, 322, 145, 15), BLUSH)
        s.fill(ellipse(x, 545, 215, 24), INK)
    for i in range(3):
        for x in (370, 830):
            rise = [(x - 60 + i * 60 + 17 * sin(t / 3.2 + i), 275 - t * 6) for t in range(30 - i % 2 * 8)]
            s.line(rise, 9, PAPER if x == 370 else TEAL)


def washing_line(s: Sheet) -> None:
    """A forecast for people with washing lines."""
    s.fill(s.whole, SAGE)
    s.fill(circle(180, 150, 92), OCHRE)
    s.rays((180, 150), (110, 190), 26, 10, OCHRE)
    _cloud(s, 900, 130, 1.0)
    _cloud(s, 560, 82, 0.6)
    rope = [(60 + i * 10.8, 260 + 74 * sin(pi * i / 100)) for i in range(101)]
    for x in (60, 1140):
        s.line([(x, 225), (x, 640)], 18, INK)
    s.line(rope, 5, INK)
    for place, width, height, ink in ((8, 150, 190, RED), (26, 112, 230, PAPER), (41, 190, 170, TEAL)):
        _cloth(s, rope[place], width, height, ink)
    for place, width, height, ink in ((62, 96, 215, OCHRE), (75, 130, 160, BLUSH), (90, 60, 130, NIGHT)):
        _cloth(s, rope[place], width, height, ink)
    lawn = swell(s.width, 598, 18, 1400, 0.3, 675)
    s.fill(lawn, TEAL)
    s.hatch(lawn, PAPER, 0.22, 19, 4)


def _cloud(s: Sheet, x: float, y: float, size: float) -> None:
    for across, down, radius in ((-90, 10, 46), (-30, -22, 66), (48, -8, 56), (104, 18, 38)):
        s.fill(circle(x + across * size, y + down * size, radius * size), PAPER)
    s.fill(box(x - 100 * size, y + 10 * size, x + 112 * size, y + 56 * size), PAPER)
    s.hatch(box(x - 90 * size, y + 22 * size, x + 100 * size, y + 54 * size), TEAL, 0.0, 12, 4)


def _cloth(s: Sheet, at: tuple[float, float], width: float, height: float, ink: str) -> None:
    x, y = at
    sway = 0.12 * height
    cloth = [(x, y), (x + width, y + 8), (x + width + sway, y + height), (x + sway * 1.3, y + height + 12)]
    s.fill(cloth, ink)
    s.hatch([(x + width * 0.55, y), *cloth[1:3], (x + width * 0.6 + sway, y + height)], INK, 0.235, 15, 4)
    for peg in (x + 12, x + width - 12):
        s.line([(peg, y - 12), (peg, y + 20)], 9, INK)


def potters_eye(s: Sheet) -> None:
    """An eye with a pot for a pupil."""
    s.fill(s.whole, RED)
    s.rays((600, 338), (300, 780), 54, 24, "#bd412a")
    lids = leaf((110, 338), (1090, 338), 500)
    s.fill(leaf((60, 338), (1140, 338), 570), INK)
    s.fill(lids, PAPER)
    s.clipped(lids, lambda eye: eye.fill(circle(600, 338, 232), TEAL))
    s.clipped(lids, lambda eye: eye.rays((600, 338), (140, 240), 64, 8, SAGE))
    s.fill(circle(600, 338, 152), INK)
    pot = [(560, 450), (520, 380), (516, 318), (566, 266), (560, 232), (640, 232), (634, 266), (684, 318)]
    pot += [(680, 380), (640, 450)]
    s.fill(pot, OCHRE)
    s.clipped(pot, lambda clay: clay.hatch(box(606, 230, 690, 455), RED, 0.25, 13, 4))
    for y in (312, 332):
        s.line([(522, y), (678, y)], 5, INK)
    s.fill(circle(690, 252, 26), PAPER)


def hedge_song(s: Sheet) -> None:
    """A wren on a hedge, and its song as a machine would write it down."""
    s.fill(s.whole, NIGHT)
    for i in range(46):
        height = 26 + 130 * abs(sin(i * 0.61) * sin(i * 0.17 + 0.6))
        ink = (OCHRE, RED, BLUSH)[(i * 7) % 3]
        s.line([(470 + i * 16, 270 - height), (470 + i * 16, 270 + height * 0.7)], 8, ink)
    for i in range(60):
        x, y = 10 + i * 21, 600 + 44 * sin(i * 1.7)
        s.fill(leaf((x, y + 70), (x + 26 * sin(i * 2.3), y - 78), 44), (TEAL, SAGE, TEAL, INK)[i % 4])
        s.gouge((x, y + 50), (x + 20 * sin(i * 2.3), y - 50), 4, PAPER)
    s.fill(leaf((70, 345), (205, 480), 60), BLUSH)
    s.fill(ellipse(270, 440, 124, 96, -0.07), BLUSH)
    s.fill(circle(345, 352, 62), BLUSH)
    s.fill([(395, 322), (470, 300), (402, 350)], OCHRE)
    s.fill([(398, 356), (450, 372), (390, 374)], OCHRE)
    s.fill(leaf((150, 470), (335, 410), 88), RED)
    s.hatch(leaf((150, 470), (335, 410), 88), PAPER, -0.06, 15, 4)
    s.hatch(ellipse(300, 490, 70, 38), RED, 0.05, 15, 4)
    s.fill(circle(362, 340, 11), INK)
    s.gouge((318, 318), (410, 322), 8, PAPER)
    for x in (250, 300):
        s.line([(x, 525), (x - 6, 585)], 7, OCHRE)
