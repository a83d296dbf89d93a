"""Images of hands at work: looms, kilns, needles, benches."""

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
    Outline,
    Sheet,
    arch,
    box,
    circle,
    ellipse,
    leaf,
    polar,
    regular,
    rounded,
    swell,
)


def loom(s: Sheet) -> None:
    """A web on the loom, one thread dropped, and the shuttle on its way to it."""
    s.fill(s.whole, TEAL)
    s.fill(box(90, 60, 1110, 110), INK)
    s.fill(box(90, 575, 1110, 625), INK)
    s.hatch(box(90, 60, 1110, 110), OCHRE, 0.0, 12, 3)
    s.hatch(box(90, 575, 1110, 625), OCHRE, 0.0, 12, 3)
    for i in range(41):
        x = 120 + i * 24
        s.line([(x, 110), (x, 575)], 5, PAPER if i != 27 else RED)
    for row in range(12):
        y = 562 - row * 22
        for i in range(40):
            if (i + row) % 2 == 0 and not (i in (26, 27) and row == 7):
                ink = (RED, OCHRE, PAPER, BLUSH)[_diamond(i, row)]
                s.fill(rounded(116 + i * 24, y - 9, 152 + i * 24, y + 9, 7), ink)
    s.fill(leaf((420, 236), (800, 214), 74), INK)
    s.fill(leaf((490, 232), (730, 218), 40), OCHRE)
    for i in range(8):
        s.line([(545 + i * 17, 212), (552 + i * 17, 240)], 5, RED)
    s.line([(790, 215), (860, 262), (960, 292), (1092, 298)], 5, RED)


def _diamond(column: int, row: int) -> int:
    return (abs(column % 12 - 6) + abs(row % 12 - 6)) // 2 % 4


def kiln(s: Sheet) -> None:
    """A brick kiln at night, its door a mouth of fire."""
    s.fill(s.whole, INK)
    s.rays((600, 470), (330, 720), 60, 12, NIGHT)
    dome = arch(300, 90, 900, 690)
    s.fill(dome, RED)
    s.clipped(dome, _bricks)
    s.fill(box(560, 0, 640, 110), RED)
    s.clipped(box(560, 0, 640, 110), _bricks)
    s.fill(arch(430, 280, 770, 690), INK)
    s.fill(arch(455, 305, 745, 690), OCHRE)
    for x, top, width, ink in (
        (510, 430, 95, RED),
        (690, 440, 95, RED),
        (600, 345, 150, RED),
        (555, 500, 70, OCHRE),
        (648, 505, 70, OCHRE),
        (600, 425, 84, PAPER),
    ):
        s.fill(leaf((x, 720), (x + 8 * (ink == RED), top), width), ink)
    s.fill(box(0, 645, 1200, 675), TEAL)
    for x, size in ((130, 1.0), (225, 0.7), (985, 0.8), (1085, 1.1)):
        _jar(s, x, 648, size, PAPER if size != 1.1 else SAGE)


def _bricks(s: Sheet) -> None:
    for row in range(24):
        y = 10 + row * 30
        s.line([(280, y), (920, y)], 3.5, BLUSH)
        for i in range(12):
            x = 290 + i * 62 + row % 2 * 31
            s.line([(x, y), (x, y + 30)], 3.5, BLUSH)


def _jar(s: Sheet, x: float, base: float, size: float, ink: str) -> None:
    shape = [(x + a * size, base - b * size) for a, b in _PROFILES[0]]
    s.fill(shape, ink)
    s.clipped(shape, lambda jar: jar.hatch(box(x, base - 190, x + 90, base), INK, 0.25, 10, 3))


def _turned(*right: tuple[float, float]) -> Outline:
    """Return the outline of a pot from the right half of it, as a wheel would."""
    return [(-x, y) for x, y in right] + list(reversed(right))


_PROFILES = (
    _turned((30, 0), (52, 60), (46, 100), (20, 128), (24, 150)),
    _turned((48, 0), (70, 110), (58, 190), (22, 230), (22, 300), (36, 318)),
    _turned((40, 0), (64, 20), (88, 120), (84, 200)),
    _turned((36, 0), (30, 40), (84, 120), (70, 210), (30, 250), (40, 270)),
)


def glazes(s: Sheet) -> None:
    """Four pots on a shelf, glazed by four opinions."""
    s.fill(s.whole, BLUSH)
    s.hatch(s.whole, "#f1cdb6", 0.0, 36, 12)
    inks = ((TEAL, SAGE), (RED, OCHRE), (NIGHT, PAPER), (OCHRE, RED), (SAGE, INK))
    for i, (ink, glaze) in enumerate(inks):
        x, profile = 150 + i * 226, _PROFILES[(i + 1) % 4]
        shape = [(x + a * 1.2, 560 - b * 1.2) for a, b in profile]
        s.fill(shape, ink)
        s.clipped(shape, lambda pot, x=x, glaze=glaze, i=i: _glaze(pot, x, glaze, i))  # type: ignore[misc]
    s.fill(box(0, 558, 1200, 600), INK)
    s.hatch(box(0, 600, 1200, 675), RED, 0.0, 18, 5)
    s.hatch(box(0, 562, 1200, 596), OCHRE, 0.0, 13, 3)


