"""Originals → what is made of them: remembered where it was made before, else made now, in processes of their own."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.base.isolated import Limits, Lost, attempt
from generator.base.progress import Progress
from generator.fetch.made import Bundled, MadeIndex, bundle_name, bundled, lies_there, write_bundle
from generator.fetch.recipes import Recipe
from generator.fetch.vips import Task, make

LIMITS = Limits(seconds=30.0, memory=1 << 30)
"""For one picture. The largest that is taken needs a tenth of the time and half of the memory."""


class Order(msgspec.Struct, frozen=True):
    """An original to make something of: its file, the digest of its bytes, and the recipe."""

    source: str
    digest: bytes
    recipe: Recipe


class Shop(msgspec.Struct, frozen=True):
    """Where things are made: the folder of bundles, what the last build knew, how many processes may work.

    ``again`` tries once more what could not be made.
    """

    folder: Path
    known: MadeIndex
    workers: int
    again: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What there is of every order, by its key; the keys of those to be tried again another time; how many were made
    just now."""

    found: dict[bytes, Bundled]
    passing: frozenset[bytes]
    new: int


class _Answer(msgspec.Struct, frozen=True, array_like=True):
    """What a process sends back. ``lasting`` tells that another try would end alike."""

    bundled: Bundled
    lasting: bool = True


def make_all(shop: Shop, orders: Mapping[bytes, Order], progress: Progress) -> Outcome:
    """Make what is not made yet of some orders.

    Never raises for what a picture holds: one that crashes its process, or takes too long, cannot be shown.
    """
    found = {key: known for key in orders if (known := _remembered(shop, key)) is not None}
    missing = [key for key in orders if key not in found]
    if not missing:
        return Outcome(found, frozenset(), 0)
    progress.stage("make", len(missing))
    passing: set[bytes] = set()
    new = 0
    for key, answer in _made(shop, orders, missing):
        found[key] = answer.bundled
        new += answer.bundled.made is not None
        if not answer.lasting:
            passing.add(key)
        progress.step()
    return Outcome(found, frozenset(passing), new)


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
    tasks = [(key, _task(shop.folder, key, orders[key])) for key in keys]
    for at, data in attempt(work, [task for _, task in tasks], shop.workers, LIMITS):
        if isinstance(data, Lost):
            yield tasks[at][0], _Answer(Bundled(None, reason=data.reason))
        else:
            yield tasks[at][0], msgspec.msgpack.decode(data, type=_Answer)


def _task(folder: Path, key: bytes, order: Order) -> Task:
    return Task(order.source, order.digest, order.recipe, str(folder / bundle_name(key)))


def work(task: Task) -> bytes:
    """Make one picture and keep what comes of it; return an answer, encoded."""
    return msgspec.msgpack.encode(_work(task))


def _work(task: Task) -> _Answer:
    came = make(task)
    if came.made is None:
        return _Answer(Bundled(None, reason=came.reason), came.lasting)
    file = Path(task.bundle)
    try:
        write_bundle(file, came.made, came.data)
        status = file.stat()
    except OSError as fault:
        reason = f"what was made of it cannot be kept ({fault.strerror or fault})"
        return _Answer(Bundled(None, reason=reason), lasting=False)
    return _Answer(Bundled(came.made, status.st_size, status.st_mtime_ns))
