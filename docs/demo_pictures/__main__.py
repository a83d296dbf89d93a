"""Draw the pictures of the demo site into ``content/assets/images``, and the one of the starter.

Run ``python docs/demo_pictures`` from the repository, in an environment with Pillow; the same Pillow gives
the same bytes. What a picture shows is decided in the modules beside this one; here, only which there
are, how large each is, and in which format.
"""

import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import craft
import energy
import people
import small
import water
from linocut import BLUSH, INK, NIGHT, OCHRE, RED, SAGE, TEAL, Sheet
from logos import EMBLEMS
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
IMAGES = Path("assets") / "images"
"""Where pictures lie in a content folder."""

LARGEST = 36_000
"""Bytes that a picture may have; its quality is lowered until it fits."""

Paint = Callable[[Sheet], None]


class Picture(NamedTuple):
    """A picture to draw: its file name, who paints it, its finished width, and width by height.

    The sheet is 1200 × 675; an ``aspect`` below 16:9 keeps the middle of it.
    """

    name: str
    paint: Paint
    width: int = 1200
    aspect: float = 16 / 9


PICTURES = (
    Picture("wind-on-the-hills.webp", energy.wind_on_the_hills),
    Picture("tide.webp", water.tide),
    Picture("dam.jpg", water.dam, 800),
    Picture("village-battery.webp", energy.village_battery),
    Picture("love-letter.png", energy.love_letter, 900),
    Picture("dials.webp", energy.dials),
    Picture("neighbours-heat.jpg", energy.neighbours_heat, 900),
    Picture("solstice.webp", energy.solstice, 1024),
    Picture("birds-on-the-line.webp", energy.birds_on_the_line),
    Picture("lighthouse.jpg", water.lighthouse, 1000),
    Picture("loom.webp", craft.loom, 1024),
    Picture("kiln.webp", craft.kiln, 1000, 4 / 3),
    Picture("glazes.webp", craft.glazes),
    Picture("darn.webp", craft.darn, 1000, 4 / 3),
    Picture("jacquard.webp", craft.jacquard, 1024),
    Picture("kintsugi.png", craft.kintsugi, 1000),
    Picture("moths.webp", craft.moths),
    Picture("blushing-loom.webp", craft.blushing_loom, 800),
    Picture("newspapers.webp", craft.newspapers),
    Picture("bees.webp", small.bees, 800),
    Picture("toaster.webp", small.toaster, 1000, 4 / 3),
    Picture("bicycle-bell.webp", small.bicycle_bell),
    Picture("draught-map.webp", small.draught_map, 800),
    Picture("seedling.webp", small.seedling, 800, 1.0),
    Picture("pebbles.webp", small.pebbles, 1024),
    Picture("teacups.jpg", small.teacups, 800),
    Picture("washing-line.webp", small.washing_line),
    Picture("potters-eye.webp", small.potters_eye),
    Picture("hedge-song.webp", small.hedge_song, 1024),
)

STARTER = Picture("bundle.webp", craft.newspapers, 480)

PEOPLE: tuple[tuple[str, Paint], ...] = (
    ("ada-fennimore.webp", partial(people.portrait, inks=("#b07a5a", INK, TEAL, OCHRE), style=0)),
    ("ingrid-solhaug.webp", partial(people.portrait, inks=(BLUSH, RED, OCHRE, SAGE), style=1)),
    ("tomas-quarry.webp", partial(people.portrait, inks=("#dba681", NIGHT, RED, TEAL), style=2)),
)


def draw_all() -> dict[Path, bytes]:
    """Return every picture's bytes, by its path in the repository."""
    demo = Path("content") / IMAGES
    files = {demo / picture.name: _cover(picture) for picture in PICTURES}
    files |= {demo / "people" / name: _encoded(_square(paint), name) for name, paint in PEOPLE}
    for domain, emblem in EMBLEMS.items():
        logo = _square(emblem)
        for size in (50, 400):
            name = f"{domain}-{size}x{size}.png"
            reduced = logo.resize((size, size), Image.Resampling.LANCZOS)
            files[demo / "organizations" / name] = _encoded(reduced, name)
    files[Path("generator/starter/content") / IMAGES / STARTER.name] = _cover(STARTER)
    return files


def _cover(picture: Picture) -> bytes:
    sheet = Sheet(1200, 675)
    picture.paint(sheet)
    image = sheet.finished()
    margin = round((1200 - 675 * picture.aspect) / 2)
    image = image.crop((margin, 0, 1200 - margin, 675))
    height = round(picture.width / picture.aspect)
    return _encoded(image.resize((picture.width, height), Image.Resampling.LANCZOS), picture.name)


def _square(paint: Paint) -> Image.Image:
    sheet = Sheet(400, 400)
    paint(sheet)
    return sheet.finished()


def _encoded(image: Image.Image, name: str) -> bytes:
    """Return the file's bytes at the best quality that keeps within :data:`LARGEST`."""
    if name.endswith(".png"):
        return _saved(
            image.quantize(8 if image.width == image.height else 16, kmeans=3, dither=Image.Dither.NONE),
            "PNG",
            optimize=True,
        )
    kind = "WEBP" if name.endswith(".webp") else "JPEG"
    options = {"method": 6} if kind == "WEBP" else {"optimize": True, "progressive": True}
    for quality in range(84, 20, -4):
        data = _saved(image, kind, quality=quality, **options)
        if len(data) <= LARGEST:
            return data
    raise ValueError(f"{name} does not fit into {LARGEST} bytes")


def _saved(image: Image.Image, kind: str, **options: int | bool) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


if __name__ == "__main__":
    for path, data in draw_all().items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(data)
        sys.stdout.write(f"{len(data):>7,} {path.as_posix()}\n")
