"""``images``: looking after the pictures that builds have fetched."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.base.text import plural
from generator.images.fetch_index import Entries, load_fetch_index
from generator.images.image_requests import theme_image_requests
from generator.images.local import inspect_local_images
from generator.images.maintenance import cache_stats, sweep_blobs, sweep_variants, verify_blobs
from generator.images.variant_specs import load_variant_specs
from generator.images.variant_store import (
    LocalImage,
    bundle_key,
    bundle_name,
    load_variant_index,
    variants_folder,
)
from generator.model.fetched_images import Blob
from generator.model.images import PURPOSES
from generator.model.item import Item, ItemImage
from generator.model.options import BuildOptions
from generator.model.results.image_cache import CacheStats, GcResult
from generator.model.site_data import SiteData
from generator.pipeline.cache_paths import CachePaths
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.records import read_records
from generator.pipeline.state import BuildState

Result = TypeVar("Result")


def load_cache_stats(cache: Path) -> CacheStats:
    """Return what the cache folder has of pictures."""
    return cache_stats(images_folder(cache), int(time.time()))


def images_folder(cache: Path) -> Path:
    """Return where the pictures of a cache folder lie. Raises :class:`SettingsError` where there is no such folder."""
    if not cache.is_dir():
        message = f"cache folder '{cache}': expected the cache of a build, found nothing"
        raise SettingsError(message, "Name it with --cache DIR, or run 'broadsheet build' first.")
    return CachePaths(_options(Path("content"), cache)).images


def verify_images(cache: Path, progress: Progress) -> tuple[int, tuple[str, ...]]:
    """Read every picture; return how many there are, and the addresses of those that had to be forgotten."""
    progress.stage("verify")
    return _written(cache, lambda: verify_blobs(images_folder(cache), progress.step))


def collect_garbage(cache: Path, contents: Iterable[Path], dry_run: bool) -> GcResult:
    """Remove the pictures that no record of some content folders names, and what was made of pictures that no build of
    them uses.

    Raises :class:`SettingsError` where a record cannot be read, since nobody knows what it names, and where a
    folder has no records at all: it is hardly the one that was meant.
    """
    pictures, now = images_folder(cache), int(time.time())
    sites = [_CachedSite(context, list(_named_in(context))) for context in _contexts(contents, cache)]
    named = {each.url for site in sites for each in site.pictures if not each.local}

    def work() -> GcResult:
        swept = sweep_blobs(pictures, named, now, dry_run)
        entries = load_fetch_index(pictures).entries
        wanted = {name for site in sites for name in site.bundles(entries)}
        made = sweep_variants(variants_folder(pictures), wanted, now, dry_run)
        return replace(swept, made=made.count, bytes=swept.bytes + made.bytes)

    return _written(cache, work)


class _CachedSite(NamedTuple):
    """A site that uses the cache, and every picture that it names."""

    context: BuildContext
    pictures: list[ItemImage]

    def bundles(self, entries: Entries) -> Iterator[str]:
        """Yield the names of what builds of this site may use of what was made, for whatever purpose."""
        used = load_variant_specs(self.context.settings.images.avif, self.context.variant_code)
        for blob in self._blobs(entries):
            for purpose in PURPOSES:
                yield bundle_name(bundle_key(blob.digest, used.of(purpose)[1]))

    def _blobs(self, entries: Entries) -> Iterator[Blob]:
        content = self.context.options.content
        known = load_variant_index(self.context.cache.variant_index)
        local = inspect_local_images(content, [each.url for each in self.pictures if each.local], known)
        yield from (each.found for each in local.values() if isinstance(each, LocalImage) and each.found)
        for each in self.pictures:
            entry = None if each.local else entries.get(each.url)
            if entry is not None and entry.blob is not None:
                yield entry.blob


def _contexts(contents: Iterable[Path], cache: Path) -> Iterator[BuildContext]:
    for content in contents:
        yield load_context(_options(content, cache))


def _named_in(context: BuildContext) -> Iterator[ItemImage]:
    """Yield every picture that a content folder names, whatever a build would show of it."""
    content, reading = context.options.content, read_records(context, BuildState(context).records, Progress())
    if not reading.records:
        message = f"content folder '{content}': expected records that name pictures, found none"
        raise SettingsError(message, "Nothing was removed. Name the folder of records with --content DIR.")
    faulty = sum(record.item is None for record in reading.records)
    if faulty or any(problem.severity == "error" for problem in reading.beside):
        message = (
            f"{content}: {plural(faulty, 'record')} cannot be read, so nobody knows which pictures are wanted"
        )
        raise SettingsError(message, "Mend them first: broadsheet check shows what is wrong.")
    yield from _of_items(reading.items())
    yield from _of_notes(reading.site_data)
    for want in theme_image_requests(context.settings):
        yield from want.pictures


def _of_items(items: Iterable[Item]) -> Iterator[ItemImage]:
    for item in items:
        yield from item.pictures
        yield from item.source.logos if item.source else ()
        for related in item.related:
            yield from related.source.logos if related.source else ()
            if related.picture:
                yield related.picture


def _of_notes(notes: SiteData) -> Iterator[ItemImage]:
    for note in notes.topics:
        yield from note.pictures
    for provider in notes.providers:
        yield from provider.logos


def _options(content: Path, cache: Path) -> BuildOptions:
    return BuildOptions(content=content, output=cache / "none", cache=cache)


def _written(cache: Path, work: Callable[[], Result]) -> Result:
    try:
        return work()
    except OSError as fault:
        where = fault.filename or cache
        raise OutputError(
            f"cannot write {where}: {fault.strerror or fault}", "Mend its permissions."
        ) from fault
