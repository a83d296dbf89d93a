"""Results → a picture: wall time by case and program, as bars. An SVG that reads on light and dark pages."""

from html import escape
from statistics import median

from bench.results import CASES, Measured, Results, Size

WIDTH, LEFT, RIGHT = 720, 170, 90
BAR, GAP, GROUP, HEAD = 13, 3, 14, 46

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f24 }
.title { font-weight: 600 }
.note { fill: #59636e; font-size: 12px }
.case { text-anchor: end }
.axis { stroke: #d1d9e0 }
.p0 { fill: #0b6bcb } .p1 { fill: #7fb2e6 } .p2 { fill: #d97a00 } .p3 { fill: #8c959f }
.spread { stroke: #1b1f24; stroke-width: 1 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .note { fill: #9198a1 } .axis { stroke: #3d444d } .spread { stroke: #e6edf3 }
.p0 { fill: #4aa3ff } .p1 { fill: #2b5f96 } .p2 { fill: #f0a03c } .p3 { fill: #7d8590 }
}
"""


def as_svg(results: Results) -> str:
    """Draw a panel for each size, with a scale of its own."""
    names = _names(results)
    parts, top = [], 10
    for size in results.sizes:
        panel, height = _panel(size, names, top)
        parts += panel
        top += height
    legend = _legend(names, top + 6)
    height = top + 36
    title = "Wall time of builds, by case and program"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{title}">\n<title>{title}</title>\n<style>{_STYLE}</style>\n'
        + "\n".join([*parts, *legend])
        + "\n</svg>\n"
    )


def _names(results: Results) -> list[str]:
    return list(
        dict.fromkeys(name for size in results.sizes for case in size.cases.values() for name in case)
    )


def _panel(size: Size, names: list[str], top: int) -> tuple[list[str], int]:
    """Return a panel's elements and its height."""
    longest = max(max(each.wall) for case in size.cases.values() for each in case.values())
    scale = (WIDTH - LEFT - RIGHT) / longest
    parts = [
        f'<text class="title" x="{LEFT}" y="{top + 18}">{size.records:,} records, wall time in seconds</text>'
    ]
    y = top + HEAD - GROUP
    for case, programs in size.cases.items():
        height = len(programs) * (BAR + GAP) - GAP
        parts.append(
            f'<text class="case" x="{LEFT - 10}" y="{y + height / 2 + 4.5:.1f}">{CASES[case]}</text>'
        )
        for name, each in programs.items():
            parts += _bar(each, names.index(name), y, scale)
            y += BAR + GAP
        y += GROUP - GAP
    parts.append(
        f'<line class="axis" x1="{LEFT}" x2="{LEFT}" y1="{top + HEAD - GROUP - 4}" y2="{y - GROUP + 6}"/>'
    )
    return parts, y - top + 8


def _bar(measured: Measured, colour: int, y: int, scale: float) -> list[str]:
    """Return a bar as long as the median, a line over its spread, and the figure."""
    middle, low, high = median(measured.wall), min(measured.wall), max(measured.wall)
    centre = y + BAR / 2
    end = LEFT + high * scale
    return [
        f'<rect class="p{colour % 4}" x="{LEFT}" y="{y}" width="{max(middle * scale, 1):.1f}" height="{BAR}" rx="2"/>',
        f'<line class="spread" x1="{LEFT + low * scale:.1f}" x2="{end:.1f}" y1="{centre}" y2="{centre}"/>',
        f'<text class="note" x="{end + 6:.1f}" y="{centre + 4:.1f}">{middle:.2f}</text>',
    ]


def _legend(names: list[str], y: int) -> list[str]:
    parts, x = [], LEFT
    for number, name in enumerate(names):
        parts.append(f'<rect class="p{number % 4}" x="{x}" y="{y}" width="12" height="12" rx="2"/>')
        parts.append(f'<text x="{x + 18}" y="{y + 11}">{escape(name)}</text>')
        x += 40 + 8 * len(name)
    return parts
