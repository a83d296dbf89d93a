"""``check``: the reading and organising half of a build, for its problems alone, and what only a person can judge."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from generator.base.problem import Problem, beside
from generator.base.progress import Progress
from generator.fetch.wanted import wanted
from generator.model.item import Item
from generator.model.options import BuildOptions
from generator.model.report import UnknownField
from generator.normalise.known import nearest
from generator.organise.catalogue import organise
from generator.picturing import local_faults
from generator.reading import Reading, located, read_all
from generator.render.strangers import strangers
from generator.scene import look, theme_folders


class Findings(msgspec.Struct, frozen=True):
    """What ``check`` found: problems in order, fields that are not known by name, how many records there are, and how
    many of the problems are of other files."""

    records: int
    problems: tuple[Problem, ...]
    unknown: tuple[UnknownField, ...]
    beside: int


def check(content: Path, now: datetime | None = None) -> Findings:
    """Read a content folder as a build would, remembering nothing. Raises what a build raises for its settings.

    With ``now``, dates that lie after it are warned of: a build knows no clock.
    """
    options = BuildOptions(content=content, output=Path("output"), cache=Path(".broadsheet"), full=True)
    scene = look(options)
    reading = read_all(scene, Progress())
    items = reading.items()
    catalogue, organise_faults = organise(items, reading.notes, scene.settings)
    picture_faults = local_faults(content, wanted(catalogue))
    ahead = _ahead(items, now) if now else ()
    problems = located(scene, [*reading.problems(), *organise_faults, *picture_faults, *ahead])
    return Findings(
        records=len(reading.records),
        problems=tuple(problems),
        unknown=tuple(_unknown(reading)),
        beside=beside(problems, (record.path for record in reading.records)),
    )


def _ahead(items: Iterable[Item], now: datetime) -> Iterator[Problem]:
    """Yield a warning for each item of a day to come."""
    for item in items:
        if item.published and item.published > now:
            found = item.published.isoformat().replace("+00:00", "Z")
            message = f"expected a date that has come, found {found}: shown as it is"
            yield Problem(item.path, 0, "publishedDateTime", message, "Correct the date.", "warning")


def _unknown(reading: Reading) -> Iterator[UnknownField]:
    paths: dict[str, list[str]] = {}
    for record in reading.records:
        for name in record.unknown:
            paths.setdefault(name, []).append(record.path)
    for name in sorted(paths):
        yield UnknownField(name, tuple(paths[name]), nearest(name))


def strange_templates(own: Path) -> list[tuple[str, str]]:
    """Return the files of an owner's templates that no page uses, each with the name that was likely meant."""
    return list(strangers(own, theme_folders(None)[0]))
