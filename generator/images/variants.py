"""Originals → what is made of them: remembered where it was made before, else made now, in processes of their own."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.base.concurrency.sandbox import Limits, Lost, attempt
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import Spare
from generator.images.variant_specs import Recipe
from generator.images.variant_store import Bundled, MadeIndex, bundle_name, bundled, lies_there, write_bundle
from generator.images.vips import Task, make
from generator.model.images import Making

LIMITS = Limits(seconds=30.0, memory=1 << 30)
"""For one picture. The largest that is taken needs a tenth of the time and half of the memory."""


class Order(msgspec.Struct, frozen=True):
    """An original to make something of: its file, the digest of its bytes, and the recipe."""

    source: str
    digest: bytes
    recipe: Recipe


class Shop(msgspec.Struct, frozen=True):
    """Where things are made: the folder of bundles, what the last build knew, how many processes may work.

    ``spare`` is for bundles that the folder does not take. ``again`` tries once more what could not be made;
    ``lend`` leaves the folder as it is: what is made is for this build alone.
    """

    folder: Path
    known: MadeIndex
    workers: int
    spare: Spare
    again: bool = False
    lend: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What there is of every order, by its key; ``passing`` are those that the next build is to try again. ``spared``
    are the bundles that lie elsewhere, ``new`` tells how many were made just now."""

    found: dict[bytes, Bundled]
    passing: frozenset[bytes] = frozenset()
    spared: dict[bytes, str] = {}
    new: int = 0


class _Answer(msgspec.Struct, frozen=True, array_like=True):
    """What a process sends back. ``lasting`` tells that another try would end alike; ``spared`` is the path of a
    bundle that lies in the spare folder."""

    bundled: Bundled
    lasting: bool = True
    spared: str = ""


def make_all(shop: Shop, orders: Mapping[bytes, Order], progress: Progress) -> Outcome:
    """Make what is not made yet of some orders.

    Never raises for what a picture holds: one that crashes its process, or takes too long, cannot be shown.
    """
    found = {key: known for key in orders if (known := _remembered(shop, key)) is not None}
    missing = [key for key in orders if key not in found]
    if not missing:
        return Outcome(found)
    progress.stage("make", len(missing))
    answers: dict[bytes, _Answer] = {}
    for key, answer in _made(shop, orders, missing):
        answers[key] = answer
        progress.step()
    shop.spare.drop_unused()
    return Outcome(
        found=found | {key: each.bundled for key, each in answers.items()},
        passing=frozenset([key for key, each in answers.items() if not each.lasting]),
        spared={key: each.spared for key, each in answers.items() if each.spared},
        new=sum(each.bundled.made is not None for each in answers.values()),
    )


def _remembered(shop: Shop, key: bytes) -> Bundled | None:
    known = shop.known.made.get(key)
    if known is not None and known.made is None:
        return None if shop.again else known
    if known is not None and lies_there(str(shop.folder), key, known):
        return known
    return bundled(shop.folder / bundle_name(key))


def _made(
    shop: Shop, orders: Mapping[bytes, Order], keys: Iterable[bytes]
) -> Iterator[tuple[bytes, _Answer]]:
    spare = str(shop.spare.folder())
    folder = spare if shop.lend else str(shop.folder)
    jobs = [(key, Job(_task(orders[key]), bundle_name(key), folder, spare)) for key in keys]
    for at, data in attempt(work, [job for _, job in jobs], shop.workers, LIMITS):
        if isinstance(data, Lost):
            yield jobs[at][0], _Answer(Bundled(None, reason=data.reason))
        else:
            yield jobs[at][0], msgspec.msgpack.decode(data, type=_Answer)


def _task(order: Order) -> Task:
    return Task(order.source, order.digest, order.recipe)


class Job(msgspec.Struct, frozen=True):
    """A task for a process, the name of the bundle to write, and the folders to try, one after the other."""

    task: Task
    name: str
    folder: str
    spare: str


def work(job: Job) -> bytes:
    """Make one picture and keep what comes of it; return an answer, encoded."""
    came = make(job.task)
    if came.made is None:
        return msgspec.msgpack.encode(_Answer(Bundled(None, reason=came.reason), came.lasting))
    return msgspec.msgpack.encode(_kept(job, came.made, came.data))


def _kept(job: Job, made: Making, data: bytes) -> _Answer:
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
        return _Answer(Bundled(made, status.st_size, status.st_mtime_ns), not spared, spared)
    return _Answer(Bundled(None, reason=reason), lasting=False)
