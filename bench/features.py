"""What parts of a site cost: ``python -m bench.features``. The same records, with more and more of what sites have.

It begins with the site that is compared with Hugo's, and adds to it one step at a time.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.contestants import BASE_URL, THEME, program
from bench.corpus import make_content
from bench.edits import retitle
from bench.figures import files_of
from bench.measure import cost
from generator.commands.precompile import precompile


class Step(NamedTuple):
    """What joins a site: lines of its settings that go, and whether its theme is the benchmark's plain one."""

    name: str
    without: tuple[str, ...] = ()
    plain: bool = False


FEEDS = ("formats", "scopes", "history", "opml", "ttl")
STEPS = (
    Step("as compared with Hugo", plain=True),
    Step("the shipped theme", ()),
    Step("all feeds: JSON too, kinds, top, digests, archives by month, OPML", FEEDS),
    Step("search", (*FEEDS, "enabled")),
)
"""Each step leaves out the lines of the settings that switch off what it measures, and those before it."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.features", description=__doc__)
    parser.add_argument("--records", type=int, default=6_000, metavar="N", help="records (default 6,000)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each case (default 3)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of everything invented (default 1)")
    given = parser.parse_args(arguments)
    precompile()
    with tempfile.TemporaryDirectory(prefix="bench-features-") as folder:
        content = Path(folder) / "content"
        make_content(given.records, given.seed, content)
        settings = (content / "site.toml").read_text("utf-8")
        print(f"{given.records:,} records, medians of {given.runs} runs, wall and processor time\n")
        print("| the site has | files | MB | cold, s | CPU, s | one title, s | CPU, s |")
        print("|---|--:|--:|--:|--:|--:|--:|")
        for number, step in enumerate(STEPS):
            (content / "site.toml").write_text(without(settings, step.without), "utf-8")
            print(row(step, content, Path(folder) / str(number), given.runs), flush=True)
    return 0


def without(settings: str, keys: Sequence[str]) -> str:
    """Return settings without the lines of some keys, whose defaults count then."""
    return "".join(line for line in settings.splitlines(keepends=True) if line.partition(" =")[0] not in keys)


def row(step: Step, content: Path, work: Path, runs: int) -> str:
    """Measure one step, and return its row of the table."""
    records = sorted(file for file in content.rglob("*.md") if "_data" not in file.parts)
    cold, title = [], []
    for number in range(runs):
        output, cache = work / f"output-{number}", work / f"cache-{number}"
        command = [program(), "build", "--content", str(content), "--output", str(output)]
        command += ["--cache", str(cache), "--base-url", BASE_URL, "--offline", "-q"]
        command += ["--templates", str(THEME)] if step.plain else []
        cold.append(cost(command))
        retitle(records[len(records) // (runs + 1) * (number + 1)], number)
        title.append(cost(command))
    sizes = [size for _, size in files_of(output)]
    times = [median(spent) for spent in (*zip(*cold, strict=True), *zip(*title, strict=True))]
    figures = " | ".join(f"{seconds:.2f}" for seconds in times)
    return f"| {step.name} | {len(sizes):,} | {sum(sizes) / 1e6:.0f} | {figures} |"


if __name__ == "__main__":
    raise SystemExit(main())
