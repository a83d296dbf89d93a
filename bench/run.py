"""The benchmark: ``python -m bench.run``. What is measured, and how, is told in ``bench/README.md``."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.cases import measure
from bench.contestants import ROOT, Broadsheet, Contestant, Floor, Hugo
from bench.corpus import make_content
from bench.edits import plan_edits
from bench.figures import differences, figures
from bench.measure import cost
from bench.peers.hugo.convert import convert
from bench.peers.hugo.install import binary, install
from bench.plot import as_svg
from bench.results import HUGO, OURS, Results, Size, growth, machine
from bench.table import as_markdown, fill
from generator.commands.precompile import precompile as install_ours

HOME = ROOT / ".bench" / "hugo"
"""Where Hugo is installed: an environment of its own, ignored by git."""

MEMORY_DISK = Path("/dev/shm")
ROOM = 200_000
"""Bytes of disk for each record: contents and outputs of all programs."""


class Unequal(Exception):
    """The programs did not make the same site: comparing their times would mean nothing."""


class Runs(NamedTuple):
    """How often each case of a size is run, for time and for memory."""

    time: int
    memory: int


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark from the command line."""
    given = _arguments(arguments)
    hugo = _hugo(given)
    install_ours()
    results = Results(machine(), {}, "", given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_disk(given), prefix="bench-") as folder:
        results.disk = "on a memory disk" if Path(folder).is_relative_to(MEMORY_DISK) else "on a disk"
        for place, records in enumerate(given.sizes):
            runs = Runs(*[each[min(place, len(each) - 1)] for each in (given.runs, given.memory_runs)])
            try:
                results.sizes.append(_size(records, runs, Path(folder) / str(records), given, hugo, results))
            except Unequal as fault:
                print(f"The sites are not equal, so nothing was timed:\n{fault}", file=sys.stderr)
                return 1
            shutil.rmtree(Path(folder) / str(records))
            _publish(results, given.out)
    print(f"\n{as_markdown(results)}")
    return 0


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="N", help="numbers of records"
    )
    parser.add_argument(
        "--runs",
        type=int,
        nargs="+",
        default=[5],
        metavar="N",
        help="runs for time, each case (default 5); one number for each size, the last one for all further ones",
    )
    parser.add_argument(
        "--memory-runs", type=int, nargs="+", default=[2], metavar="N", help="runs for memory (default 2)"
    )
    parser.add_argument("--seed", type=int, default=1, help="what to invent records from (default 1)")
    parser.add_argument(
        "--from", type=Path, dest="source", metavar="DIR", help="multiply these records instead"
    )
    parser.add_argument(
        "--profiles",
        choices=("default", "bare"),
        nargs="+",
        default=["default", "bare"],
        help="ours as it comes, and with the theme and settings that are compared with Hugo's (default: both)",
    )
    parser.add_argument("--work", type=Path, metavar="DIR", help="where to build (default: a memory disk)")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "bench", metavar="DIR", help="for results and plot"
    )
    parser.add_argument(
        "--peer",
        choices=("hugo", "installed", "none"),
        default="hugo",
        help="'installed': only if it is there",
    )
    return parser.parse_args(arguments)


def _hugo(given: argparse.Namespace) -> Path | None:
    """Return Hugo's binary, or say that there is no peer."""
    program = install(HOME) if given.peer == "hugo" else binary(HOME) if given.peer == "installed" else None
    if program is None:
        print("Hugo is left out: Broadsheet is measured alone.")
    return program


def _disk(given: argparse.Namespace) -> Path | None:
    """Return where to work: the folder asked for, else a memory disk with room, else (``None``) the default."""
    if given.work:
        given.work.mkdir(parents=True, exist_ok=True)
        return Path(given.work)
    room = shutil.disk_usage(MEMORY_DISK).free if MEMORY_DISK.is_dir() else 0
    return MEMORY_DISK if room > ROOM * max(given.sizes) else None


def _size(
    records: int, runs: Runs, work: Path, given: argparse.Namespace, hugo: Path | None, results: Results
) -> Size:
    """Measure one size."""
    print(f"{records:,} records: making them", flush=True)
    content = work / "content"
    make_content(records, given.seed, content, given.source)
    converter = convert(content, work / "hugo-site")
    edits = plan_edits(converter, sum(runs))
    del converter
    programs: list[Contestant] = [
        Broadsheet(content, work, bare=profile == "bare") for profile in given.profiles
    ]
    programs += [Hugo(work / "hugo-site", work, hugo)] if hugo else []
    shutil.rmtree(content)
    results.versions = {program.name: program.version for program in programs}
    tolerated = check(programs, refuse=given.source is None)
    floor = Floor(programs[0].output, work)
    cases = measure(programs, floor, edits, runs.time, runs.memory, _tell)
    return Size(records, tolerated, cases)


def check(programs: Sequence[Contestant], refuse: bool = True) -> list[str]:
    """Build everything once and compare the bare site with those of others. Returns the differences that are let pass.

    Raises :class:`Unequal` for others. Without ``refuse`` they are let pass, with a warning.
    """
    for program in programs:
        cost(program.command())
    compared = [program for program in programs if program.name != OURS or len(programs) == 1]
    ours, *others = [figures(program.output) for program in compared]
    _tell(f"  {ours.files:,} files, {ours.size / 1e6:.0f} MB, {ours.pages['items']:,} items")
    _tell(f"  {len(ours.lists):,} lists of {ours.lists.total():,} items, {len(ours.feeds):,} feeds")
    tolerated: list[str] = []
    for other in others if compared[0].name != HUGO else ():
        wrong, may = differences(ours, other)
        if wrong and refuse:
            raise Unequal("\n".join(wrong))
        for each in wrong:
            _tell(f"  warning: the sites differ, ours and theirs: {each}")
        for each in may:
            _tell(f"  let pass, ours and theirs: {each}")
        tolerated += [*wrong, *may]
    return tolerated


def _publish(results: Results, out: Path) -> None:
    """Write what there is so far: figures, the plot, and the table where there is a document for it."""
    results.save(out / "results.json")
    (out / "plot.svg").write_text(as_svg(results), "utf-8")
    readme = out / "README.md"
    if readme.exists():
        readme.write_text(fill(readme.read_text("utf-8"), results), "utf-8")
    for line in growth(results) if len(results.sizes) > 1 else ():
        _tell(line)


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
