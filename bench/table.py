"""Results → Markdown: tables, and the lines around them."""

from collections.abc import Callable, Sequence
from statistics import median

from bench.results import BARE, CASES, OURS, Measured, Results, Size, growth

START, END = "<!-- results -->", "<!-- end of results -->"


def fill(text: str, results: Results) -> str:
    """Return a document with the tables between its markers. Raises :class:`ValueError` without markers."""
    before, found, rest = text.partition(START)
    _, closed, after = rest.partition(END)
    if not found or not closed:
        raise ValueError(f"no {START} … {END} to fill")
    return f"{before}{START}\n{as_markdown(results)}{END}{after}"


def as_markdown(results: Results) -> str:
    """Return everything that was measured, for people."""
    machine = results.machine
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    parts = [
        f"{machine['cores']} cores of {machine['processor']}, {machine.get('memory', '?')} of memory, "
        f"{machine['system']}, Python {machine['python']}; {results.disk}. {versions}.\n"
    ]
    parts += ["![Wall time of builds, by case and program](plot.svg)\n"]
    parts += [_size(size) for size in results.sizes]
    lines = growth(results)
    if lines:
        parts.append("\n".join(["Growth of a cold build:\n", *[f"- {line}" for line in lines], ""]))
    return "\n".join(parts)


def _size(size: Size) -> str:
    runs = len(next(iter(size.cases["cold"].values())).wall)
    lines = [
        f"### {size.records:,} records",
        "",
        f"Medians of {runs} runs, in brackets the fastest and the slowest.",
        "",
        "| case | program | wall time, s | ratio | processor, s | ratio | memory, MiB | ratio | files written | MB |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for case, title in CASES.items():
        lines += _rows(title, size.cases.get(case, {}))
    if size.differences:
        lines += ["", f"Differences of the sites that were let pass: {'; '.join(size.differences)}."]
    return "\n".join([*lines, ""])


def _rows(title: str, programs: dict[str, Measured]) -> list[str]:
    """Return a row for each program. Ratios are ours to each other program's: as it comes, and bare if it ran."""
    rows = []
    ours = {name: programs[name] for name in (OURS, BARE) if name in programs}
    for name, each in programs.items():
        ratios = ["", "", ""] if name in ours else _ratios(ours, each)
        peak = f"{median(each.peak) / 2**20:.0f}" if each.peak else ""
        cells = [
            title,
            name,
            f"{median(each.wall):.2f} ({min(each.wall):.2f}–{max(each.wall):.2f})",
            ratios[0],
            f"{median(each.cpu):.2f}",
            ratios[1],
            peak,
            ratios[2],
            f"{each.files:,}",
            f"{each.bytes / 1e6:.1f}",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def _ratios(ours: dict[str, Measured], theirs: Measured) -> list[str]:
    """Return how we compare in wall time, processor time and memory: ``0.62``, or ``0.95, bare 0.40``."""
    cells = []
    kinds: list[Callable[[Measured], Sequence[float]]] = [
        lambda each: each.wall,
        lambda each: each.cpu,
        lambda each: each.peak,
    ]
    for figures in kinds:
        other = figures(theirs)
        cells.append(
            ", ".join(
                f"{'bare ' if name == BARE else ''}{median(figures(each)) / median(other):.2f}"
                for name, each in ours.items()
                if figures(each) and any(other)
            )
        )
    return cells
