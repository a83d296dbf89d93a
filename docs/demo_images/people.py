"""Faces, in a few cuts each."""

from linocut import (
    INK,
    PAPER,
    RED,
    Sheet,
    box,
    circle,
    ellipse,
    leaf,
    sector,
)


def portrait(s: Sheet, inks: tuple[str, str, str, str], style: int) -> None:
    """A face in a few cuts, of skin, hair, coat and ground, on a sheet of 400 × 400; ``style`` is of hair."""
    skin, hair, coat, ground = inks
    s.fill(s.whole, ground)
    s.rays((200, 190), (130, 330), 30, 9, PAPER)
    if style == 0:
        s.fill(ellipse(200, 190, 118, 132), hair)
    s.fill([(40, 404), (90, 318), (200, 290), (310, 318), (360, 404)], coat)
    s.hatch([(200, 300), (310, 318), (360, 404), (210, 404)], INK, 0.2, 14, 4)
    s.fill(box(168, 250, 232, 316), skin)
    face = ellipse(200, 190, 78, 98)
    s.fill(face, skin)
    s.clipped(face, lambda cheek: cheek.hatch(box(222, 90, 290, 290), RED, 0.2, 12, 3))
    _hair(s, hair, style)
    for x in (168, 232):
        s.fill(ellipse(x, 192, 9, 6), INK)
        s.gouge((x - 20, 172), (x + 20, 170), 8, INK)
    s.line([(200, 196), (190, 228), (204, 230)], 4, INK)
    s.fill(leaf((174, 252), (228, 250), 15), RED)


def _hair(s: Sheet, hair: str, style: int) -> None:
    if style == 0:
        s.fill([(118, 180), (150, 92), (250, 92), (282, 180), (210, 120)], hair)
    elif style == 1:
        s.fill(sector(200, 176, 60, 104, 0.5, 1.0), hair)
        s.fill(circle(200, 64, 36), hair)
    else:
        s.fill([(112, 170), (130, 90), (210, 66), (290, 110), (286, 150)], hair)
        s.fill(leaf((150, 268), (250, 268), 90), hair)
    s.hatch([(118, 150), (150, 84), (250, 84), (282, 150)], PAPER, 0.4, 15, 3)
