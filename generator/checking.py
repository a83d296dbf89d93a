"""``check``: the reading and organising half of a build, for its problems alone."""

from collections import Counter
from pathlib import Path

import msgspec

from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.fetch.local import find_pictures
from generator.fetch.wanted import wanted
from generator.model.options import BuildOptions
from generator.organise.catalogue import organise
from generator.reading import located, read_all
from generator.scene import look


class Findings(msgspec.Struct, frozen=True):
    """What ``check`` found: problems in order, how often each unknown field occurs, how many records there are."""

    records: int
    problems: tuple[Problem, ...]
    unknown: dict[str, int]


def check(content: Path) -> Findings:
    """Read a content folder as a build would, remembering nothing. Raises what a build raises for its settings."""
    options = BuildOptions(content=content, output=Path("output"), cache=Path(".broadsheet"), full=True)
    scene = look(options)
    reading = read_all(scene, Progress())
    catalogue, organise_faults = organise(reading.items(), reading.notes, scene.settings)
    _, picture_faults = find_pictures(content, wanted(catalogue))
    unknown = Counter(field for record in reading.records for field in record.unknown)
    return Findings(
        records=len(reading.records),
        problems=tuple(located(scene, [*reading.problems(), *organise_faults, *picture_faults])),
        unknown=dict(sorted(unknown.items())),
    )
