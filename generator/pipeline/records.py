"""Reads every record of the content folder, or takes it from the cache; reads topics and providers from ``_data``."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.base.concurrency.executor import split_chunks
from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.model.item import Item
from generator.model.record import Record, SourceFile
from generator.model.site_data import SiteData
from generator.normalise.field_schema import find_unknown_fields
from generator.normalise.site_data import normalise_provider, normalise_topic
from generator.pipeline.context import BuildContext
from generator.pipeline.record_tasks import ReadJob, decode_records, read_files
from generator.pipeline.source_list import read_source_infos
from generator.read.files import read_file
from generator.read.line_numbers import add_line_numbers, find_body_line
from generator.read.record import RecordReading, read_record, read_site_data
from generator.read.record_cache import CachedRecord, RecordCache

CHUNK = 64
"""Records per unit of work."""

SMALL = 256
"""Up to this many records are read in this process: starting others would take longer."""

_DATA_BODY = "found text below the fields: ignored"
_DATA_BODY_HINT = "Move it into a field, such as description."

Info = TypeVar("Info")


class ReadRecords(msgspec.Struct, frozen=True):
    """All records of a build, and the owner's pages, sorted by path.

    ``fresh``: they are not those of the cache, which must be saved again.
    """

    records: tuple[CachedRecord, ...]
    pages: tuple[CachedRecord, ...]
    site_data: SiteData
    beside: tuple[Problem, ...]
    """Problems of the listing and of topic and provider files."""
    unknown: tuple[tuple[str, str], ...]
    """Unknown fields of topic and provider files: path and name."""
    fresh: bool
    first: bool

    def items(self) -> list[Item]:
        """Return the items of all records that have one."""
        return [record.item for record in self.records if record.item is not None]

    def problems(self, unused: Collection[str] = ()) -> list[Problem]:
        """Return all problems found while reading, except those of records at ``unused`` paths, which other sites
        show."""
        records = [record for record in (*self.records, *self.pages) if record.path not in unused]
        return [*self.beside, *[each for record in records for each in record.problems]]


def read_records(context: BuildContext, cache: RecordCache, progress: Progress) -> ReadRecords:
    """Read every record that is not in the cache, and all topic and provider files."""
    options, files = context.options, (*context.listing.records, *context.listing.pages)
    records = [cache.by_stamp(file) for file in files]
    missing = [row for row, record in enumerate(records) if record is None]
    progress.stage("read", len(missing))
    for row, record in _read(context, [files[row] for row in missing], cache, progress):
        records[missing[row]] = record
    topics, topic_problems, topic_unknown = _read_site_data(
        options.content, context.listing.topics, normalise_topic
    )
    providers, provider_problems, provider_unknown = _read_site_data(
        options.content, context.listing.providers, normalise_provider
    )
    topics.sort(key=lambda topic: (topic.order, topic.name))
    providers.sort(key=lambda provider: (provider.domain, provider.name))
    first_page = len(context.listing.records)
    return ReadRecords(
        records=tuple([record for record in records[:first_page] if record is not None]),
        pages=tuple([record for record in records[first_page:] if record is not None]),
        site_data=SiteData(tuple(topics), tuple(providers), read_source_infos(context.content.roots)),
        beside=(*context.listing.problems, *topic_problems, *provider_problems),
        unknown=(*topic_unknown, *provider_unknown),
        fresh=bool(missing) or len(cache) != len(files),
        first=not len(cache),
    )


def _read(
    context: BuildContext, files: Sequence[SourceFile], cache: RecordCache, progress: Progress
) -> Iterator[tuple[int, CachedRecord]]:
    """Yield ``(row, record)`` for each file: read, or taken from the cache if its bytes have not changed."""
    known = [cache.by_path(file.path) for file in files]
    pieces = [
        [(files[at], before.digest if (before := known[at]) else None) for at in piece]
        for piece in split_chunks(len(files), CHUNK)
    ]
    executor = context.executor_for(len(files), SMALL)
    job = ReadJob(context.options.content, context.settings.site.timezone)
    row = 0
    for data in executor.map(read_files, job, pieces):
        results = decode_records(data)
        for result in results:
            before = known[row]
            if result is None:
                assert before is not None
                result = msgspec.structs.replace(before, stamp=files[row].stamp)
            yield row, result
            row += 1
        progress.step(len(results))


def _read_site_data(
    content: Path,
    files: Sequence[SourceFile],
    normalise: Callable[[Record], tuple[Info | None, tuple[Problem, ...]]],
) -> tuple[list[Info], list[Problem], list[tuple[str, str]]]:
    """Read the topic files, or the provider files. The last list has their unknown fields."""
    infos: list[Info] = []
    problems: list[Problem] = []
    unknown: list[tuple[str, str]] = []
    for file in files:
        reading = _read_data_file(content, file)
        problems += reading.problems
        if reading.record is not None:
            info, found = normalise(reading.record)
            problems += add_line_numbers(reading.record, found) if found else ()
            if reading.record.body.strip():
                problems.append(Problem(file.path, 0, "body", _DATA_BODY, _DATA_BODY_HINT, "warning"))
            infos += [info] if info is not None else []
            unknown += [(file.path, name) for name in find_unknown_fields(reading.record)]
    return infos, problems, unknown


def _read_data_file(content: Path, file: SourceFile) -> RecordReading:
    data = read_file(content, file)
    return RecordReading(None, (data,)) if isinstance(data, Problem) else read_site_data(file.path, data)


def locate_problems(context: BuildContext, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems sorted, with line numbers added where the stage that found them did not know the line."""
    listing = context.listing
    files = {
        file.path: file for file in (*listing.records, *listing.pages, *listing.topics, *listing.providers)
    }
    found: list[Problem] = []
    lineless: dict[str, list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        if problem.line or not problem.field or problem.path not in files:
            found.append(problem)
        else:
            lineless.setdefault(problem.path, []).append(problem)
    for path, here in lineless.items():
        found.extend(_locate_in(context, files[path], here))
    return sorted(show_real_paths(context, found))


def show_real_paths(context: BuildContext, problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return problems with the paths of the real files: a record of the pool is not in the content folder."""
    if not context.listing.pool:
        return problems
    return [replace(problem, path=context.shown_path(problem.path)) for problem in problems]


def _locate_in(context: BuildContext, file: SourceFile, problems: list[Problem]) -> Sequence[Problem]:
    data = read_file(context.options.content, file)
    if isinstance(data, Problem):
        return problems
    lines = [
        find_body_line(data, problem.message) if problem.field == "body" else _line_of(data, problem.field)
        for problem in problems
    ]
    if all(lines):
        return [replace(problem, line=line) for problem, line in zip(problems, lines, strict=True)]
    record = read_record(file.path, data).record
    return add_line_numbers(record, problems) if record else problems


def _line_of(data: bytes, field: str) -> int:
    """Return the line number of a top-level field, found without parsing; 0 for any other field."""
    found = re.search(rb"^%b[ \t]*:" % re.escape(field.encode()), data, re.MULTILINE)
    return data.count(b"\n", 0, found.start()) + 1 if found else 0
