"""Draw the images of the demo site into ``content/assets/images``, and the one of the starter.

Run ``python docs/demo_images`` from the repository, in an environment with Pillow; the same Pillow gives
the same bytes. What an image shows is decided in the modules beside this one; here, only which there
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
"""Where images lie in a content folder."""

LARGEST = 36_000
"""Bytes that an image may have; its quality is lowered until it fits."""

Paint = Callable[[Sheet], None]


class DemoImage(NamedTuple):
    """An image to draw: its file name, who paints it, its finished width, and width by height.

    The sheet is 1200 × 675; an ``aspect`` below 16:9 keeps the middle of it.
    """

    name: str
    paint: Paint
    width: int = 1200
    aspect: float = 16 / 9


DEMO_IMAGES = (
    DemoImage("wind-on-the-hills.webp", energy.wind_on_the_hills),
    DemoImage("tide.webp", water.tide),
    DemoImage("dam.jpg", water.dam, 800),
    DemoImage("village-battery.webp", energy.village_battery),
    DemoImage("love-letter.png", energy.love_letter, 900),
    DemoImage("dials.webp", energy.dials),
    DemoImage("neighbours-heat.jpg", energy.neighbours_heat, 900),
    DemoImage("solstice.webp", energy.solstice, 1024),
    DemoImage("birds-on-the-line.webp", energy.birds_on_the_line),
    DemoImage("lighthouse.jpg", water.lighthouse, 1000),
    DemoImage("loom.webp", craft.loom, 1024),
    DemoImage("kiln.webp", craft.kiln, 1000, 4 / 3),
    DemoImage("glazes.webp", craft.glazes),
    DemoImage("darn.webp", craft.darn, 1000, 4 / 3),
    DemoImage("jacquard.webp", craft.jacquard, 1024),
    DemoImage("kintsugi.png", craft.kintsugi, 1000),
    DemoImage("moths.webp", craft.moths),
    DemoImage("blushing-loom.webp", craft.blushing_loom, 800),
    DemoImage("newspapers.webp", craft.newspapers),
    DemoImage("bees.webp", small.bees, 800),
    DemoImage("toaster.webp", small.toaster, 1000, 4 / 3),
    DemoImage("bicycle-bell.webp", small.bicycle_bell),
    DemoImage("draught-map.webp", small.draught_map, 800),
    DemoImage("seedling.webp", small.seedling, 800, 1.0),
    DemoImage("pebbles.webp", small.pebbles, 1024),
    DemoImage("teacups.jpg", small.teacups, 800),
    DemoImage("washing-line.webp", small.washing_line),
    DemoImage("potters-eye.webp", small.potters_eye),
    DemoImage("hedge-song.webp", small.hedge_song, 1024),
)

STARTER = DemoImage("bundle.webp", craft.newspapers, 480)

PEOPLE: tuple[tuple[str, Paint], ...] = (
    ("ada-fennimore.webp", partial(people.portrait, inks=("#b07a5a", INK, TEAL, OCHRE), style=0)),
    ("ingrid-solhaug.webp", partial(people.portrait, inks=(BLUSH, RED, OCHRE, SAGE), style=1)),
    ("tomas-quarry.webp", partial(people.portrait, inks=("#dba681", NIGHT, RED, TEAL), style=2)),
)


def draw_all() -> dict[Path, bytes]:
    """Return every image's bytes, by its path in the repository."""
    demo = Path("content") / IMAGES
    files = {demo / demo_image.name: _cover(demo_image) for demo_image in DEMO_IMAGES}
    files |= {demo / "people" / name: _encoded(_square(paint), name) for name, paint in PEOPLE}
    for domain, emblem in EMBLEMS.items():
        logo = _square(emblem)
        for size in (50, 400):
            name = f"{domain}-{size}x{size}.png"
            reduced = logo.resize((size, size), Image.Resampling.LANCZOS)
            files[demo / "organizations" / name] = _encoded(reduced, name)
    files[Path("generator/starter/content") / IMAGES / STARTER.name] = _cover(STARTER)
    return files


def _cover(demo_image: DemoImage) -> bytes:
    sheet = Sheet(1200, 675)
    demo_image.paint(sheet)
    image = sheet.finished()
    margin = round((1200 - 675 * demo_image.aspect) / 2)
    image = image.crop((margin, 0, 1200 - margin, 675))
    height = round(demo_image.width / demo_image.aspect)
    return _encoded(image.resize((demo_image.width, height), Image.Resampling.LANCZOS), demo_image.name)


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
