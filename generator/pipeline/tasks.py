"""The functions that worker processes run: reading records, digesting views, rendering outputs.

Each joins stages that must not import each other: bytes → Record → Item, and PlannedOutput → bytes → staged file.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.base.concurrency.cpu_limit import CpuLimitExceeded, limit_cpu
from generator.base.dates import find_zone
from generator.base.digest import digest
from generator.base.errors import InternalError, OutputError
from generator.base.problem import Problem
from generator.images.variant_store import read_variant
from generator.model.output import Asset, Data, Feed, Opml, Output, VariantFile
from generator.model.own_content import PAGES_FOLDER
from generator.model.record import SourceFile
from generator.model.results.finding import Finding
from generator.normalise.field_schema import find_foreign_fields, find_unknown_fields
from generator.normalise.item import normalise
from generator.plan.site import Plan
from generator.read.files import read_file
from generator.read.leak_check import has_leak
from generator.read.line_numbers import add_line_numbers
from generator.read.record import read_record
from generator.read.record_cache import CachedRecord
from generator.render.html.theme import Theme
from generator.render.renderer import Renderer
from generator.write.fingerprint import view_digest
from generator.write.staging import stage

FEEDS = (Feed, Opml)
"""The outputs that the feed validator checks."""

if TYPE_CHECKING:
    from generator.validate.validator import Validator

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
    return msgspec.msgpack.encode([_read(job.content, file, known, zone) for file, known in files])


def decode_records(data: bytes) -> list[CachedRecord | None]:
    """Decode what :func:`read_files` returned."""
    return msgspec.msgpack.decode(data, type=list[CachedRecord | None])


def _read(content: Path, file: SourceFile, known: bytes | None, zone: tzinfo) -> CachedRecord | None:
    data = read_file(content, file)
    if isinstance(data, Problem):
        return _unread_record(file, data)
    found = digest(data)
    if found == known:
        return None
    try:
        with limit_cpu(RECORD_SECONDS):
            return _normalise(file, data, found, zone)
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
    unknown = find_unknown_fields(record)
    if unknown and item is not None:
        faults += tuple(find_foreign_fields(record, unknown))
    if faults:
        problems += add_line_numbers(record, faults)
    return CachedRecord(file.path, file.stamp, found, item, problems, unknown, page)


def _unread_record(file: SourceFile, problem: Problem) -> CachedRecord:
    """Return a record without a digest, so that the next build reads the file again."""
    return CachedRecord(file.path, file.stamp, b"", None, (problem,), ())


class Staged(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A rendered output. ``view`` is the digest of its view; ``same`` means that the output folder already has these
    bytes and nothing was staged. ``findings`` are the rules that a feed breaks. ``damaged`` is the name of the bundle
    whose damage left the output without bytes."""

    row: int
    view: bytes
    digest: bytes
    size: int
    mtime_ns: int
    same: bool
    findings: tuple[Finding, ...] = ()
    damaged: str = ""


class DamagedBundlesError(Exception):
    """Bundles of image variants in the cache are damaged. ``names`` are those of their files."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(names)
        self.names = names


@dataclass(frozen=True)
class RenderJob:
    """The context of :func:`render_outputs`: the plan, the theme, and the folders.

    ``present`` has the digest of the file in the output folder at a row's path, where known. ``variants`` is the folder
    of image variants, ``compiled`` the folder of templates compiled by code of the digest ``code``. With ``validate``,
    feeds are validated.
    """

    plan: Plan
    theme: Theme
    present: Mapping[int, bytes]
    variants: Path
    compiled: Path
    code: bytes
    staging: str
    validate: bool = False

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of this process."""
        return Renderer(self.theme, self.plan.site, self.compiled, self.code)

    @cached_property
    def validator(self) -> "Validator":
        """The feed validator of this process, imported on first use."""
        from generator.validate.validator import Validator

        return Validator()


def view_digests(plan: Plan, rows: Sequence[int]) -> list[bytes]:
    """Return the digests of some outputs' views."""
    return [view_digest(plan.make_output(plan.planned[row])) for row in rows]


def render_outputs(job: RenderJob, rows: Sequence[int]) -> list[Staged]:
    """Render some outputs, and stage those whose bytes changed."""
    return [_render(job, row) for row in rows]


def _render(job: RenderJob, row: int) -> Staged:
    output = job.plan.make_output(job.plan.planned[row])
    try:
        data = _bytes(job, output)
    except DamagedBundlesError as error:
        return Staged(row, b"", b"", 0, 0, True, damaged=min(error.names))
    view, found = view_digest(output), digest(data)
    is_held = job.validate and isinstance(output, FEEDS)
    findings = job.validator.validate(output.path, data) if is_held else ()
    if found == job.present.get(row):
        return Staged(row, view, found, len(data), 0, True, findings)
    size, mtime_ns = stage(job.staging, str(row), data)
    return Staged(row, view, found, size, mtime_ns, False, findings)


def _bytes(job: RenderJob, output: Output) -> bytes:
    match output:
        case VariantFile():
            return _variant(job.variants / output.bundle, output)
        case Asset():
            return _file(Path(output.source))
        case Data():
            return _data(output)
        case _:
            return _checked(output.path, job.renderer.render(output))


def _checked(path: str, data: bytes) -> bytes:
    """Return rendered bytes after checking that no ``secured`` value is in them. Records have none left, so a leak is
    our bug."""
    if has_leak(data):
        raise InternalError(f"a secured value reached {path}: nothing was published")
    return data


def _variant(bundle: Path, made: VariantFile) -> bytes:
    """Return the bytes of an image variant. Raises :class:`DamagedBundlesError`."""
    with suppress(OSError):
        data = read_variant(bundle, made.offset, made.length)
        if digest(data) == made.digest:
            return data
    raise DamagedBundlesError(frozenset({bundle.name}))


def _data(output: Data) -> bytes:
    """Return the bytes of a file. A file kept from the last build must not have changed since it was planned."""
    if digest(output.data) != output.digest:
        raise OutputError(f"{output.path} was changed while the site was built", "Build again.")
    return output.data


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OutputError(f"cannot read {path}: {fault.strerror}", "Build again once it is back.") from fault
