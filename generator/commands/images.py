"""``images``: count, verify and clean up the cache of images that builds have fetched."""

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
from generator.pipeline.cache_paths import MARKER, CachePaths, is_marked
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.records import read_records
from generator.pipeline.state import BuildState

Result = TypeVar("Result")


def load_cache_stats(cache: Path) -> CacheStats:
    """Return the statistics of the image cache."""
    return cache_stats(images_folder(cache), int(time.time()))


def images_folder(cache: Path) -> Path:
    """Return the image folder of a cache. Raises :class:`SettingsError` if the cache does not exist."""
    if not cache.is_dir():
        message = f"cache folder '{cache}': expected the cache of a build, found nothing"
        raise SettingsError(message, "Name it with --cache DIR, or run 'broadsheet build' first.")
    return CachePaths(_options(Path("content"), cache)).images


def verify_images(cache: Path, progress: Progress) -> tuple[int, tuple[str, ...]]:
    """Read every image; return their number, and the URLs of damaged ones, which are removed from the index."""
    progress.stage("verify")
    return _translate_errors(cache, lambda: verify_blobs(images_folder(cache), progress.step))


def collect_garbage(cache: Path, contents: Iterable[Path], dry_run: bool) -> GcResult:
    """Remove images that no record in the content folders uses, and image variants that no build of them uses.

    Raises :class:`SettingsError` for a cache folder that no build has marked, for a record that cannot be read, since
    its images are unknown, and for a folder without records, since it is probably the wrong one.
    """
    folder, now = images_folder(cache), int(time.time())
    _check_ours(cache, folder)
    sites = [_CachedSite(context, list(_used_images(context))) for context in _contexts(contents, cache)]
    used_urls = {each.url for site in sites for each in site.images if not each.local}

    def sweep() -> GcResult:
        swept = sweep_blobs(folder, used_urls, now, dry_run)
        entries = load_fetch_index(folder).entries
        used_names = {name for site in sites for name in site.variant_names(entries)}
        variants = sweep_variants(variants_folder(folder), used_names, now, dry_run)
        return replace(swept, made=variants.count, bytes=swept.bytes + variants.bytes)

    return _translate_errors(cache, sweep)


def _check_ours(cache: Path, folder: Path) -> None:
    """Raise :class:`SettingsError` if a folder has images but not the mark of our builds: they may be somebody's."""
    if folder.exists() and not is_marked(cache):
        raise SettingsError(
            f"cache folder '{cache}': expected the cache of a build, found a folder without its {MARKER}",
            "Nothing was removed. Name the right one with --cache DIR, or run 'broadsheet build' with this one first.",
        )


class _CachedSite(NamedTuple):
    """A site that uses the cache, and all images in its content."""

    context: BuildContext
    images: list[ItemImage]

    def variant_names(self, entries: Entries) -> Iterator[str]:
        """Yield the file names of all variants that builds of this site may use, for any purpose."""
        specs = load_variant_specs(self.context.settings.images.avif, self.context.variant_code)
        for blob in self._blobs(entries):
            for purpose in PURPOSES:
                yield bundle_name(bundle_key(blob.digest, specs.of(purpose)[1]))

    def _blobs(self, entries: Entries) -> Iterator[Blob]:
        index = load_variant_index(self.context.cache.variant_index)
        local = inspect_local_images(
            self.context.content, [each.url for each in self.images if each.local], index
        )
        yield from (each.found for each in local.values() if isinstance(each, LocalImage) and each.found)
        for each in self.images:
            entry = None if each.local else entries.get(each.url)
            if entry is not None and entry.blob is not None:
                yield entry.blob


def _contexts(contents: Iterable[Path], cache: Path) -> Iterator[BuildContext]:
    for content in contents:
        yield load_context(_options(content, cache))


def _used_images(context: BuildContext) -> Iterator[ItemImage]:
    """Yield every image that a content folder refers to, whether a build shows it or not."""
    content = context.options.content
    reading = read_records(context, BuildState(context).records, Progress())
    if not reading.records:
        message = f"content folder '{content}': expected records, found none"
        raise SettingsError(message, "Nothing was removed. Name the folder of records with --content DIR.")
    faulty = sum(record.item is None for record in reading.records)
    if faulty or any(problem.severity == "error" for problem in reading.beside):
        message = f"{content}: {plural(faulty, 'record')} cannot be read, so its images are unknown"
        raise SettingsError(message, "Nothing was removed. Run broadsheet check, and fix the errors.")
    yield from _item_images(reading.items())
    yield from _reference_images(reading.site_data)
    for request in theme_image_requests(context.settings):
        yield from request.images


def _item_images(items: Iterable[Item]) -> Iterator[ItemImage]:
    for item in items:
        yield from item.images
        yield from item.body_images
        yield from item.source.logos if item.source else ()
        for related in item.related:
            yield from related.source.logos if related.source else ()
            if related.picture:
                yield related.picture


def _reference_images(data: SiteData) -> Iterator[ItemImage]:
    for topic in data.topics:
        yield from topic.images
    for provider in data.providers:
        yield from provider.logos


def _options(content: Path, cache: Path) -> BuildOptions:
    return BuildOptions(content=content, output=cache / "none", cache=cache)


def _translate_errors(cache: Path, work: Callable[[], Result]) -> Result:
    """Call ``work``. Raises :class:`OutputError` instead of ``OSError``."""
    try:
        return work()
    except OSError as error:
        path = error.filename or cache
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}", "Fix its permissions."
        ) from error
