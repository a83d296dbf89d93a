"""What pictures cost: ``python -m bench.pictures``. A site with a picture in every record, fetched from loopback.

The pictures are invented from a seed: JPEG of the sizes that news sites send, 350 kB each on average, and noisier than
photographs are. Nothing here tells how quick the web is; it tells what fetching and making cost this machine, and
what is left of that at the next build.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from bench.corpus import make_content
from bench.measure import cost, peak
from bench.picture_host import HOSTS

TITLE = "title: "
_IN_BODIES = re.compile(r"https://images\.example/body/\d+\.png")
MIB = 1024 * 1024


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("--records", type=int, default=500, metavar="N", help="records (default 500)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of everything invented (default 1)")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-pictures-") as folder:
        place = Path(folder)
        size = invent_pictures(place / "pictures", given.records, given.seed)
        print(f"{given.records:,} records, as many pictures, {size / 1e6:.0f} MB\n")
        with host(place / "pictures") as port:
            make_site(place / "content", given.records, given.seed, port)
            print("| case | wall, s | processor, s | memory, MiB | fetch, s | make, s | pictures |")
            print("|---|--:|--:|--:|--:|--:|---|")
            for name, prepare, options in CASES:
                prepare(place)
                print(row(name, place, prepare, options), flush=True)
    return 0


def invent_pictures(folder: Path, count: int, seed: int) -> int:
    """Write pictures, and return their bytes."""
    from PIL import Image

    random = Random(seed)
    folder.mkdir()
    total = 0
    for number in range(count):
        width, height = random.choice([(1200, 630), (1280, 720), (1600, 900), (1024, 768)])
        noise = Image.frombytes(
            "RGB", (width // 6, height // 6), random.randbytes(width // 6 * (height // 6) * 3)
        )
        file = folder / f"{number}.jpg"
        noise.resize((width, height), Image.Resampling.BICUBIC).save(file, quality=random.randint(82, 94))
        total += file.stat().st_size
    return total


@contextmanager
def host(folder: Path) -> Iterator[int]:
    """Run the host of pictures, and yield its port."""
    command = [sys.executable, "-m", "bench.picture_host", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def make_site(content: Path, count: int, seed: int, port: int) -> None:
    """Write records that name the host's pictures instead of those they were invented with."""
    make_content(count, seed, content)
    settings = content / "site.toml"
    allowed = json.dumps([f"{name}:{port}" for name in HOSTS])
    text = settings.read_text("utf-8").replace('mode = "remote"', f"allow_hosts = {allowed}\ndeadline = 600")
    settings.write_text(text, "utf-8")
    for page in content.rglob("*.html"):
        page.write_text(_IN_BODIES.sub(f"http://{HOSTS[0]}:{port}/0.jpg", page.read_text("utf-8")), "utf-8")
    records = sorted(file for file in content.rglob("*.md") if "_data" not in file.parts)
    for number, file in enumerate(records):
        url = f"http://{HOSTS[number % len(HOSTS)]}:{port}/{number}.jpg"
        text = _IN_BODIES.sub(url, file.read_text("utf-8"))
        head, _, rest = text.removeprefix("---\n").partition("\n---")
        file.write_text(f"---\n{without_pictures(head)}\nimages:\n- url: {url}\n---{rest}", "utf-8")


def without_pictures(head: str) -> str:
    """Return front matter without pictures of any kind, and without related articles, which have some too."""
    kept: list[str] = []
    inside = -1
    for line in head.splitlines():
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if inside >= 0 and (indent > inside or (indent == inside and text.startswith("- "))):
            continue
        inside = indent if text in ("images:", "related:") else -1
        kept += [line] if inside < 0 else []
    return "\n".join(kept)


def _nothing(place: Path) -> None:
    for name in ("cache", "output"):
        _remove(place / name)


def _pictures_only(place: Path) -> None:
    _remove(place / "output")
    for file in (place / "cache").iterdir():
        if file.name != "pictures":
            _remove(file)


def _as_it_is(place: Path) -> None:
    """The next build finds everything as the last one left it."""


def _title(place: Path) -> None:
    file = min(file for file in (place / "content").rglob("*.md") if "_data" not in file.parts)
    file.write_text(file.read_text("utf-8").replace(TITLE, f"{TITLE}New ", 1), "utf-8")


def _due(place: Path) -> None:
    """Let all times to live run out, and forget the seal."""
    from msgspec.structs import replace

    from generator.images.fetch_index import Entries, update_fetch_index

    def change(entries: Entries) -> None:
        entries.update({url: replace(entry, due=0) for url, entry in entries.items()})

    update_fetch_index(place / "cache" / "pictures", change)


def _remove(path: Path) -> None:
    import shutil

    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


Prepare = Callable[[Path], None]
CASES: tuple[tuple[str, Prepare, tuple[str, ...]], ...] = (
    ("cold: everything is fetched and made", _nothing, ()),
    ("nothing changed", _as_it_is, ()),
    ("one title changed", _title, ()),
    ("every picture is due: its host is asked", _due, ()),
    ("only the pictures are there, offline", _pictures_only, ("--offline",)),
)


def row(name: str, place: Path, prepare: Prepare, options: tuple[str, ...]) -> str:
    """Measure a case twice, for time and for memory, and return its row of the table."""
    report = place / "report.json"
    command = [sys.executable, "-m", "generator", "build", "-q", *options, "--report", str(report)]
    for option in ("content", "output", "cache"):
        command += [f"--{option}", str(place / option)]
    time = cost(command)
    prepare(place)
    memory = (peak(command) or 0) / MIB
    told = json.loads(report.read_text("utf-8"))
    stages = {stage["name"]: stage["seconds"] for stage in told["stages"]}
    counts = {name: number for name, number in told["pictures"]["counts"].items() if number}
    said = ", ".join(f"{number:,} {word.replace('_', ' ')}" for word, number in counts.items())
    fetch, make = stages.get("fetch", 0.0), stages.get("make", 0.0)
    return f"| {name} | {time.wall:.2f} | {time.cpu:.2f} | {memory:.0f} | {fetch:.2f} | {make:.2f} | {said} |"


if __name__ == "__main__":
    sys.exit(main())
