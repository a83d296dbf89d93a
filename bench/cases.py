"""One size, measured: the programs take turns in every case, each run after the same preparation."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.contestants import Contestant, Floor
from bench.edits import Edits
from bench.figures import files_of
from bench.measure import cost, peak
from bench.results import CASES, Measured

GRAIN = 0.05
"""Seconds to wait before a run, so that the files it writes are younger than all others on any file system."""

Tell = Callable[[str], None]


def measure(
    programs: Sequence[Contestant], floor: Floor, edits: Edits, runs: int, memory_runs: int, tell: Tell
) -> dict[str, dict[str, Measured]]:
    """Return figures by case and program.

    Every program has built its site once when this is called. Of each case there are ``runs`` for time, then
    ``memory_runs`` for memory. ``edits`` must have enough of both kinds for all of them.
    """
    found: dict[str, dict[str, Measured]] = {}
    for case in CASES:
        taking_part = [*programs, floor] if case == "cold" else list(programs)
        found[case] = {program.name: Measured() for program in taking_part}
        for number in range(runs + memory_runs):
            for program in taking_part:
                _prepare(case, program, edits, number)
                _run(program, found[case][program.name], timed=number < runs)
        _tell_case(case, found[case], tell)
    return found


def _prepare(case: str, program: Contestant, edits: Edits, number: int) -> None:
    if case == "cold":
        program.forget()
    elif case == "title":
        program.retitle(edits.titles[number], number + 1)
    elif case == "added":
        program.add(edits.additions[number])
    elif case == "template":
        program.retouch(number + 1)


def _run(program: Contestant, measured: Measured, *, timed: bool) -> None:
    time.sleep(GRAIN)
    started = time.time_ns()
    if timed:
        spent = cost(program.command())
        measured.wall.append(spent.wall)
        measured.cpu.append(spent.cpu)
        measured.files, measured.bytes = written(program.output, started)
    else:
        most = peak(program.command())
        measured.peak += [most] if most is not None else []


def written(output: Path, since: int) -> tuple[int, int]:
    """Return how many files of a folder were written since a moment (ns), and their bytes."""
    margin = int(GRAIN / 2 * 1e9)  # clocks of file systems tick more slowly than ours
    count = size = 0
    for path, length in files_of(output):
        if (output / path).stat().st_mtime_ns >= since - margin:
            count += 1
            size += length
    return count, size


def _tell_case(case: str, measured: dict[str, Measured], tell: Tell) -> None:
    for name, each in measured.items():
        memory = f", {max(each.peak) / 2**20:.0f} MiB" if each.peak else ""
        spread = f"{min(each.wall):.2f} to {max(each.wall):.2f} s" if each.wall else "no runs"
        tell(f"  {CASES[case]}: {name} {spread}{memory}, {each.files:,} files written")
