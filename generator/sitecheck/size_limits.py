"""The size of a site against the limits of its host.

The limits are settings. Their defaults are those of GitHub Pages:
https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits (1 GB for a site, any number of
files), https://docs.github.com/en/repositories/working-with-files/managing-large-files (100 MB for a file). Both are
read as powers of ten, the stricter interpretation.
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
"""Shares of a limit from which there is a warning or an error."""

TOP = 5
"""Number of largest folders that are listed."""


def measure_site(sizes: Mapping[str, int], host: HostSettings) -> SiteSize:
    """Return the size of a site, with a forecast of its growth. ``sizes`` has the bytes of each file by path.

    Files at the top level count as the folder ``.``.
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
    """Yield a problem for each limit of the host that is nearly reached or exceeded."""
    if severity := _severity(weight.total, host.size * MEGABYTE):
        limit, total = format_megabytes(host.size * MEGABYTE), format_megabytes(weight.total)
        message = f"the site has {total}, the limit is {limit} (host.size)"
        yield Problem(".", 0, "", message, _largest_folders(weight), severity)
    if severity := _severity(weight.files, host.files):
        message = f"the site has {weight.files:,} files, the limit is {host.files:,} files (host.files)"
        yield Problem(".", 0, "", message, _largest_folders(weight), severity)
    for path in sorted(sizes):
        if severity := _severity(sizes[path], host.file_size * MEGABYTE):
            limit, size = format_megabytes(host.file_size * MEGABYTE), format_megabytes(sizes[path])
            message = f"the file has {size}, the limit is {limit} (host.file_size)"
            yield Problem(path, 0, "", message, "The host rejects larger files.", severity)


def find_limit_warnings(sizes: Mapping[str, int], host: HostSettings) -> list[Problem]:
    """Return a warning for each limit that a build nearly reaches or exceeds. Fast if there is none."""
    total, most = sum(sizes.values()), max(sizes.values(), default=0)
    amounts = ((total, host.size * MEGABYTE), (len(sizes), host.files), (most, host.file_size * MEGABYTE))
    if not any(_severity(*each) for each in amounts):
        return []
    found = find_limit_problems(sizes, measure_site(sizes, host), host)
    return [
        Problem(
            "site.toml",
            0,
            "",
            each.message if each.path == "." else f"{each.path}: {each.message}",
            each.hint,
            "warning",
        )
        for each in found
    ]


def _largest_folders(weight: SiteSize) -> str:
    folders = ", ".join(f"{name} {format_megabytes(size)}" for name, size in weight.folders)
    return f"The largest folders: {folders}."


def _severity(amount: int, limit: int) -> Severity | None:
    """Return how serious the share of a limit is, ``None`` if it is low. A limit of 0 is no limit."""
    if not limit or amount < limit * WARN:
        return None
    return "error" if amount >= limit * FAIL else "warning"
