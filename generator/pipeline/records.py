"""The reading half of a build: every record of the content folder, read or remembered."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.base.concurrency.pool import map_parallel, split_chunks
from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.model.item import Item
from generator.model.record import Record, SourceFile
from generator.model.site_data import SiteData
from generator.normalise.site_data import normalise_provider, normalise_topic
from generator.pipeline.context import BuildContext
from generator.pipeline.tasks import ReadJob, decode_remembered, read_files
from generator.read.files import read_file
from generator.read.line_numbers import find_line
from generator.read.record import RecordReading as WholeReading
from generator.read.record import read_record, read_site_data
from generator.read.record_cache import CachedRecord, RecordCache, load_record_cache

CHUNK = 64
"""Records that a process reads at a time."""

SMALL = 256
"""Up to so many records are read here: other processes would take longer to start."""

SiteDataFile = TypeVar("SiteDataFile")


class ReadRecords(msgspec.Struct, frozen=True):
    """All records of a build, in the order of their paths. ``memo`` is what was remembered of them; ``fresh`` tells
    that it needs renewing, ``renewed`` how many records are not as they were."""

    records: tuple[CachedRecord, ...]
    notes: SiteData
    beside: tuple[Problem, ...]
    """Problems of the listing and of reference data."""
    memo: RecordCache
    fresh: bool
    renewed: int

    def items(self) -> list[Item]:
        """Return the items of all records that have one."""
        return [record.item for record in self.records if record.item is not None]

    def prints(self) -> dict[int, bytes]:
        """Return the digests of the records that items were read from, by the identity of the item."""
        return {id(record.item): record.digest for record in self.records if record.item is not None}

    def problems(self) -> list[Problem]:
        """Return every problem met while reading."""
        return [*self.beside, *[each for record in self.records for each in record.problems]]


def read_records(context: BuildContext, progress: Progress) -> ReadRecords:
    """Read every record that is not remembered, and all reference data."""
    options, files = context.options, context.listing.records
    memo = (
        RecordCache()
        if options.full
        else context.memory.load(context.cache.records, context.reading_code, load_record_cache)
    )
    records = [memo.by_stamp(file) for file in files]
    missing = [row for row, record in enumerate(records) if record is None]
    progress.stage("read", len(missing))
    for row, record in _read(context, [files[row] for row in missing], memo, progress):
        records[missing[row]] = record
    topics, topic_problems = _notes(options.content, context.listing.topics, normalise_topic)
    providers, provider_problems = _notes(options.content, context.listing.providers, normalise_provider)
    topics.sort(key=lambda note: (note.order, note.name))
    providers.sort(key=lambda note: (note.domain, note.name))
    return ReadRecords(
        records=tuple([record for record in records if record is not None]),
        notes=SiteData(tuple(topics), tuple(providers)),
        beside=(*context.listing.problems, *topic_problems, *provider_problems),
        memo=memo,
        fresh=bool(missing) or len(memo) != len(files),
        renewed=max(len(missing), abs(len(memo) - len(files))),
    )


def _read(
    context: BuildContext, files: Sequence[SourceFile], memo: RecordCache, progress: Progress
) -> Iterator[tuple[int, CachedRecord]]:
    """Yield what each file holds: read, or remembered where its bytes are as they were."""
    known = [memo.by_path(file.path) for file in files]
    pieces = [
        [(files[at], before.digest if (before := known[at]) else None) for at in piece]
        for piece in split_chunks(len(files), CHUNK)
    ]
    workers = context.workers if len(files) > SMALL else 1
    row = 0
    for data in map_parallel(read_files, ReadJob(context.options.content), pieces, workers):
        results = decode_remembered(data)
        for result in results:
            before = known[row]
            if result is None:
                assert before is not None
                result = msgspec.structs.replace(before, stamp=files[row].stamp)
            yield row, result
            row += 1
        progress.step(len(results))


def _notes(
    content: Path,
    files: Sequence[SourceFile],
    normalise: Callable[[Record], tuple[SiteDataFile | None, tuple[Problem, ...]]],
) -> tuple[list[SiteDataFile], list[Problem]]:
    """Read one kind of reference data."""
    notes: list[SiteDataFile] = []
    problems: list[Problem] = []
    for file in files:
        reading = _reference(content, file)
        problems += reading.problems
        if reading.record is not None:
            note, faults = normalise(reading.record)
            problems += find_line(reading.record, faults) if faults else ()
            notes += [note] if note is not None else []
    return notes, problems


def _reference(content: Path, file: SourceFile) -> WholeReading:
    data = read_file(content, file)
    return WholeReading(None, (data,)) if isinstance(data, Problem) else read_site_data(file.path, data)


def locate_problems(context: BuildContext, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems in order, with the lines of their fields looked up where later stages could not know them."""
    files = {file.path: file for file in context.listing.records}
    found: list[Problem] = []
    lineless: dict[str, list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        if problem.line or not problem.field or problem.path not in files:
            found.append(problem)
        else:
            lineless.setdefault(problem.path, []).append(problem)
    for path, here in lineless.items():
        found.extend(_locate_in(context, files[path], here))
    return sorted(found)


def _locate_in(context: BuildContext, file: SourceFile, problems: list[Problem]) -> Sequence[Problem]:
    data = read_file(context.options.content, file)
    if isinstance(data, Problem):
        return problems
    lines = [_line_of(data, problem.field) for problem in problems]
    if all(lines):
        return [replace(problem, line=line) for problem, line in zip(problems, lines, strict=True)]
    record = read_record(file.path, data).record
    return find_line(record, problems) if record else problems


def _line_of(data: bytes, field: str) -> int:
    """Return the line of a field at the top of a record, which need not be parsed to be found; 0 for any other."""
    found = re.search(rb"^%b[ \t]*:" % re.escape(field.encode()), data, re.MULTILINE)
    return data.count(b"\n", 0, found.start()) + 1 if found else 0
