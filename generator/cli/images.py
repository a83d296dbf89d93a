"""``broadsheet images``: count, verify and clean up the image cache."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.errors import OK, USER_ERROR
from generator.base.text import format_megabytes, make_legible, plural

if TYPE_CHECKING:
    from generator.model.results.image_cache import CountedSize

_FOLDER = click.Path(path_type=Path, file_okay=False)
_CACHE = click.option(
    "--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="Cache folder of your builds."
)


@click.group("images", short_help="Inspect and clean up the image cache.")
def command() -> None:
    """Inspect and clean up the cache of images that builds have fetched from other sites."""


@command.command("stats", short_help="Count cached images, and missing ones by reason.")
@_CACHE
def stats(cache: Path) -> None:
    """Count cached images by format and host, and missing images by reason."""
    from generator.commands.images import load_cache_stats

    found = load_cache_stats(cache)
    images, size = sum(each.count for each in found.pictures), sum(each.bytes for each in found.pictures)
    click.echo(f"URLs      {found.addresses:,} tried so far, {found.due:,} due for refresh")
    click.echo(f"Images    {images:,} ({format_megabytes(size)})")
    _print_rows([(f"{each.name} ({format_megabytes(each.bytes)})", each.count) for each in found.pictures])
    click.echo(f"Variants  of {plural(found.made.count, 'image')} ({format_megabytes(found.made.bytes)})")
    _print_table("URLs without an image, by reason", found.without)
    _print_table("URLs by host", found.hosts)


@command.command("verify", short_help="Read every image; remove damaged ones from the cache.")
@_CACHE
def verify(cache: Path) -> int:
    """Read every image in the cache. Damaged and missing ones are removed, so that the next build fetches them again.

    The exit code is 1 if any was removed.
    """
    from generator.cli.console import Console
    from generator.commands.images import verify_images

    with Console().progress() as progress:
        count, lost = verify_images(cache, progress)
    for url in lost:
        click.echo(f"damaged or missing: {url}", err=True)
    result = f"{len(lost):,} removed: build again to fetch them" if lost else "none damaged"
    click.echo(f"{plural(count, 'image')}, {result}")
    return USER_ERROR if lost else OK


@command.command("gc", short_help="Remove images that are no longer used.")
@_CACHE
@click.option(
    "--content",
    type=_FOLDER,
    multiple=True,
    default=("content",),
    show_default=True,
    help="Folder of records. Repeat it for each site that uses the cache.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be removed; remove nothing.")
def sweep(cache: Path, content: Sequence[Path], dry_run: bool) -> None:
    """Remove images that no record uses any more, and unused variants of images."""
    from generator.commands.images import collect_garbage

    swept = collect_garbage(cache, content, dry_run)
    verb = "Would remove" if dry_run else "Removed"
    removed = f"{plural(swept.addresses, 'URL')}, {plural(swept.files, 'image')}"
    click.echo(
        f"{verb} {removed} and the variants of {plural(swept.made, 'image')} ({format_megabytes(swept.bytes)})"
    )


def _print_table(title: str, counts: "Sequence[CountedSize]") -> None:
    if counts:
        click.echo(title)
        _print_rows([(each.name, each.count) for each in counts])


def _print_rows(rows: Sequence[tuple[str, int]]) -> None:
    for name, count in rows:
        click.echo(f"{count:>9,}  {make_legible(name)}")
