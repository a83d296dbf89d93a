"""Figures of a benchmark as values, kept as JSON: what was measured, where, and what follows from it."""

import json
import math
import os
import platform
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean, median

CASES = {
    "cold": "cold build",
    "unchanged": "nothing changed",
    "title": "one title changed",
    "added": "one record added",
    "template": "one template changed",
}
"""The cases in their order, as tables name them."""


OURS, BARE, HUGO = "Broadsheet", "Broadsheet, bare", "Hugo"
"""Our program with its own theme and default settings; with the theme and settings that are compared with Hugo's;
and Hugo."""


@dataclass
class Measured:
    """One program in one case: a figure for each run. ``files`` and ``bytes`` are what the last run wrote."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: list[int] = field(default_factory=list)
    files: int = 0
    bytes: int = 0


@dataclass
class Size:
    """All cases at one number of records. ``differences`` are those between the programs' sites that may be."""

    records: int
    differences: list[str]
    cases: dict[str, dict[str, Measured]]


@dataclass
class Results:
    """A whole benchmark."""

    machine: dict[str, str]
    versions: dict[str, str]
    disk: str
    seed: int
    sizes: list[Size] = field(default_factory=list)

    def save(self, file: Path) -> None:
        """Write everything as JSON."""
        file.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", "utf-8")


def load(file: Path) -> Results:
    """Read what :meth:`Results.save` wrote."""
    data = json.loads(file.read_text("utf-8"))
    for size in data["sizes"]:
        size["cases"] = {
            case: {name: Measured(**each) for name, each in programs.items()}
            for case, programs in size["cases"].items()
        }
    data["sizes"] = [Size(**size) for size in data["sizes"]]
    return Results(**data)


def machine() -> dict[str, str]:
    """Tell what the figures depend on, and nothing that names the machine."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    found = {"cores": str(cores), "processor": platform.processor() or platform.machine()}
    told = _first_line(Path("/proc/cpuinfo"), r"model name\s*:\s*(.+)")
    found |= {"processor": told} if told else {}
    memory = _first_line(Path("/proc/meminfo"), r"MemTotal:\s*(\d+)")
    found |= {"memory": f"{int(memory) / 2**20:.0f} GiB"} if memory else {}
    return found | {"system": platform.system(), "python": platform.python_version()}


def _first_line(file: Path, pattern: str) -> str:
    if not file.exists():
        return ""
    found = re.search(pattern, file.read_text())
    return found[1].strip() if found else ""


def slope(points: list[tuple[float, float]]) -> float | None:
    """Fit ``y = a·x^b`` by least squares on logarithms and return ``b``; ``None`` for fewer than two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    middle_x, middle_y = mean(x for x, _ in logs), mean(y for _, y in logs)
    rise = sum((x - middle_x) * (y - middle_y) for x, y in logs)
    return rise / sum((x - middle_x) ** 2 for x, _ in logs)


def growth(results: Results) -> list[str]:
    """Tell how time and memory of a cold build grow with the number of records, a line for each program."""
    lines = []
    for name in results.versions:
        cold = [(size.records, size.cases["cold"][name]) for size in results.sizes if "cold" in size.cases]
        for what, unit, figures in (
            ("time", "ms", [(records, median(each.wall) * 1000) for records, each in cold]),
            ("memory", "KiB", [(records, median(each.peak) / 1024) for records, each in cold if each.peak]),
        ):
            exponent = slope([(float(records), figure) for records, figure in figures])
            if exponent is not None:
                each_record = ", ".join(f"{figure / records:.2f}" for records, figure in figures)
                at = ", ".join(f"{records:,}" for records, _ in figures)
                lines.append(
                    f"{name}: {what} grows with records to the power of {exponent:.2f} "
                    f"({each_record} {unit} per record at {at})"
                )
    return lines