def _glaze(s: Sheet, x: float, ink: str, style: int) -> None:
    if style % 3 == 0:
        for row in range(14):
            s.line([(x - 110 + t * 11, 200 + row * 30 + 10 * sin(t * 0.9)) for t in range(21)], 7, ink)
    elif style % 3 == 1:
        drips = [(x - 110 + t * 4, 330 + 14 * abs(sin(t * 0.31)) * (2.5 + t * 7 % 5)) for t in range(56)]
        s.fill([(x - 110, 100), *drips, (x + 110, 100)], ink)
    else:
        for row in range(8):
            for column in range(7):
                s.fill(circle(x - 96 + column * 32 + row % 2 * 16, 220 + row * 44, 8), ink)


def darn(s: Sheet) -> None:
    """A sock, a darning patch and the needle still in it."""
    s.fill(s.whole, SAGE)
    s.hatch(s.whole, "#a3b698", 0.1, 34, 9)
    leg = [(395, 470), (380, 40), (640, 40), (650, 330), (700, 400)]
    sock = [*leg, (900, 480), (950, 560), (900, 630), (620, 635), (470, 590)]
    s.fill(sock, RED)
    s.clipped(sock, lambda wool: wool.hatch(box(380, 130, 960, 640), BLUSH, 0.22, 17, 4))
    s.fill([(372, 36), (648, 36), (650, 128), (376, 128)], PAPER)
    for i in range(14):
        s.line([(388 + i * 19.5, 44), (389 + i * 19.5, 122)], 5, TEAL)
    s.fill([(880, 470), (955, 560), (900, 638), (770, 640), (800, 540)], OCHRE)
    s.fill(regular(520, 330, 118, 10, 0.02), INK)
    for i in range(9):
        s.line([(440 + i * 20, 240), (440 + i * 20, 420)], 8, PAPER)
        for j in range(9):
            if (i + j) % 2:
                s.line([(431 + i * 20, 250 + j * 20), (449 + i * 20, 250 + j * 20)], 8, OCHRE)
    s.line([(610, 330), (760, 270), (880, 300), (985, 215)], 6, OCHRE)
    s.fill(leaf((960, 235), (1150, 75), 22), PAPER)
    s.gouge((980, 218), (1010, 192), 8, INK)


def jacquard(s: Sheet) -> None:
    """Punched cards, laced together, on their way to becoming a pattern."""
    s.fill(s.whole, OCHRE)
    for row in range(4):
        y = 60 + row * 148
        s.fill(rounded(120, y, 1080, y + 118, 12), PAPER if row % 2 == 0 else BLUSH)
        for line in range(4):
            for column in range(34):
                if (column * (row + 3) + line * line * 5 + row * 7) % 11 < 4:
                    s.fill(circle(172 + column * 26, y + 22 + line * 25, 8, 20), INK)
        s.line([*rounded(120, y, 1080, y + 118, 12), (1080, y + 12)], 5, INK)
    for x in (150, 600, 1050):
        for row in range(5):
            y = 43 + row * 148
            s.line([(x - 12, y - 16), (x + 12, y + 32)], 6, RED)
            s.line([(x + 12, y - 16), (x - 12, y + 32)], 6, RED)


def kintsugi(s: Sheet) -> None:
    """A circuit board, broken once, mended with gold."""
    s.fill(s.whole, NIGHT)
    board = rounded(110, 70, 1090, 605, 26)
    s.fill(board, TEAL)
    for i in range(11):
        y = 120 + i * 42
        x = 180 + (i * 97) % 330
        s.line([(x, y), (x + 190, y), (x + 232, y + 42), (x + 400 + (i * 31) % 120, y + 42)], 5, SAGE)
        s.fill(circle(x, y, 10), PAPER)
        s.fill(circle(x + 400 + (i * 31) % 120, y + 42, 10), PAPER)
    for x, y, w, h in ((260, 190, 150, 150), (690, 330, 190, 130), (780, 130, 120, 90)):
        for i in range(6):
            s.line([(x - 22, y + (i + 0.5) * h / 6), (x + w + 22, y + (i + 0.5) * h / 6)], 7, PAPER)
        s.fill(rounded(x, y, x + w, y + h, 8), INK)
        s.fill(circle(x + 20, y + 20, 7), PAPER)
    cracks = (
        [(560, 60), (590, 170), (540, 265), (610, 380), (570, 470), (630, 615)],
        [(540, 265), (420, 400), (330, 430), (200, 610)],
        [(610, 380), (760, 300), (860, 280), (1100, 190)],
        [(590, 170), (480, 130), (400, 60)],
    )
    for crack in cracks:
        s.line(crack, 24, INK)
    for crack in cracks:
        s.line(crack, 14, OCHRE)
        s.line([(x - 2, y - 3) for x, y in crack], 3, "#f6dc9a")


