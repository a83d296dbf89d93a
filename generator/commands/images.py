"""``images``: looking after the pictures that builds have fetched."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.base.text import many
from generator.images.fetch_index import Entries, load_index
from generator.images.image_requests import wanted_by_theme
from generator.images.local import look_at
from generator.images.maintenance import sweep, sweep_made, take_stock, verify
from generator.images.variant_specs import recipes
from generator.images.variant_store import Local, bundle_key, bundle_name, load_made, made_in
from generator.model.fetched_images import Blob
from generator.model.images import PURPOSES
from generator.model.item import Item, Picture
from generator.model.options import BuildOptions
from generator.model.results.image_cache import Stock, Swept
from generator.model.site_data import Notes
from generator.pipeline.cache_paths import Stores
from generator.pipeline.context import Scene, look
from generator.pipeline.records import read_all

Result = TypeVar("Result")


def stock_of(cache: Path) -> Stock:
    """Return what the cache folder has of pictures."""
    return take_stock(pictures_in(cache), int(time.time()))


def pictures_in(cache: Path) -> Path:
    """Return where the pictures of a cache folder lie. Raises :class:`SettingsError` where there is no such folder."""
    if not cache.is_dir():
        message = f"cache folder '{cache}': expected the cache of a build, found nothing"
        raise SettingsError(message, "Name it with --cache DIR, or run 'broadsheet build' first.")
    return Stores(_options(Path("content"), cache)).pictures


def verify_pictures(cache: Path, progress: Progress) -> tuple[int, tuple[str, ...]]:
    """Read every picture; return how many there are, and the addresses of those that had to be forgotten."""
    progress.stage("verify")
    return _written(cache, lambda: verify(pictures_in(cache), progress.step))


def sweep_pictures(cache: Path, contents: Iterable[Path], dry_run: bool) -> Swept:
    """Remove the pictures that no record of some content folders names, and what was made of pictures that no build of
    them uses.

    Raises :class:`SettingsError` where a record cannot be read, since nobody knows what it names, and where a
    folder has no records at all: it is hardly the one that was meant.
    """
    pictures, now = pictures_in(cache), int(time.time())
    sites = [_Site(scene, list(_named_in(scene))) for scene in _scenes(contents, cache)]
    named = {each.url for site in sites for each in site.pictures if not each.local}

    def work() -> Swept:
        swept = sweep(pictures, named, now, dry_run)
        entries = load_index(pictures).entries
        wanted = {name for site in sites for name in site.bundles(entries)}
        made = sweep_made(made_in(pictures), wanted, now, dry_run)
        return replace(swept, made=made.count, bytes=swept.bytes + made.bytes)

    return _written(cache, work)


class _Site(NamedTuple):
    """A site that uses the cache, and every picture that it names."""

    scene: Scene
    pictures: list[Picture]

    def bundles(self, entries: Entries) -> Iterator[str]:
        """Yield the names of what builds of this site may use of what was made, for whatever purpose."""
        used = recipes(self.scene.settings.images.avif, self.scene.making_code)
        for blob in self._blobs(entries):
            for purpose in PURPOSES:
                yield bundle_name(bundle_key(blob.digest, used.of(purpose)[1]))

    def _blobs(self, entries: Entries) -> Iterator[Blob]:
        content = self.scene.options.content
        known = load_made(Stores(self.scene.options).made_index)
        local = look_at(content, [each.url for each in self.pictures if each.local], known)
        yield from (each.found for each in local.values() if isinstance(each, Local) and each.found)
        for each in self.pictures:
            entry = None if each.local else entries.get(each.url)
            if entry is not None and entry.blob is not None:
                yield entry.blob


def _scenes(contents: Iterable[Path], cache: Path) -> Iterator[Scene]:
    for content in contents:
        yield look(_options(content, cache))


def _named_in(scene: Scene) -> Iterator[Picture]:
    """Yield every picture that a content folder names, whatever a build would show of it."""
    content, reading = scene.options.content, read_all(scene, Progress())
    if not reading.records:
        message = f"content folder '{content}': expected records that name pictures, found none"
        raise SettingsError(message, "Nothing was removed. Name the folder of records with --content DIR.")
    faulty = sum(record.item is None for record in reading.records)
    if faulty or any(problem.severity == "error" for problem in reading.beside):
        message = (
            f"{content}: {many(faulty, 'record')} cannot be read, so nobody knows which pictures are wanted"
        )
        raise SettingsError(message, "Mend them first: broadsheet check shows what is wrong.")
    yield from _of_items(reading.items())
    yield from _of_notes(reading.notes)
    for want in wanted_by_theme(scene.settings):
        yield from want.pictures


def _of_items(items: Iterable[Item]) -> Iterator[Picture]:
    for item in items:
        yield from item.pictures
        yield from item.source.logos if item.source else ()
        for related in item.related:
            yield from related.source.logos if related.source else ()
            if related.picture:
                yield related.picture


def _of_notes(notes: Notes) -> Iterator[Picture]:
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
