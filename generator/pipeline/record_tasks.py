"""The function that worker processes run to read records: bytes → Record → Item.

Apart from :mod:`generator.pipeline.tasks`, so that what only reads records does not load what renders pages.
"""

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

import msgspec

from generator.base.concurrency.cpu_limit import CpuLimit, CpuLimitExceeded, limit_cpu
from generator.base.dates import find_zone
from generator.base.digest import combine
from generator.base.problem import Problem
from generator.model.own_content import PAGES_FOLDER
from generator.model.record import SourceFile
from generator.normalise.field_schema import find_foreign_fields, find_unknown_fields
from generator.normalise.item import normalise
from generator.read.files import read_file
from generator.read.line_numbers import add_line_numbers
from generator.read.record import read_record
from generator.read.record_cache import CachedRecord

RECORD_SECONDS = 20.0
"""Most CPU time to read one record. Limits of size keep every record far below it."""

_SLOW = f"took more than {RECORD_SECONDS:g} seconds to read: left out"
_SLOW_HINT = "Use simpler markup, or split the record."

FileToRead = tuple[SourceFile, bytes | None]
"""A file to read, and the digest that it had in the last build."""


class ReadJob(msgspec.Struct, frozen=True):
    """The context of :func:`read_files`: the content folder, and the site's time zone (an IANA name)."""

    content: Path
    timezone: str = "UTC"


def read_files(job: ReadJob, files: Sequence[FileToRead]) -> bytes:
    """Read and normalise records. Returns a list with a :class:`CachedRecord`, or ``None`` if unchanged, for each;
    msgpack-encoded."""
    zone = find_zone(job.timezone)
    with limit_cpu(RECORD_SECONDS) as limit:
        records = [_read(job.content, file, known, zone, limit) for file, known in files]
    return msgspec.msgpack.encode(records)


def decode_records(data: bytes) -> list[CachedRecord | None]:
    """Decode what :func:`read_files` returned."""
    return msgspec.msgpack.decode(data, type=list[CachedRecord | None])


def _read(
    content: Path, file: SourceFile, known: bytes | None, zone: tzinfo, limit: CpuLimit
) -> CachedRecord | None:
    data = read_file(content, file)
    if isinstance(data, Problem):
        return _unread_record(file, data)
    found = combine(file.path, data)
    if found == known:
        return None
    try:
        return limit.run(_normalise, file, data, found, zone)
    except CpuLimitExceeded:
        slow = _unread_record(file, Problem(file.path, 0, "", _SLOW, _SLOW_HINT))
        return msgspec.structs.replace(
            slow, stamp=(0, 0, 0, 0)
        )  # the next build that reads anything tries again


def _normalise(file: SourceFile, data: bytes, found: bytes, zone: tzinfo) -> CachedRecord:
    record, problems = read_record(file.path, data)
    if record is None:
        return CachedRecord(file.path, file.stamp, found, None, problems, ())
    item, page, faults = None, None, tuple[Problem, ...]()
    if file.path.startswith(PAGES_FOLDER):
        from generator.normalise.own_page import normalise_own_page  # few sites have pages of their own

        page, faults = normalise_own_page(record)
    else:
        item, faults = normalise(record, zone)
        item = item and msgspec.structs.replace(item, digest=found)
    unknown = find_unknown_fields(record)
    if unknown and item is not None:
        faults += tuple(find_foreign_fields(record, unknown))
    if faults:
        problems += add_line_numbers(record, faults)
    return CachedRecord(file.path, file.stamp, found, item, problems, unknown, page)


def _unread_record(file: SourceFile, problem: Problem) -> CachedRecord:
    """Return a record without a digest, so that the next build reads the file again."""
    return CachedRecord(file.path, file.stamp, b"", None, (problem,), ())
