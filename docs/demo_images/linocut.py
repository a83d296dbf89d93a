"""The press: a sheet of paper, seven inks, and the marks that a gouge leaves.

Everything is an outline (a list of points) that is filled with an ink or carved with rows of tapered
marks. Coordinates are pixels of the finished image; the sheet is drawn larger and reduced at the end,
which smooths the edges. The same calls give the same pixels: all unevenness comes from seeded numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from math import cos, hypot, pi, sin, tau
from random import Random

from PIL import Image, ImageChops, ImageDraw

PAPER, INK, RED, OCHRE = "#f5edde", "#231f20", "#cc4a30", "#e2aa40"
TEAL, SAGE, BLUSH, NIGHT = "#2b6b70", "#93a987", "#ecbfa3", "#20384d"

Point = tuple[float, float]
Outline = Sequence[Point]

OVERSIZE = 2
"""How much larger the sheet is than the finished image."""


class Sheet:
    """A sheet under the press."""

    def __init__(self, width: int, height: int, ground: str = PAPER) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * OVERSIZE, height * OVERSIZE), ground)
        self._draw = ImageDraw.Draw(self.image)
        self._chance = Random(width * 31 + height)  # noqa: S311 - chance for looks, not for secrets

    @property
    def whole(self) -> Outline:
        """The sheet itself and a little beyond, so that its edges print clean."""
        return box(-4, -4, self.width + 4, self.height + 4)

    def fill(self, outline: Outline, ink: str) -> None:
        """Print an area, its edges a little uneven, as a knife leaves them."""
        self._draw.polygon(_enlarge(self._uneven(outline)), fill=ink)

    def line(self, points: Outline, width: float, ink: str) -> None:
        """Print a line of even width with round ends."""
        self._draw.line(_enlarge(points), fill=ink, width=round(width * OVERSIZE), joint="curve")
        for x, y in (points[0], points[-1]):
            self._draw.polygon(_enlarge(circle(x, y, width / 2)), fill=ink)

    def gouge(self, start: Point, end: Point, width: float, ink: str) -> None:
        """Carve one tapered mark."""
        self._draw.polygon(_enlarge(_taper(start, end, width)), fill=ink)

    def rays(self, centre: Point, reach: tuple[float, float], count: int, width: float, ink: str) -> None:
        """Carve marks that point away from a centre, from the first distance to the second."""
        for turn in (tau * i / count for i in range(count)):
            far = reach[1] * (0.82 + 0.18 * self._chance.random())
            self.gouge(polar(centre, reach[0], turn), polar(centre, far, turn), width, ink)

    def hatch(self, outline: Outline, ink: str, angle: float, gap: float, width: float = 4) -> None:
        """Carve rows of marks inside an outline; ``angle`` in turns, ``gap`` between the rows."""
        marks = Image.new("L", self.image.size)
        pen = ImageDraw.Draw(marks)
        for start, end in self._rows(outline, angle * tau, gap):
            pen.polygon(_enlarge(_taper(start, end, width)), fill=255)
        self.image.paste(ink, mask=ImageChops.multiply(marks, self._mask(outline)))

    def specks(self, outline: Outline, ink: str, count: int, size: float = 1.6) -> None:
        """Leave specks where the ink did not take."""
        layer = self.copy()
        left, top, right, bottom = _bounds(outline)
        for _ in range(count):
            x, y = self._chance.uniform(left, right), self._chance.uniform(top, bottom)
            layer.fill(circle(x, y, size * (0.5 + self._chance.random()), 7), ink)
        self.press(layer, outline)

    def clipped(self, outline: Outline, paint: Callable[["Sheet"], None]) -> None:
        """Paint on a copy of the sheet, and keep only what lies inside an outline."""
        layer = self.copy()
        paint(layer)
        self.press(layer, outline)

    def press(self, layer: "Sheet", outline: Outline) -> None:
        """Take over from another sheet what lies inside an outline."""
        self.image.paste(layer.image, mask=self._mask(outline))

    def copy(self) -> "Sheet":
        """Return another sheet with the same print on it."""
        other = Sheet(self.width, self.height)
        other.image.paste(self.image)
        return other

    def finished(self) -> Image.Image:
        """Return the image in its own size."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def _mask(self, outline: Outline) -> Image.Image:
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon(_enlarge(outline), fill=255)
        return mask

    def _uneven(self, outline: Outline) -> list[Point]:
        points: list[Point] = []
        for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], outline[0]], strict=True):
            steps = max(1, round(hypot(x1 - x0, y1 - y0) / 34))
            for step in range(steps):
                x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
                points.append((x + self._chance.uniform(-0.9, 0.9), y + self._chance.uniform(-0.9, 0.9)))
        return points

    def _rows(self, outline: Outline, angle: float, gap: float) -> Iterable[tuple[Point, Point]]:
        left, top, right, bottom = _bounds(outline)
        centre = ((left + right) / 2, (top + bottom) / 2)
        reach = hypot(right - left, bottom - top) / 2
        across = -reach
        while across < reach:
            along = -reach - self._chance.random() * 120
            while along < reach:
                length = 70 + 110 * self._chance.random()
                row = polar(centre, across, angle + pi / 2)
                yield polar(row, along, angle), polar(row, along + length, angle)
                along += length + 8 + 20 * self._chance.random()
            across += gap * (0.85 + 0.3 * self._chance.random())


