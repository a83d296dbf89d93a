"""The stamp of a finished build, to skip the next build if nothing has changed.

A stamp has digests of everything that a build read and wrote. While all of it is unchanged, the next build returns the
report of the stamped build and does nothing else.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from generator.base.digest import digest
from generator.base.problem import Problem
from generator.model.fetched_images import CacheFreshness
from generator.model.record import SourceFile
from generator.model.report import BuildReport
from generator.write.output_scan import RACY_NS, file_digest, is_unchanged
from generator.write.trace import Trace

InputStamp = tuple[int, int, int, int]
"""Identity of an input file on disk: ``(size in bytes, mtime in ns, ctime in ns, inode)``."""


class BuildInputs(msgspec.Struct, frozen=True):
    """The inputs of a build.

    ``environment`` is the digest of settings, code and templates. ``problems`` are those of listing the content folder,
    such as a link or a pipe among the records. ``watched`` has the other files that the build reads (images), by path
    from the content folder, with ``None`` for a missing file. ``taken_ns`` is the time when the folder was listed.
    """

    environment: bytes
    sources: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    watched: tuple[tuple[str, InputStamp | None], ...]
    taken_ns: int


class BuildStamp(msgspec.Struct, frozen=True):
    """A finished build.

    ``taken_ns`` is that of its trace, which lists its files. ``young_sources`` and ``young_outputs`` are files that are
    too young to trust their stamps, with their digests. ``pictures`` tells how long the cached remote images are valid,
    ``None`` if the site fetches none.
    """

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
    """Return the stamp of a build that has just ended with this trace."""
    watched = [(path, stamp) for path, stamp in inputs.watched if stamp is not None]
    mtimes = [(file.disk_path or file.path, file.stamp[1]) for file in inputs.sources]
    mtimes += [(path, stamp[1]) for path, stamp in watched]
    young_sources = [path for path, mtime in mtimes if mtime >= inputs.taken_ns - RACY_NS]
    young_outputs = {
        path: entry for path, entry in trace.files.items() if entry.mtime_ns >= trace.taken_ns - RACY_NS
    }
    return BuildStamp(
        environment=inputs.environment,
        sources=_sources_digest(inputs),
        taken_ns=trace.taken_ns,
        watched=inputs.watched,
        young_sources=tuple([(path, file_digest(content / path)) for path in sorted(young_sources)]),
        young_outputs=tuple([(path, entry.digest) for path, entry in young_outputs.items()]),
        report=report,
        pictures=pictures,
    )


def is_current(
    build_stamp: BuildStamp,
    inputs: BuildInputs,
    content: Path,
    output: Path,
    trace: Callable[[], Trace],
    stamp: Callable[[str], InputStamp | None],
) -> bool:
    """Return whether nothing has changed since a stamped build.

    ``stamp`` returns the present stamp of a watched file, ``trace`` loads the trace. Both are called last: with the
    check of every output file, they cost most.
    """
    if build_stamp.environment != inputs.environment or build_stamp.sources != _sources_digest(inputs):
        return False
    if any(stamp(path) != before for path, before in build_stamp.watched):
        return False
    last = trace()
    return (
        last.taken_ns == build_stamp.taken_ns
        and is_unchanged(output, last.files)
        and _have_digests(content, build_stamp.young_sources)
        and _have_digests(output, build_stamp.young_outputs)
    )


def _have_digests(folder: Path, files: Iterable[tuple[str, bytes | None]]) -> bool:
    return all(file_digest(folder / path) == before for path, before in files)


def _sources_digest(inputs: BuildInputs) -> bytes:
    return digest(msgspec.msgpack.encode((inputs.sources, inputs.problems)))
