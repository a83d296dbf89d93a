"""What every deployment checks of a built site before it publishes anything."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.base.errors import OutputError
from generator.base.problem import Problem
from generator.commands.check_site import find_placeholder, measure_files, read_base_url
from generator.model.results.site_check import SiteSize
from generator.model.settings import HostSettings
from generator.sitecheck.size_limits import find_limit_problems, measure_site


class PublishableSite(NamedTuple):
    """The size in bytes of each file by path, the size of the site, and warnings."""

    sizes: Mapping[str, int]
    size: SiteSize
    problems: tuple[Problem, ...]


def check_publishable(output: Path, host: HostSettings, force: bool) -> PublishableSite:
    """Check that a site can be published. ``force`` allows a placeholder as its URL.

    Raises :class:`OutputError` for a site without a front page, over the limits of the host, or with a placeholder.
    """
    sizes = measure_files(output)
    size = measure_site(sizes, host)
    problems = tuple(find_limit_problems(sizes, size, host))
    if not force:
        problems += tuple(find_placeholder(read_base_url(output)))
    if "index.html" not in sizes:
        raise OutputError(f"{output} has no front page", "Build the site first.")
    for path in sizes:
        if "\n" in path or path.startswith('"'):
            raise OutputError(f"{path!r} is not a name that can be published", "Rename the file.")
    for problem in problems:
        if problem.severity == "error":
            raise OutputError(f"{problem}", problem.hint)
    return PublishableSite(sizes, size, problems)
