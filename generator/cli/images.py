"""``broadsheet images``: what there is of fetched pictures, whether it is sound, and what may go."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.base.errors import OK, USER_ERROR
from generator.base.text import make_legible, plural

if TYPE_CHECKING:
    from generator.model.results.image_cache import CountedSize

_FOLDER = click.Path(path_type=Path, file_okay=False)
_CACHE = click.option(
    "--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="The cache of your builds."
)


@click.group("images", short_help="Look after the pictures that builds have fetched.")
def command() -> None:
    """Look after the pictures that builds have fetched and keep in the cache."""


@command.command("stats", short_help="Count what is there, and what is missing and why.")
@_CACHE
def stats(cache: Path) -> None:
    """Count what is there: pictures, formats, hosts, and what is missing and why."""
    from generator.commands.images import load_cache_stats

    stock = load_cache_stats(cache)
    pictures, size = sum(each.count for each in stock.pictures), sum(each.bytes for each in stock.pictures)
    click.echo(f"Addresses {stock.addresses:,}, of which the next build asks {stock.due:,}")
    click.echo(f"Pictures  {pictures:,} ({_megabytes(size)})")
    _list([(f"{each.name} ({_megabytes(each.bytes)})", each.count) for each in stock.pictures])
    click.echo(f"Made of   {stock.made.count:,} ({_megabytes(stock.made.bytes)})")
    _table("Addresses without a picture", stock.without)
    _table("Addresses by host", stock.hosts)


@command.command("verify", short_help="Read every picture; forget what is damaged.")
@_CACHE
def verify(cache: Path) -> int:
    """Read every picture; forget what is damaged or gone, so that the next build fetches it.

    Exit code 1 when there was any.
    """
    from generator.cli.console import Console
    from generator.commands.images import verify_images

    with Console().progress() as progress:
        count, lost = verify_images(cache, progress)
    for url in lost:
        click.echo(f"damaged or gone: {url}", err=True)
    forgotten = plural(len(lost), "address", "addresses")
    found = f"{forgotten} forgotten: build again to fetch them" if lost else "all sound"
    click.echo(f"{plural(count, 'picture')}, {found}")
    return USER_ERROR if lost else OK


@command.command("gc", short_help="Remove what is not used any more.")
@_CACHE
@click.option(
    "--content",
    type=_FOLDER,
    multiple=True,
    default=("content",),
    show_default=True,
    help="Folder of records whose pictures stay. Give it once for each site that uses the cache.",
)
@click.option("--dry-run", is_flag=True, help="Say what would go, remove nothing.")
def sweep(cache: Path, content: Sequence[Path], dry_run: bool) -> None:
    """Remove the pictures that no record names any more, and what was made of pictures and is not used."""
    from generator.commands.images import collect_garbage

    swept = collect_garbage(cache, content, dry_run)
    verb = "Would remove" if dry_run else "Removed"
    gone = f"{plural(swept.addresses, 'address', 'addresses')} and {plural(swept.files, 'picture')}"
    made = f"what was made of {plural(swept.made, 'picture')}"
    click.echo(f"{verb} {gone}, and {made} ({_megabytes(swept.bytes)})")


def _table(title: str, shares: "Sequence[CountedSize]") -> None:
    if shares:
        click.echo(title)
        _list([(each.name, each.count) for each in shares])


def _list(rows: Sequence[tuple[str, Any]]) -> None:
    for name, count in rows:
        click.echo(f"{count:>9,}  {make_legible(name)}")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
