"""The weight of a site against the limits of GitHub Pages.

Source: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits (1 GB for a site),
https://docs.github.com/en/repositories/working-with-files/managing-large-files (100 MB for a file). Both are taken as
powers of ten, the stricter reading.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.base.problem import Problem, Severity
from generator.base.text import megabytes
from generator.model.sheet import Weight

SITE_LIMIT = 1_000_000_000
"""Bytes in all files."""

FILE_LIMIT = 100_000_000
"""Bytes in one file."""

WARN, FAIL = 0.70, 0.95
"""Shares of a limit from which it is warned of, and from which it is an error."""

TOP = 5
"""Folders that are named."""


def weigh(sizes: Mapping[str, int]) -> Weight:
    """Return the weight of a site from the bytes of its files by path. What lies beside all folders counts as ``.``."""
    folders: Counter[str] = Counter()
    for path, size in sizes.items():
        folder, slash, _ = path.partition("/")
        folders[folder if slash else "."] += size
    ranked = sorted(folders.items(), key=lambda each: (-each[1], each[0]))
    largest = min(sizes.items(), key=lambda each: (-each[1], each[0]), default=("", 0))
    return Weight(len(sizes), sum(sizes.values()), tuple(ranked[:TOP]), largest)


def overweight(sizes: Mapping[str, int], weight: Weight) -> Iterator[Problem]:
    """Yield what comes near a limit of the host, or is beyond it."""
    if severity := _severity(weight.total, SITE_LIMIT):
        folders = ", ".join(f"{name} {megabytes(size)}" for name, size in weight.folders)
        message = f"expected less than {megabytes(SITE_LIMIT)} in all, found {megabytes(weight.total)}"
        yield Problem(".", 0, "", message, f"The largest folders: {folders}.", severity)
    for path in sorted(sizes):
        if severity := _severity(sizes[path], FILE_LIMIT):
            message = f"expected less than {megabytes(FILE_LIMIT)} in a file, found {megabytes(sizes[path])}"
            yield Problem(path, 0, "", message, "GitHub refuses files beyond this limit.", severity)


def _severity(size: int, limit: int) -> Severity | None:
    if size >= limit * FAIL:
        return "error"
    return "warning" if size >= limit * WARN else None
