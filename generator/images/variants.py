"""Create image variants, or take them from the cache. Encoding runs in sandboxed processes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.base.concurrency.executor import Executor
from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed, run_isolated
from generator.base.concurrency.sandbox_batches import run_batches
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.images.resize import VariantTask, encode_variants
from generator.images.variant_specs import VariantSpec
from generator.images.variant_store import (
    BundleEntry,
    VariantIndex,
    bundle_exists,
    bundle_name,
    stored_entry,
    write_bundle,
    write_refusal,
)
from generator.model.images import VariantSet

if TYPE_CHECKING:
    from generator.images.shared_cache import SharedCache

LIMITS = ResourceLimits(seconds=10.0, memory=1 << 30, wait=60.0, total=30.0, more=5.0)
"""Limits for encoding images. The largest accepted image needs a seventh of the time and half of the memory. All images
of a build together get 30 s, and 5 s for each: an image of usual size needs 0.25 s, with AVIF 1.2 s."""


class VariantRequest(msgspec.Struct, frozen=True):
    """An image to encode: its file, the digest of its bytes, and the spec."""

    source: str
    digest: bytes
    spec: VariantSpec


class VariantBuilder(msgspec.Struct, frozen=True):
    """Options for creating variants: the folder of bundles, the index of the last build, the number of processes, and
    the cluster to use instead of them.

    ``spare`` takes bundles that cannot be written to the folder. ``again`` retries images that could not be encoded.
    With ``temporary``, the folder is not changed: the results are for this build alone. ``damaged`` are the names of
    bundles not to trust. ``shared`` is the second level of the cache.
    """

    folder: Path
    known: VariantIndex
    workers: int
    spare: ScratchDir
    cluster: Executor | None = None
    again: bool = False
    temporary: bool = False
    damaged: frozenset[str] = frozenset()
    shared: "SharedCache | None" = None


class VariantResult(msgspec.Struct, frozen=True):
    """Results by request key.

    ``retryable`` are requests for the next build to retry. ``spared`` maps keys to bundles in the scratch folder.
    ``new`` is the number of images that were encoded just now.
    """

    found: dict[bytes, BundleEntry]
    retryable: frozenset[bytes] = frozenset()
    spared: dict[bytes, str] = {}
    new: int = 0


class _WorkerReply(msgspec.Struct, frozen=True, array_like=True):
    """Reply of a worker process. ``lasting``: another attempt would fail alike. ``spared``: path of a bundle in the
    scratch folder."""

    entry: BundleEntry
    lasting: bool = True
    spared: str = ""


def make_variants(
    builder: VariantBuilder, requests: Mapping[bytes, VariantRequest], progress: Progress
) -> VariantResult:
    """Create the missing variants.

    Never raises because of an image: one that crashes its process, or takes too long, gets a reason instead. Such an
    image is refused from now on; one whose process was lost for another reason is retried by the next build.
    """
    found = {key: known for key in requests if (known := _cached_entry(builder, key)) is not None}
    missing = _missing(builder, requests, found)
    if not missing:
        return VariantResult(found)
    progress.stage("make", len(missing))
    replies: dict[bytes, _WorkerReply] = {}
    for key, reply in _encode_missing(builder, requests, missing):
        replies[key] = reply
        progress.step()
    if builder.shared is not None:
        builder.shared.save_bundles(
            [key for key, each in replies.items() if each.entry.made and each.lasting]
        )
    return VariantResult(
        found=found | {key: each.entry for key, each in replies.items()},
        retryable=frozenset([key for key, each in replies.items() if not each.lasting]),
        spared={key: each.spared for key, each in replies.items() if each.spared},
        new=sum(each.entry.made is not None for each in replies.values()),
    )


def _missing(
    builder: VariantBuilder, requests: Iterable[bytes], found: dict[bytes, BundleEntry]
) -> list[bytes]:
    """Return the keys without an entry in ``found``, after adding what the second level of the cache has."""
    missing = [key for key in requests if key not in found]
    if builder.shared is not None:
        builder.shared.load_bundles([key for key in missing if bundle_name(key) not in builder.damaged])
        found |= {key: known for key in missing if (known := _cached_entry(builder, key)) is not None}
    return [key for key in missing if key not in found]


def _cached_entry(builder: VariantBuilder, key: bytes) -> BundleEntry | None:
    if bundle_name(key) in builder.damaged:
        return None
    known = builder.known.made.get(key)
    if known is None or (known.made and not bundle_exists(str(builder.folder), key, known)):
        known = stored_entry(builder.folder, key)
    return None if known is None or (known.made is None and builder.again) else known


def _encode_missing(
    builder: VariantBuilder, requests: Mapping[bytes, VariantRequest], keys: Iterable[bytes]
) -> Iterator[tuple[bytes, _WorkerReply]]:
    spare = str(builder.spare.folder())
    folder = spare if builder.temporary else str(builder.folder)
    jobs = [(key, VariantJob(_task(requests[key]), bundle_name(key), folder, spare)) for key in keys]
    for position, data in _encode(builder, [job for _, job in jobs]):
        key = jobs[position][0]
        if isinstance(data, WorkerFailed):
            reply = _WorkerReply(BundleEntry(None, reason=data.reason), data.lasting)
        else:
            reply = msgspec.msgpack.decode(data, type=_WorkerReply)
        if reply.entry.made is None and reply.lasting and not builder.temporary:
            with suppress(OSError):  # the index has it, too
                write_refusal(builder.folder, key, reply.entry.reason)
        yield key, reply


def _encode(
    builder: VariantBuilder, jobs: Sequence["VariantJob"]
) -> Iterator[tuple[int, bytes | WorkerFailed]]:
    if builder.cluster is None or builder.temporary:  # other machines do not see temporary folders
        return run_isolated(run_variant_job, jobs, builder.workers, LIMITS)
    return run_batches(builder.cluster, run_variant_job, jobs, LIMITS)


def _task(request: VariantRequest) -> VariantTask:
    return VariantTask(request.source, request.digest, request.spec)


class VariantJob(msgspec.Struct, frozen=True):
    """A job for a worker process: the task, the name of the bundle, and the folders to try in order."""

    task: VariantTask
    name: str
    folder: str
    spare: str


def run_variant_job(job: VariantJob) -> bytes:
    """Encode one image and write its bundle. Return the reply, encoded."""
    encoded = encode_variants(job.task)
    if encoded.made is None:
        return msgspec.msgpack.encode(_WorkerReply(BundleEntry(None, reason=encoded.reason), encoded.lasting))
    return msgspec.msgpack.encode(_store_bundle(job, encoded.made, encoded.data))


def _store_bundle(job: VariantJob, made: VariantSet, data: bytes) -> _WorkerReply:
    """Write a bundle into the cache, or into the scratch folder if the cache cannot be written."""
    reason = ""
    for folder in (job.folder, job.spare):
        file = Path(folder, job.name)
        try:
            write_bundle(file, made, data)
            status = file.stat()
        except OSError as error:
            reason = f"its variants cannot be written ({error.strerror or error})"
            continue
        spared = str(file) if folder == job.spare else ""
        return _WorkerReply(BundleEntry(made, status.st_size, status.st_mtime_ns), not spared, spared)
    return _WorkerReply(BundleEntry(None, reason=reason), lasting=False)
