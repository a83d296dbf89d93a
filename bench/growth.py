"""How time and memory of each stage grow with a site: `python -m bench.growth --sizes 50000 100000`.

Seconds are those of all processors, because other work on the machine does not change them much. Memory is the most
that all processes of the build hold together during the stage.
"""

import argparse
import json
import math
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.contestants import BASE_URL, THEME
from bench.corpus import SITE, default_settings, make_content
from bench.edits import retitle
from bench.figures import files_of
from bench.measure import family, held

INTERVAL = 0.5
"""Seconds between two looks at memory."""

_MIB = 1 << 20


class Stage(NamedTuple):
    """What one stage took: seconds of all processors, and bytes of memory at most."""

    cpu: float
    memory: int


class Measured(NamedTuple):
    """A site of ``records``: the stages of a build from nothing and of one after a changed title, in order; files and
    bytes of the output, and bytes of the cache."""

    records: int
    cold: dict[str, Stage]
    title: dict[str, Stage]
    files: int
    output: int
    cache: int


def main(arguments: list[str] | None = None) -> int:
    """Measure each size, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 100_000], metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of everything invented (default 1)")
    parser.add_argument("--profile", choices=("bare", "default"), default="bare", help="which site to build")
    parser.add_argument("--without-search", action="store_true", help="as it comes, but without search")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR", help="where to build")
    given = parser.parse_args(arguments)
    settings = SITE if given.profile == "bare" else default_settings()
    settings += "[search]\nenabled = false\n" if given.without_search and "[search]" not in settings else ""
    measured = []
    for size in sorted(given.sizes):
        content = given.work / f"records-{size}"
        if not content.exists():
            make_content(size, given.seed, content)
        (content / "site.toml").write_text(settings, "utf-8")
        measured.append(measure(size, content, given.work / "site", given.profile == "bare"))
        for line in table(measured):
            print(line, flush=True)
        shutil.rmtree(given.work / "site")
    return 0


def measure(records: int, content: Path, work: Path, bare: bool) -> Measured:
    """Build a site from nothing, and after one changed title."""
    shutil.rmtree(work, ignore_errors=True)
    cold = stages(content, work, bare)
    sizes = [size for _, size in files_of(work / "output")]
    cache = sum(size for _, size in files_of(work / "cache"))
    edited = sorted(content.glob("_news/*.md"))[records // 3]
    before = edited.read_bytes()
    retitle(edited, 1)
    title = stages(content, work, bare)
    edited.write_bytes(before)
    return Measured(records, cold, title, len(sizes), sum(sizes), cache)


def stages(content: Path, work: Path, bare: bool) -> dict[str, Stage]:
    """Run a build in a process of its own, and return what each stage took."""
    command = [sys.executable, "-m", "bench.growth_build", str(content), str(work), BASE_URL]
    process = subprocess.Popen([*command, *([str(THEME)] if bare else [])], stdout=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    found: dict[str, Stage] = {}
    name, spent, most = "start", 0.0, 0
    while True:
        most = max(most, sum(map(held, family(process.pid))))
        if not select.select([process.stdout], [], [], INTERVAL)[0]:
            continue
        line = process.stdout.readline()
        if not line:
            break
        following, cpu = json.loads(line)
        before = found.get(name, Stage(0.0, 0))
        found[name] = Stage(before.cpu + cpu - spent, max(before.memory, most))
        name, spent, most = following, cpu, 0
    if process.wait():
        raise SystemExit(f"the build ended with {process.returncode}")
    return found


def table(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the lines of a table with a column for each size, and the growth between the first and the last one."""
    yield "| | " + " | ".join(f"{each.records:,}" for each in measured) + " | grows with the power of |"
    yield "|---|" + "--:|" * (len(measured) + 1)
    for title, builds in (
        ("from nothing", [each.cold for each in measured]),
        ("one title", [each.title for each in measured]),
    ):
        for name in builds[-1]:
            yield _row(f"{title}: {name}, s", measured, [each[name].cpu for each in builds], "{:,.2f}")
        totals = [sum(stage.cpu for stage in each.values()) for each in builds]
        yield _row(f"{title}: all, s", measured, totals, "{:,.1f}")
        for name in builds[-1]:
            yield _row(
                f"{title}: {name}, MiB", measured, [each[name].memory / _MIB for each in builds], "{:,.0f}"
            )
    yield _row("files", measured, [each.files for each in measured], "{:,}")
    yield _row("output, MB", measured, [each.output / 1e6 for each in measured], "{:,.0f}")
    yield _row("cache, MB", measured, [each.cache / 1e6 for each in measured], "{:,.0f}")


def _row(name: str, measured: Sequence[Measured], values: Sequence[float], form: str) -> str:
    shown = " | ".join(form.format(each) for each in values)
    return f"| {name} | {shown} | {exponent([each.records for each in measured], values)} |"


def exponent(sizes: Sequence[int], values: Sequence[float]) -> str:
    """Return the power of the size with which values grow, by least squares of the logarithms.

    >>> exponent([1, 2, 4], [3, 6, 12])
    '1.00'
    """
    points = [
        (math.log(size), math.log(value)) for size, value in zip(sizes, values, strict=True) if value > 0
    ]
    if len(points) < 2:
        return ""
    middle = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
    above = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return f"{above / sum((x - middle[0]) ** 2 for x, _ in points):.2f}"


if __name__ == "__main__":
    raise SystemExit(main())
