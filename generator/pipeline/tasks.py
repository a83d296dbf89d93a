"""The two jobs that are spread over processes: reading records, and rendering outputs.

Each joins two stages that do not know each other: bytes → Record → Item, and Output → bytes → staged file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.base.digest import digest
from generator.base.errors import InternalError, OutputError
from generator.base.problem import Problem
from generator.images.variant_store import read_variant
from generator.model.output import Asset, Data, Feed, Opml, Output, VariantFile
from generator.model.record import SourceFile
from generator.model.results.finding import Finding
from generator.model.trace import OnDisk
from generator.normalise.field_schema import find_unknown_fields
from generator.normalise.item import normalise
from generator.plan.site import Plan
from generator.read.files import read_file
from generator.read.leak_check import find_leaks
from generator.read.line_numbers import find_line
from generator.read.record import read_record
from generator.read.record_cache import CachedRecord
from generator.render.html.theme import Theme
from generator.render.renderer import Renderer
from generator.write.fingerprint import view_digest
from generator.write.output_scan import find_changes
from generator.write.staging import stage
from generator.write.trace import Trace

FEEDS = (Feed, Opml)
"""The outputs that are held to a standard of feeds."""

if TYPE_CHECKING:
    from generator.validate.validator import Validator

KnownStamps = tuple[SourceFile, bytes | None]
"""A file to read, and the digest that it had when it was last read."""


ChangedOutputs = dict[str, OnDisk | None]
"""What lies at the paths of a trace where it may differ from what we left there; ``None`` for nothing."""


class ReadJob(msgspec.Struct, frozen=True):
    """What reading shares: the content folder."""

    content: Path


def read_files(job: ReadJob, files: Sequence[KnownStamps]) -> bytes:
    """Read and normalise records; return a :class:`CachedRecord` or ``None`` (as it was) for each, encoded."""
    return msgspec.msgpack.encode([_read(job.content, file, known) for file, known in files])


def decode_remembered(data: bytes) -> list[CachedRecord | None]:
    """Decode what :func:`read_files` returned."""
    return msgspec.msgpack.decode(data, type=list[CachedRecord | None])


def _read(content: Path, file: SourceFile, known: bytes | None) -> CachedRecord | None:
    data = read_file(content, file)
    if isinstance(data, Problem):
        return _nothing(file, data)
    found = digest(data)
    if found == known:
        return None
    record, problems = read_record(file.path, data)
    if record is None:
        return CachedRecord(file.path, file.stamp, found, None, problems, ())
    item, faults = normalise(record)
    if faults:
        problems += find_line(record, faults)
    return CachedRecord(file.path, file.stamp, found, item, problems, find_unknown_fields(record))


def _nothing(file: SourceFile, problem: Problem) -> CachedRecord:
    """A file that was not read has no digest, so that the next build tries again."""
    return CachedRecord(file.path, file.stamp, b"", None, (problem,), ())


class Staged(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An output that was made. ``view`` is the digest of its view, ``same`` tells that its bytes lie in the output
    already: nothing was staged. ``findings`` are the rules that a feed breaks."""

    row: int
    view: bytes
    digest: bytes
    size: int
    mtime_ns: int
    same: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class RenderJob:
    """What rendering shares: the plan, the theme, and where to put what is made.

    ``present`` has the digest of the file that lies in the output at a row's path, where it is known; ``made`` is the
    folder of what was made of pictures, ``compiled`` the one that keeps templates compiled by code of the digest
    ``code``. With ``validate``, feeds are held to their standards.
    """

    plan: Plan
    theme: Theme
    present: Mapping[int, bytes]
    made: Path
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
        """The validator of this process. It is loaded where there are feeds to hold to their standards."""
        from generator.validate.validator import Validator

        return Validator()


def find_changed_outputs(output: Path, trace: Callable[[], Trace], full: bool) -> bytes:
    """Look at every file that the last build left, as its trace tells; return :data:`ChangedOutputs`, encoded.

    With ``full`` no stamp is trusted: every file counts as moved.
    """
    left = trace()
    return msgspec.msgpack.encode(find_changes(output, left.files, 0 if full else left.taken_ns))


def decode_changed_outputs(data: bytes) -> ChangedOutputs:
    """Decode what :func:`find_changed_outputs` returned."""
    return msgspec.msgpack.decode(data, type=ChangedOutputs)


def view_digests(plan: Plan, rows: Sequence[int]) -> list[bytes]:
    """Return the digests of some outputs' views."""
    return [view_digest(plan.make(plan.planned[row])) for row in rows]


def render_outputs(job: RenderJob, rows: Sequence[int]) -> list[Staged]:
    """Make the bytes of some outputs, and stage what is new."""
    return [_render(job, row) for row in rows]


def _render(job: RenderJob, row: int) -> Staged:
    output = job.plan.make(job.plan.planned[row])
    data = _bytes(job, output)
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
            return _variant(job.made / output.bundle, output)
        case Asset():
            return _file(Path(output.source))
        case Data():
            return _whole(output)
        case _:
            return _proven(output.path, job.renderer.render(output))


def _proven(path: str, data: bytes) -> bytes:
    """Return what was rendered, once it is proven to hold nothing sealed. Records have none left, so it is our bug."""
    if find_leaks(data):
        raise InternalError(f"a sealed value reached {path}: nothing was published")
    return data


def _variant(bundle: Path, made: VariantFile) -> bytes:
    """Return the bytes of what was made of a picture. A damaged bundle goes, so that the next build makes it anew."""
    try:
        data = read_variant(bundle, made.offset, made.length)
        if digest(data) == made.digest:
            return data
        bundle.unlink(missing_ok=True)
    except OSError:
        pass
    raise OutputError(f"{bundle}: what was made of a picture is lost", "Build again: it is made anew.")


def _whole(output: Data) -> bytes:
    """Return the bytes of a file; those of one that lay in the output when it was planned must lie there still."""
    if digest(output.data) != output.digest:
        raise OutputError(f"{output.path} was changed while the site was built", "Build again.")
    return output.data


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OutputError(f"cannot read {path}: {fault.strerror}", "Build again once it is back.") from fault
