"""Originals → what is made of them: remembered where it was made before, else made now, in processes of their own."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed, run_isolated
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.images.variant_specs import VariantSpec
from generator.images.variant_store import (
    BundleEntry,
    VariantIndex,
    bundle_entry,
    bundle_exists,
    bundle_name,
    write_bundle,
)
from generator.images.vips import VariantTask, encode_variants
from generator.model.images import VariantSet

LIMITS = ResourceLimits(seconds=30.0, memory=1 << 30)
"""For one picture. The largest that is taken needs a tenth of the time and half of the memory."""


class VariantRequest(msgspec.Struct, frozen=True):
    """An original to make something of: its file, the digest of its bytes, and the recipe."""

    source: str
    digest: bytes
    recipe: VariantSpec


class VariantBuilder(msgspec.Struct, frozen=True):
    """Where things are made: the folder of bundles, what the last build knew, how many processes may work.

    ``spare`` is for bundles that the folder does not take. ``again`` tries once more what could not be made;
    ``temporary`` leaves the folder as it is: what is made is for this build alone.
    """

    folder: Path
    known: VariantIndex
    workers: int
    spare: ScratchDir
    again: bool = False
    temporary: bool = False


class VariantResult(msgspec.Struct, frozen=True):
    """What there is of every order, by its key; ``retryable`` are those that the next build is to try again. ``spared``
    are the bundles that lie elsewhere, ``new`` tells how many were made just now."""

    found: dict[bytes, BundleEntry]
    retryable: frozenset[bytes] = frozenset()
    spared: dict[bytes, str] = {}
    new: int = 0


class _WorkerReply(msgspec.Struct, frozen=True, array_like=True):
    """What a process sends back. ``lasting`` tells that another try would end alike; ``spared`` is the path of a
    bundle that lies in the spare folder."""

    bundled: BundleEntry
    lasting: bool = True
    spared: str = ""


def make_variants(
    shop: VariantBuilder, orders: Mapping[bytes, VariantRequest], progress: Progress
) -> VariantResult:
    """Make what is not made yet of some orders.

    Never raises for what a picture holds: one that crashes its process, or takes too long, cannot be shown.
    """
    found = {key: known for key in orders if (known := _remembered(shop, key)) is not None}
    missing = [key for key in orders if key not in found]
    if not missing:
        return VariantResult(found)
    progress.stage("make", len(missing))
    answers: dict[bytes, _WorkerReply] = {}
    for key, answer in _made(shop, orders, missing):
        answers[key] = answer
        progress.step()
    return VariantResult(
        found=found | {key: each.bundled for key, each in answers.items()},
        retryable=frozenset([key for key, each in answers.items() if not each.lasting]),
        spared={key: each.spared for key, each in answers.items() if each.spared},
        new=sum(each.bundled.made is not None for each in answers.values()),
    )


def _remembered(shop: VariantBuilder, key: bytes) -> BundleEntry | None:
    known = shop.known.made.get(key)
    if known is not None and known.made is None:
        return None if shop.again else known
    if known is not None and bundle_exists(str(shop.folder), key, known):
        return known
    return bundle_entry(shop.folder / bundle_name(key))


def _made(
    shop: VariantBuilder, orders: Mapping[bytes, VariantRequest], keys: Iterable[bytes]
) -> Iterator[tuple[bytes, _WorkerReply]]:
    spare = str(shop.spare.folder())
    folder = spare if shop.temporary else str(shop.folder)
    jobs = [(key, VariantJob(_task(orders[key]), bundle_name(key), folder, spare)) for key in keys]
    for at, data in run_isolated(run_variant_job, [job for _, job in jobs], shop.workers, LIMITS):
        if isinstance(data, WorkerFailed):
            yield jobs[at][0], _WorkerReply(BundleEntry(None, reason=data.reason))
        else:
            yield jobs[at][0], msgspec.msgpack.decode(data, type=_WorkerReply)


def _task(order: VariantRequest) -> VariantTask:
    return VariantTask(order.source, order.digest, order.recipe)


class VariantJob(msgspec.Struct, frozen=True):
    """A task for a process, the name of the bundle to write, and the folders to try, one after the other."""

    task: VariantTask
    name: str
    folder: str
    spare: str


def run_variant_job(job: VariantJob) -> bytes:
    """Make one picture and keep what comes of it; return an answer, encoded."""
    came = encode_variants(job.task)
    if came.made is None:
        return msgspec.msgpack.encode(_WorkerReply(BundleEntry(None, reason=came.reason), came.lasting))
    return msgspec.msgpack.encode(_kept(job, came.made, came.data))


def _kept(job: VariantJob, made: VariantSet, data: bytes) -> _WorkerReply:
    """Write a bundle: into the cache, else where there is room for the time of this build."""
    reason = ""
    for folder in (job.folder, job.spare):
        file = Path(folder, job.name)
        try:
            write_bundle(file, made, data)
            status = file.stat()
        except OSError as fault:
            reason = f"what was made of it cannot be kept ({fault.strerror or fault})"
            continue
        spared = str(file) if folder == job.spare else ""
        return _WorkerReply(BundleEntry(made, status.st_size, status.st_mtime_ns), not spared, spared)
    return _WorkerReply(BundleEntry(None, reason=reason), lasting=False)
