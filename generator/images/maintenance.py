"""Looking after the store of fetched pictures: what is in it, what is damaged, what nobody wants any more."""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from generator.images.blobs import is_intact
from generator.images.fetch_index import Entries, FetchEntry, load_fetch_index, update_fetch_index
from generator.images.variant_store import list_bundles, variants_folder
from generator.model.fetched_images import EXTENSIONS, Blob
from generator.model.results.image_cache import CacheStats, CountedSize, GcResult
from generator.net.ssrf_guard import host_of

YOUNG = 2 * 3600
"""Seconds for which a file that no address leads to stays: a build may be about to say what it is."""

_LOST = "its copy was lost or damaged"


def cache_stats(folder: Path, now: int, most: int = 10) -> CacheStats:
    """Return what is in a store, as its index says, and what was made of it. ``now`` is in seconds, ``most`` how many
    hosts are named."""
    entries = load_fetch_index(folder).entries
    blobs = {entry.blob.digest: entry.blob for entry in entries.values() if entry.blob}
    without = Counter(entry.reason for entry in entries.values() if entry.blob is None)
    hosts = Counter(host_of(url) for url in entries)
    return CacheStats(
        addresses=len(entries),
        due=sum(entry.due <= now for entry in entries.values()),
        pictures=tuple(_by_format(blobs.values())),
        without=_shares(without, len(without)),
        hosts=_shares(hosts, most),
        made=_made(variants_folder(folder)),
    )


def _made(folder: Path) -> CountedSize:
    sizes = [file.stat(follow_symlinks=False).st_size for file in list_bundles(folder)]
    return CountedSize("made", len(sizes), sum(sizes))


def _by_format(blobs: Collection[Blob]) -> Iterator[CountedSize]:
    for media_type in EXTENSIONS:
        sizes = [blob.length for blob in blobs if blob.media_type == media_type]
        if sizes:
            yield CountedSize(media_type, len(sizes), sum(sizes))


def _shares(counted: Counter[str], most: int) -> tuple[CountedSize, ...]:
    """Return the most frequent, ties by name."""
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple([CountedSize(name, count) for name, count in ordered[:most]])


def verify_blobs(folder: Path, step: Callable[[int], None]) -> tuple[int, tuple[str, ...]]:
    """Read every picture and forget those that are damaged or gone.

    Returns how many there are, and the addresses of those that were forgotten, sorted. Raises :class:`OSError`.
    """
    blobs = {
        entry.blob.digest: entry.blob for entry in load_fetch_index(folder).entries.values() if entry.blob
    }
    damaged: set[bytes] = set()
    for blob in blobs.values():
        if not is_intact(folder, blob):
            damaged.add(blob.digest)
        step(1)
    return len(blobs), forget_lost(folder, damaged) if damaged else ()


def forget_lost(folder: Path, digests: Collection[bytes]) -> tuple[str, ...]:
    """Forget pictures, so that the next build fetches them again; return their addresses, sorted.

    Raises :class:`OSError` where the index cannot be written.
    """
    forgotten: list[str] = []

    def change(entries: Entries) -> None:
        for url, entry in entries.items():
            if entry.blob is not None and entry.blob.digest in digests:
                (folder / entry.blob.name).unlink(missing_ok=True)
                entries[url] = replace(
                    entry, state="failed", due=0, blob=None, reason=_LOST, etag="", modified=""
                )
                forgotten.append(url)

    update_fetch_index(folder, change)
    return tuple(sorted(forgotten))


def sweep_blobs(folder: Path, named: Collection[str], now: int, dry_run: bool) -> GcResult:
    """Remove the addresses that are not among ``named``, and files that no address leads to.

    Raises :class:`OSError` where the store cannot be written.
    """
    swept = GcResult(0, 0, 0, 0)

    def change(entries: Entries) -> None:
        nonlocal swept
        gone = [url for url in entries if url not in named]
        for url in gone:
            del entries[url]
        files = list(_orphans(folder, entries.values(), now))
        swept = GcResult(len(gone), len(files), 0, sum(size for _, size in files))
        for file, _ in files if not dry_run else ():
            os.unlink(file)  # noqa: PTH108 - as os.scandir has them

    if dry_run:
        change(load_fetch_index(folder).entries)
    else:
        update_fetch_index(folder, change)
    return swept


def _orphans(folder: Path, entries: Iterable[FetchEntry], now: int) -> Iterator[tuple[str, int]]:
    """Yield path and size of the files in folders of blobs that belong to no entry and are not young."""
    names = {entry.blob.name for entry in entries if entry.blob}
    for shelf in _shelves(folder):
        for file in os.scandir(shelf.path):
            if f"{shelf.name}/{file.name}" not in names and file.is_file(follow_symlinks=False):
                status = file.stat(follow_symlinks=False)
                if status.st_mtime < now - YOUNG:
                    yield file.path, status.st_size


def sweep_variants(folder: Path, wanted: Collection[str], now: int, dry_run: bool) -> CountedSize:
    """Remove the bundles whose names are not among ``wanted`` and that are not young; return how many, and their bytes.

    Raises :class:`OSError` where the folder cannot be written.
    """
    gone = [
        file
        for file in list_bundles(folder)
        if file.name not in wanted and file.stat(follow_symlinks=False).st_mtime < now - YOUNG
    ]
    size = sum(file.stat(follow_symlinks=False).st_size for file in gone)
    for file in gone if not dry_run else ():
        os.unlink(file.path)  # noqa: PTH108 - as os.scandir has it
    return CountedSize("made", len(gone), size)


def _shelves(folder: Path) -> list["os.DirEntry[str]"]:
    """Return the folders that hold blobs: their names are two hexadecimal digits."""
    try:
        found = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    digits = frozenset("0123456789abcdef")
    return [each for each in found if len(each.name) == 2 and set(each.name) <= digits and each.is_dir()]