def moths(s: Sheet) -> None:
    """Moths around a lamp: a collection."""
    s.fill(s.whole, INK)
    s.rays((600, 330), (120, 640), 70, 7, NIGHT)
    s.fill(circle(600, 330, 112), OCHRE)
    s.fill(circle(600, 330, 82), "#f6dc9a")
    s.line([(600, 0), (600, 200)], 10, PAPER)
    s.fill([(540, 262), (660, 262), (628, 196), (572, 196)], RED)
    inks = (PAPER, BLUSH, SAGE, RED, PAPER, OCHRE, TEAL, BLUSH)
    for i, ink in enumerate(inks):
        angle = tau * (i / len(inks) + 0.04)
        x, y = 600 + 440 * polar((0, 0), 1, angle)[0], 335 + 232 * polar((0, 0), 1, angle)[1]
        _moth(s, (x, y), angle + pi / 2, 0.9 + 0.3 * (i % 3), ink)


def _moth(s: Sheet, at: tuple[float, float], turn: float, size: float, ink: str) -> None:
    for side in (-1, 1):
        for spread, length, width in ((0.62, 88, 56), (1.85, 58, 46)):
            tip = polar(at, length * size, turn - pi / 2 + side * spread * 1.15)
            s.fill(leaf(at, tip, width * size), ink)
            s.gouge(polar(at, 20 * size, turn - pi / 2 + side * spread * 1.15), tip, 8, INK)
            middle = polar(at, length * 0.62 * size, turn - pi / 2 + side * spread * 1.15)
            s.fill(circle(*middle, 6.5 * size, 20), RED if ink not in (RED, OCHRE) else PAPER)
        feeler = polar(at, 54 * size, turn - pi / 2 + side * 0.4)
        s.line([polar(at, 26 * size, turn - pi / 2), feeler], 3, ink)
    s.fill(ellipse(*at, 34 * size, 10 * size, turn / tau + 0.25), ink)


def blushing_loom(s: Sheet) -> None:
    """A rug that changes colour where it was looked at."""
    s.fill(s.whole, BLUSH)
    inks = (RED, OCHRE, TEAL, NIGHT, SAGE)
    for row in range(9):
        for column in range(16):
            x, y = 37 + column * 75, 38 + row * 75
            near = ((x - 620) ** 2 + (y - 330) ** 2) ** 0.5
            ink = inks[int(near / 95) % 5]
            s.fill(regular(x, y, 53, 4, 0.0), ink)
            s.fill(regular(x, y, 26, 4, 0.0), PAPER if near < 200 or (row + column) % 2 else BLUSH)
            if near < 105:
                s.fill(regular(x, y, 13, 4, 0.0), RED)
    for y in (0, 660):
        s.hatch(box(0, y, 1200, y + 18), INK, 0.25, 9, 5)


def newspapers(s: Sheet) -> None:
    """Newspapers in a bundle, tied with string, smelling of ink."""
    s.fill(s.whole, RED)
    s.rays((600, 300), (120, 900), 48, 26, "#bd412a")
    for i in range(7):
        y = 560 - i * 44
        s.fill(rounded(235 + i % 2 * 14, y, 965 - i % 3 * 10, y + 36, 17), PAPER if i % 2 else "#e6dac4")
        s.hatch(box(260, y + 5, 950, y + 32), INK, 0.0, 11, 2.4)
    page = [(250, 296), (340, 96), (860, 96), (950, 296)]
    s.fill(page, PAPER)
    s.fill([(352, 110), (848, 110), (862, 142), (338, 142)], INK)
    s.fill([(330, 160), (560, 160), (548, 272), (280, 272)], TEAL)
    s.clipped([(330, 160), (560, 160), (548, 272), (280, 272)], lambda p: p.fill(circle(460, 262, 60), OCHRE))
    for i in range(6):
        s.line([(592 + i * 1, 164 + i * 20), (872 + i * 9, 164 + i * 20)], 6, INK)
    s.line([(600, 90), (600, 600)], 9, OCHRE)
    s.line([(232, 420), (968, 420)], 9, OCHRE)
    s.fill(leaf((600, 420), (520, 350), 44), OCHRE)
    s.fill(leaf((600, 420), (690, 355), 44), OCHRE)
    s.fill(swell(s.width, 606, 5, 700, 0.0, 675), INK)
