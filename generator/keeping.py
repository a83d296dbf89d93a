"""``images``: looking after the pictures that builds have fetched."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.base.text import many
from generator.fetch.care import sweep, take_stock, verify
from generator.model.item import Item, Picture
from generator.model.options import BuildOptions
from generator.model.reference import Notes
from generator.model.stock import Stock, Swept
from generator.reading import read_all
from generator.scene import look
from generator.stores import Stores

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
    """Remove the pictures that no record of some content folders names.

    Raises :class:`SettingsError` where a record cannot be read, since nobody knows what it names, and where a
    folder has no records at all: it is hardly the one that was meant.
    """
    pictures = pictures_in(cache)
    named = {url for content in contents for url in _named_in(content, cache)}
    return _written(cache, lambda: sweep(pictures, named, int(time.time()), dry_run))


def _named_in(content: Path, cache: Path) -> Iterator[str]:
    """Yield the address of every picture that a content folder names, whatever a build would show of it."""
    reading = read_all(look(_options(content, cache)), Progress())
    if not reading.records:
        message = f"content folder '{content}': expected records that name pictures, found none"
        raise SettingsError(message, "Nothing was removed. Name the folder of records with --content DIR.")
    faulty = sum(record.item is None for record in reading.records)
    if faulty or any(problem.severity == "error" for problem in reading.beside):
        message = (
            f"{content}: {many(faulty, 'record')} cannot be read, so nobody knows which pictures are wanted"
        )
        raise SettingsError(message, "Mend them first: broadsheet check shows what is wrong.")
    for picture in (*_of_items(reading.items()), *_of_notes(reading.notes)):
        if not picture.local:
            yield picture.url


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
