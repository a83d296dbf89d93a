"""The seal of a finished build: nothing moved, nothing to do.

A seal holds digests of everything a build looked at and of everything it left. While all of it is as it
was, the next build has nothing to plan: it ends here, with the report of the build that was sealed.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from generator.base.digest import digest
from generator.base.problem import Problem
from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.model.fetched_images import CacheFreshness
from generator.model.record import SourceFile
from generator.model.report import BuildReport
from generator.write.output_scan import RACY_NS, file_digest, is_as_left
from generator.write.trace import Trace

InputStamp = tuple[int, int, int, int]


class BuildInputs(msgspec.Struct, frozen=True):
    """What a build looks at.

    ``environment`` digests settings, code and templates. ``problems`` are those of the listing: a link or a pipe
    among the records is no source. ``watched`` are files beside the records (pictures), by
    path from the content folder, ``None`` where there was none. ``taken_ns`` is when the folder was listed.
    """

    environment: bytes
    sources: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    watched: tuple[tuple[str, InputStamp | None], ...]
    taken_ns: int


class BuildStamp(msgspec.Struct, frozen=True):
    """A finished build. ``taken_ns`` is that of the trace it left, which lists its files. ``young_sources`` and
    ``young_outputs`` are files too young to trust their stamps, with the digests they had. ``pictures`` tells how long
    what was found out of those elsewhere holds, ``None`` where none are wanted."""

    environment: bytes
    sources: bytes
    taken_ns: int
    watched: tuple[tuple[str, InputStamp | None], ...]
    young_sources: tuple[tuple[str, bytes | None], ...]
    young_outputs: tuple[tuple[str, bytes | None], ...]
    report: BuildReport
    pictures: CacheFreshness | None = None


def make_build_stamp(
    inputs: BuildInputs,
    content: Path,
    trace: Trace,
    report: BuildReport,
    pictures: CacheFreshness | None = None,
) -> BuildStamp:
    """Seal a build that just ended and left a trace."""
    beside = [(path, stamp) for path, stamp in inputs.watched if stamp is not None]
    dated = [(file.path, file.stamp[1]) for file in inputs.sources] + [(path, at[1]) for path, at in beside]
    young = [path for path, mtime in dated if mtime >= inputs.taken_ns - RACY_NS]
    written = {path: each for path, each in trace.files.items() if each.mtime_ns >= trace.taken_ns - RACY_NS}
    return BuildStamp(
        environment=inputs.environment,
        sources=_sources_digest(inputs),
        taken_ns=trace.taken_ns,
        watched=inputs.watched,
        young_sources=tuple([(path, file_digest(content / path)) for path in sorted(young)]),
        young_outputs=tuple([(path, each.digest) for path, each in written.items()]),
        report=report,
        pictures=pictures,
    )


def is_current(
    seal: BuildStamp,
    inputs: BuildInputs,
    content: Path,
    output: Path,
    trace: Callable[[], Trace],
    stamp: Callable[[str], InputStamp | None],
) -> bool:
    """Tell whether nothing moved since a build was sealed.

    ``stamp`` and ``trace`` are asked last: they, and looking at every file of the site, cost most.
    """
    if seal.environment != inputs.environment or seal.sources != _sources_digest(inputs):
        return False
    if any(stamp(path) != before for path, before in seal.watched):
        return False
    left = trace()
    return (
        left.taken_ns == seal.taken_ns
        and is_as_left(output, left.files)
        and _as_before(content, seal.young_sources)
        and _as_before(output, seal.young_outputs)
    )


def _as_before(folder: Path, files: Iterable[tuple[str, bytes | None]]) -> bool:
    return all(file_digest(folder / path) == before for path, before in files)


def _sources_digest(inputs: BuildInputs) -> bytes:
    return digest(msgspec.msgpack.encode((inputs.sources, inputs.problems)))


def load_build_stamp(file: Path, salt: bytes) -> BuildStamp | None:
    """Return the seal in a file, or ``None``."""
    body = read_cache_file(file, salt)
    if body is None:
        return None
    try:
        return msgspec.msgpack.decode(body, type=BuildStamp)
    except msgspec.MsgspecError:
        return None


def save_build_stamp(file: Path, salt: bytes, seal: BuildStamp) -> None:
    """Keep a seal, atomically."""
    write_cache_file(file, salt, msgspec.msgpack.encode(seal))