def polar(centre: Point, distance: float, angle: float) -> Point:
    """Return the point at a distance and an angle (radians, clockwise from the right)."""
    return centre[0] + distance * cos(angle), centre[1] + distance * sin(angle)


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Return an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def circle(x: float, y: float, radius: float, corners: int = 64) -> list[Point]:
    """Return a circle."""
    return [polar((x, y), radius, tau * i / corners) for i in range(corners)]


def regular(x: float, y: float, radius: float, corners: int, turn: float = 0.0) -> list[Point]:
    """Return a regular polygon; ``turn`` in whole turns."""
    return [polar((x, y), radius, tau * (i / corners + turn)) for i in range(corners)]


def ellipse(x: float, y: float, across: float, down: float, turn: float = 0.0) -> list[Point]:
    """Return an ellipse by its half axes, turned by a part of a whole turn."""
    tilt = turn * tau
    points = ((across * cos(tau * i / 64), down * sin(tau * i / 64)) for i in range(64))
    return [(x + a * cos(tilt) - b * sin(tilt), y + a * sin(tilt) + b * cos(tilt)) for a, b in points]


def sector(x: float, y: float, inner: float, outer: float, start: float, end: float) -> list[Point]:
    """Return a part of a ring between two angles in turns."""
    turns = [tau * (start + (end - start) * i / 48) for i in range(49)]
    return [polar((x, y), outer, t) for t in turns] + [polar((x, y), inner, t) for t in reversed(turns)]


def arch(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Return a doorway: a rectangle under a half circle."""
    radius = (right - left) / 2
    curve = [polar((left + radius, top + radius), radius, pi + pi * i / 32) for i in range(33)]
    return [(left, bottom), *curve, (right, bottom)]


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> list[Point]:
    """Return a rectangle with round corners."""
    corners = (
        (right - radius, top + radius, -0.25),
        (right - radius, bottom - radius, 0.0),
        (left + radius, bottom - radius, 0.25),
        (left + radius, top + radius, 0.5),
    )
    return [polar((x, y), radius, tau * (turn + i / 32)) for x, y, turn in corners for i in range(9)]


def swell(
    width: float, level: float, height: float, period: float, shift: float, floor: float
) -> list[Point]:
    """Return everything below a wavy line: hills, water."""
    steps = [width * i / 120 for i in range(121)]
    line = [(x, level - height * sin(tau * (x / period + shift))) for x in steps]
    return [*line, (width, floor), (0, floor)]


def leaf(start: Point, end: Point, width: float) -> list[Point]:
    """Return a leaf, a flame, a petal: two curves between two points."""
    return _taper(start, end, width, steps=16)


def _taper(start: Point, end: Point, width: float, steps: int = 6) -> list[Point]:
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0) or 1.0
    across, down = -(y1 - y0) / length, (x1 - x0) / length
    spine = [
        (x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps, sin(pi * i / steps))
        for i in range(steps + 1)
    ]
    near = [(x + across * width / 2 * s, y + down * width / 2 * s) for x, y, s in spine]
    far = [(x - across * width / 2 * s, y - down * width / 2 * s) for x, y, s in spine]
    return near + far[::-1]


def _bounds(outline: Outline) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in outline], [y for _, y in outline]
    return min(across), min(down), max(across), max(down)


def _enlarge(points: Outline) -> list[Point]:
    return [(x * OVERSIZE, y * OVERSIZE) for x, y in points]
