"""Maintain the image cache: statistics, verification, garbage collection."""

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

MIN_AGE = 2 * 3600
"""Age in seconds below which an unreferenced file is kept: a running build may be about to add it to the index."""

_LOST_REASON = "the cached copy was missing or damaged"


def cache_stats(folder: Path, now: int, limit: int = 10) -> CacheStats:
    """Return statistics of an image cache. ``now`` is in seconds since 1970, ``limit`` the number of hosts to list."""
    entries = load_fetch_index(folder).entries
    blobs = {entry.blob.digest: entry.blob for entry in entries.values() if entry.blob}
    without = Counter(entry.reason for entry in entries.values() if entry.blob is None)
    hosts = Counter(host_of(url) for url in entries)
    return CacheStats(
        addresses=len(entries),
        due=sum(entry.due <= now for entry in entries.values()),
        pictures=tuple(_by_format(blobs.values())),
        without=_most_common(without, len(without)),
        hosts=_most_common(hosts, limit),
        made=_variants_size(variants_folder(folder)),
    )


def _variants_size(folder: Path) -> CountedSize:
    sizes = [file.stat(follow_symlinks=False).st_size for file in list_bundles(folder)]
    return CountedSize("made", len(sizes), sum(sizes))


def _by_format(blobs: Collection[Blob]) -> Iterator[CountedSize]:
    for media_type in EXTENSIONS:
        sizes = [blob.length for blob in blobs if blob.media_type == media_type]
        if sizes:
            yield CountedSize(media_type, len(sizes), sum(sizes))


def _most_common(counted: Counter[str], limit: int) -> tuple[CountedSize, ...]:
    """Return the most frequent names, ties in alphabetical order."""
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple([CountedSize(name, count) for name, count in ordered[:limit]])


def verify_blobs(folder: Path, step: Callable[[int], None]) -> tuple[int, tuple[str, ...]]:
    """Read every image, and forget those that are damaged or missing.

    Returns the number of images, and the URLs of those that were forgotten, sorted. Raises :class:`OSError`.
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
    """Forget images, so that the next build fetches them again. Return their URLs, sorted.

    Raises :class:`OSError` if the index cannot be written.
    """
    forgotten: list[str] = []

    def change(entries: Entries) -> None:
        for url, entry in entries.items():
            if entry.blob is not None and entry.blob.digest in digests:
                (folder / entry.blob.name).unlink(missing_ok=True)
                entries[url] = replace(
                    entry, state="failed", due=0, blob=None, reason=_LOST_REASON, etag="", modified=""
                )
                forgotten.append(url)

    update_fetch_index(folder, change)
    return tuple(sorted(forgotten))


def sweep_blobs(folder: Path, named: Collection[str], now: int, dry_run: bool) -> GcResult:
    """Delete the index entries of URLs that are not in ``named``, and files that no entry refers to.

    Raises :class:`OSError` if the cache cannot be written.
    """
    swept = GcResult(0, 0, 0, 0)

    def change(entries: Entries) -> None:
        nonlocal swept
        removed = [url for url in entries if url not in named]
        for url in removed:
            del entries[url]
        files = list(_orphaned_files(folder, entries.values(), now))
        swept = GcResult(len(removed), len(files), 0, sum(size for _, size in files))
        for file, _ in files if not dry_run else ():
            os.unlink(file)  # noqa: PTH108 - os.scandir yields strings

    if dry_run:
        change(load_fetch_index(folder).entries)
    else:
        update_fetch_index(folder, change)
    return swept


def _orphaned_files(folder: Path, entries: Iterable[FetchEntry], now: int) -> Iterator[tuple[str, int]]:
    """Yield path and size of blob files that belong to no entry and are older than ``MIN_AGE``."""
    names = {entry.blob.name for entry in entries if entry.blob}
    for subfolder in _blob_folders(folder):
        for file in os.scandir(subfolder.path):
            if f"{subfolder.name}/{file.name}" not in names and file.is_file(follow_symlinks=False):
                status = file.stat(follow_symlinks=False)
                if status.st_mtime < now - MIN_AGE:
                    yield file.path, status.st_size


def sweep_variants(folder: Path, wanted: Collection[str], now: int, dry_run: bool) -> CountedSize:
    """Delete bundles that are not in ``wanted`` and are older than ``MIN_AGE``. Return their number and size.

    Raises :class:`OSError` if the folder cannot be written.
    """
    removed = [
        file
        for file in list_bundles(folder)
        if file.name not in wanted and file.stat(follow_symlinks=False).st_mtime < now - MIN_AGE
    ]
    size = sum(file.stat(follow_symlinks=False).st_size for file in removed)
    for file in removed if not dry_run else ():
        os.unlink(file.path)  # noqa: PTH108 - os.scandir yields strings
    return CountedSize("made", len(removed), size)


def _blob_folders(folder: Path) -> list["os.DirEntry[str]"]:
    """Return the folders of blobs. Their names are two hexadecimal digits."""
    try:
        folders = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    digits = frozenset("0123456789abcdef")
    return [each for each in folders if len(each.name) == 2 and set(each.name) <= digits and each.is_dir()]
