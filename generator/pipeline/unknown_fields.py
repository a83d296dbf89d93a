"""Collects the unknown fields of records and of reference data."""

from collections.abc import Iterable

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.report import UnknownField
from generator.normalise.field_schema import suggest_field
from generator.organise.pool_topics import OTHER_TOPICS
from generator.pipeline.records import ReadRecords

FEW = 3
"""Places that a build keeps of each field. ``check`` finds all."""


def unknown_field_problems(reading: ReadRecords, catalogue: Catalogue) -> list[Problem]:
    """Return one warning, without a line, for each unknown field of each file. Records of a pool that only other sites
    show have none."""
    unused = {each.path for each in catalogue.left_out if each.reason == OTHER_TOPICS}
    records = [record for record in (*reading.records, *reading.pages) if record.path not in unused]
    found = [(record.path, name) for record in records for name in record.unknown]
    return [
        Problem(path, 0, name, "unknown field: ignored", "", "warning")
        for path, name in (*found, *reading.unknown)
    ]


def collect_unknown_fields(problems: Iterable[Problem], most: int | None = FEW) -> tuple[UnknownField, ...]:
    """Return the unknown fields by name, with up to ``most`` places of each."""
    places: dict[str, list[Problem]] = {}
    for problem in problems:
        places.setdefault(problem.field, []).append(problem)
    return tuple(
        UnknownField(
            name,
            len(places[name]),
            tuple([f"{each.path}:{each.line}" if each.line else each.path for each in places[name][:most]]),
            suggest_field(name),
        )
        for name in sorted(places)
    )
