"""``broadsheet add``: write a record for one page."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.text import make_legible

if TYPE_CHECKING:
    from generator.commands.record_addition import PageDraft
    from generator.model.ingest import Entry
    from generator.model.item import Kind

KINDS = ("article", "video", "course", "download", "collection", "profile", "forum", "newsletter")
"""The types of records. The model has them, too; importing it would make every “--help” slower."""

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("add", short_help="Write a record for a page.")
@click.argument("place", metavar="URL|FILE")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="Cache folder.")
@click.option(
    "--url", "url_of_file", default="", metavar="URL", help="URL of a saved page that does not name it."
)
@click.option("--title", help="Title, instead of the page's own.")
@click.option("--topic", "topics", metavar="NAME", multiple=True, help="Topic. Can be repeated.")
@click.option("--type", "kind", type=click.Choice(KINDS), help="Type, instead of the page's own.")
@click.option("--folder", default="_news", show_default=True, help="Folder in the content folder.")
@click.option("--offline", is_flag=True, help="Do not read the page: ask for title, excerpt and date.")
@click.option("--private", is_flag=True, help="The URL may be on this machine or in a private network.")
def command(
    place: str,
    content: Path,
    cache: Path,
    url_of_file: str,
    title: str | None,
    topics: tuple[str, ...],
    kind: "Kind | None",
    folder: str,
    offline: bool,
    private: bool,
) -> None:
    """Write a record for a page on the web, or for one that you saved as a file.

    Title, excerpt, date, image, authors and provider come from the page's Open Graph tags and its JSON-LD. If the page
    cannot be read, asks for them.

    \b
    Examples:
      broadsheet add https://warpandweft.example/issues/88/darn --topic Textiles
      broadsheet add saved.html --url https://warpandweft.example/issues/88/darn
    """
    from generator.commands.record_addition import add_record, read_page

    draft = read_page(content, cache, place, offline, private, url_of_file)
    entry = draft.entry
    if draft.reason and not offline:
        click.echo(make_legible(f"Not read: {entry.url}: {draft.reason}"), err=True)
    if draft.reason:
        entry = _ask(draft, title)
    added = add_record(content, entry, topics, kind, folder, title or "")
    click.echo(make_legible(f"Wrote   {(content / added.path).as_posix()}"))
    click.echo("\n".join(map(make_legible, added.text.splitlines())))
    if entry.published is None:
        click.echo("The record has no date. Add publishedDateTime; otherwise it is listed as undated.")


def _ask(draft: "PageDraft", title: str | None) -> "Entry":
    """Ask for what a page would say. Without a terminal, the title must be an option."""
    from generator.base.errors import SettingsError
    from generator.commands.record_addition import describe_by_hand

    entry = draft.entry
    if not sys.stdin.isatty():
        if title is None:
            hint = "Add --private if the page is in your own network, or give --title."
            raise SettingsError(
                f"{entry.url} cannot be read, and there is no terminal to ask for its title: {draft.reason}",
                hint if draft.is_private else "Give the title with --title.",
            )
        return entry
    named = title or click.prompt("Title", default=entry.title)
    excerpt = click.prompt("Excerpt", default="", show_default=False)
    provider = click.prompt("Provider", default=entry.provider)
    day = click.prompt("Date", default=date.today().isoformat())
    return describe_by_hand(entry, named, excerpt, provider, day)
