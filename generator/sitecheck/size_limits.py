"""The weight of a site against what its host takes.

The limits are settings. Their defaults are those of GitHub Pages:
https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits (1 GB for a site, no number of
files), https://docs.github.com/en/repositories/working-with-files/managing-large-files (100 MB for a file). Both are
taken as powers of ten, the stricter reading.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import structs

from generator.base.problem import Problem, Severity
from generator.base.text import format_megabytes
from generator.model.results.site_check import SiteSize
from generator.model.settings import HostSettings
from generator.sitecheck.growth import forecast_growth

MEGABYTE = 1_000_000

WARN, FAIL = 0.70, 0.95
"""Shares of a limit from which it is warned of, and from which it is an error."""

TOP = 5
"""Folders that are named."""


def measure_site(sizes: Mapping[str, int], host: HostSettings) -> SiteSize:
    """Return the weight of a site from the bytes of its files by path, and what it will be if it grows as it did.

    What lies beside all folders counts as ``.``.
    """
    folders: Counter[str] = Counter()
    for path, size in sizes.items():
        folder, slash, _ = path.partition("/")
        folders[folder if slash else "."] += size
    ranked = sorted(folders.items(), key=lambda each: (-each[1], each[0]))
    largest = min(sizes.items(), key=lambda each: (-each[1], each[0]), default=("", 0))
    weight = SiteSize(len(sizes), sum(sizes.values()), tuple(ranked[:TOP]), largest)
    return structs.replace(weight, growth=forecast_growth(sizes, weight, host.size * MEGABYTE, host.files))


def find_limit_problems(sizes: Mapping[str, int], weight: SiteSize, host: HostSettings) -> Iterator[Problem]:
    """Yield what comes near a limit of the host, or is beyond it."""
    if severity := _severity(weight.total, host.size * MEGABYTE):
        most, found = format_megabytes(host.size * MEGABYTE), format_megabytes(weight.total)
        yield Problem(
            ".", 0, "", f"expected less than {most} in all, found {found}", _folders(weight), severity
        )
    if severity := _severity(weight.files, host.files):
        message = f"expected less than {host.files:,} files, found {weight.files:,}"
        yield Problem(".", 0, "", message, _folders(weight), severity)
    for path in sorted(sizes):
        if severity := _severity(sizes[path], host.file_size * MEGABYTE):
            most = format_megabytes(host.file_size * MEGABYTE)
            message = f"expected less than {most} in a file, found {format_megabytes(sizes[path])}"
            yield Problem(
                path, 0, "", message, "The host refuses files beyond this limit (host.file_size).", severity
            )


def _folders(weight: SiteSize) -> str:
    return f"The largest folders: {', '.join(f'{name} {format_megabytes(size)}' for name, size in weight.folders)}."


def _severity(amount: int, limit: int) -> Severity | None:
    """Tell how near a limit is; 0 is none."""
    if not limit or amount < limit * WARN:
        return None
    return "error" if amount >= limit * FAIL else "warning"
