"""``check``: the reading and organising half of a build, for its problems alone, and what only a person can judge."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from generator.base.errors import OutputError
from generator.base.problem import Problem, beside
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.model.item import Item
from generator.model.options import BuildOptions
from generator.model.report import UnknownField
from generator.model.results.finding import Finding
from generator.normalise.field_schema import suggest_field
from generator.pipeline.context import load_context, theme_folders
from generator.pipeline.images import inspect_images
from generator.pipeline.records import ReadRecords, locate_problems
from generator.pipeline.site import plan_site
from generator.pipeline.state import BuildState
from generator.render.html.unused_templates import unused_templates
from generator.validate.validator import Validator

FEED_ENDINGS = (".rss", ".atom", ".opml")
JSON_FEEDS = ("feed.json", "daily.json", "weekly.json")


class CheckResult(msgspec.Struct, frozen=True):
    """What ``check`` found: problems in order, fields that are not known by name, how many records there are, and how
    many of the problems are of other files."""

    records: int
    problems: tuple[Problem, ...]
    unknown: tuple[UnknownField, ...]
    beside: int


def check(content: Path, now: datetime | None = None) -> CheckResult:
    """Read a content folder as a build would, remembering nothing. Raises what a build raises for its settings.

    With ``now``, dates that lie after it are warned of: a build knows no clock.
    """
    options = BuildOptions(content, Path("output"), Path(".broadsheet"), full=True, dry_run=True)
    context = load_context(options)
    with ScratchDir() as scratch:
        site = plan_site(context, BuildState(context), scratch, Progress(), inspect_images)
    records = site.records
    ahead = locate_problems(context, list(_ahead(records.items(), now))) if now else []
    problems = sorted([*site.problems, *ahead])
    return CheckResult(
        records=len(records.records),
        problems=tuple(problems),
        unknown=tuple(_unknown(records)),
        beside=beside(problems, (record.path for record in records.records)),
    )


def _ahead(items: Iterable[Item], now: datetime) -> Iterator[Problem]:
    """Yield a warning for each item of a day to come."""
    for item in items:
        if item.published and item.published > now:
            found = item.published.isoformat().replace("+00:00", "Z")
            message = f"expected a date that has come, found {found}: shown as it is"
            yield Problem(item.path, 0, "publishedDateTime", message, "Correct the date.", "warning")


def _unknown(reading: ReadRecords) -> Iterator[UnknownField]:
    paths: dict[str, list[str]] = {}
    for record in reading.records:
        for name in record.unknown:
            paths.setdefault(name, []).append(record.path)
    for name in sorted(paths):
        yield UnknownField(name, tuple(paths[name]), suggest_field(name))


def check_feeds(places: Iterable[Path]) -> tuple[int, tuple[Finding, ...]]:
    """Validate feeds, or all that lie in folders. Return how many there are, and what is wrong with them.

    Raises :class:`OutputError` for what cannot be read.
    """
    validator = Validator()
    files = [file for place in places for file in _feeds_at(place)]
    try:
        found = [validator.validate(file.as_posix(), file.read_bytes()) for file in files]
    except OSError as fault:
        raise OutputError(
            f"cannot read {fault.filename}: {fault.strerror}", "Name a feed or a folder."
        ) from fault
    return len(files), tuple([finding for findings in found for finding in findings])


def _feeds_at(place: Path) -> list[Path]:
    """Return a file, or the feeds in a folder. Other JSON than JSON Feed lies in sites, too: it is told by its name."""
    if not place.is_dir():
        return [place]
    return sorted(file for file in place.rglob("*") if file.suffix in FEED_ENDINGS or file.name in JSON_FEEDS)


def find_unused_templates(own: Path) -> list[tuple[str, str]]:
    """Return the files of an owner's templates that no page uses, each with the name that was likely meant."""
    return list(unused_templates(own, theme_folders(None)[0]))
