"""``broadsheet sources``: list, add, import, export, update and try the sources of sources.toml."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.errors import OK, USER_ERROR
from generator.base.text import make_legible, plural

if TYPE_CHECKING:
    from generator.commands.source_additions import AddedSources


_FOLDER = click.Path(path_type=Path, file_okay=False)
_CONTENT = click.option(
    "--content", type=_FOLDER, default="content", show_default=True, help="Folder of records."
)
_CACHE = click.option("--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="Cache folder.")
_PRIVATE = click.option(
    "--private", is_flag=True, help="The URL may be on this machine or in a private network."
)


@click.group(
    "sources", invoke_without_command=True, short_help="List, add, import, export, update and try sources."
)
@click.pass_context
def command(context: click.Context) -> None:
    """Manage the sources in sources.toml, from which “broadsheet fetch” collects records.

    Without a command, lists them.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_command, content=Path("content"), cache=Path(".broadsheet"))


@command.command("list", short_help="Show state, newest item and next visit of each source.")
@_CONTENT
@_CACHE
def list_command(content: Path, cache: Path) -> None:
    """Show a table of all sources: state, date of the newest item, items of the last 30 days, next visit, problem."""
    from generator.cli.console import Console
    from generator.commands.sources import list_sources
    from generator.reports.collection import source_lines

    with Console().progress() as progress:
        rows = list_sources(content, cache, datetime.now(UTC), progress)
    if not rows:
        click.echo("No sources yet. Add one: broadsheet sources add URL")
    for line in source_lines(rows) if rows else ():
        click.echo(line)


@command.command("add", short_help="Find the feed of a page and add it.")
@click.argument("url")
@_CONTENT
@_CACHE
@_PRIVATE
@click.option(
    "--topic", "topics", metavar="NAME", multiple=True, help="Topic of all its items. Can be repeated."
)
def add(url: str, content: Path, cache: Path, private: bool, topics: tuple[str, ...]) -> None:
    """Add a feed to sources.toml. URL is the feed, or a page that names it. Shows the newest items."""
    from generator.commands.source_additions import add_source

    found, added = add_source(content, cache, url, private, topics)
    for other in found.others:
        click.echo(make_legible(f"Found  {other.url}  {other.title}".rstrip()))
    click.echo(make_legible(f"Feed   {found.url}  {found.title} ({found.format})"))
    for title in found.newest:
        click.echo(make_legible(f"       {title}"))
    _print_added(added)


@command.command("import", short_help="Add the feeds of a list (OPML, Planet, Pluto, osmosfeed).")
@click.argument("place", metavar="FILE|URL")
@_CONTENT
@_CACHE
@_PRIVATE
def import_command(place: str, content: Path, cache: Path, private: bool) -> None:
    """Add the feeds of a list that are not in sources.toml yet. Folders of OPML become topics.

    With --private, allows feeds on this machine or in a private network, including those already in sources.toml.
    """
    from generator.commands.source_additions import import_sources

    _print_added(import_sources(content, cache, place, private))


def _print_added(added: "AddedSources") -> None:
    for source in added.added:
        click.echo(make_legible(f"Added  {source.id}  {source.url}"))
    for url in added.known:
        click.echo(make_legible(f"Known  {url}"))
    for id in added.opened:
        click.echo(make_legible(f"Updated {id}  allow_private = true"))
    for each in added.left:
        click.echo(make_legible(f"Not imported  {each}"), err=True)
    click.echo(f"{plural(len(added.added), 'source')} added to sources.toml")
    if added.closed:
        count = plural(len(added.closed), "source")
        click.echo(
            f"{count} on this machine or in a private network: import again with --private to allow this"
        )


@command.command("export", short_help="Print all sources as OPML.")
@_CONTENT
def export(content: Path) -> None:
    """Print all sources as OPML 2.0, nested by their first topic."""
    from generator.commands.sources import export_sources

    click.echo(export_sources(content), nl=False)


@command.command("update", short_help="Apply moves and pause sources that are gone.")
@_CONTENT
@_CACHE
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
def update(content: Path, cache: Path, dry_run: bool) -> None:
    """Write new URLs of sources that moved a week ago or longer, and pause those that are gone.

    Edits sources.toml in place, keeping comments, and prints the changes.
    """
    from generator.commands.sources import update_sources

    changes = update_sources(content, cache, dry_run=dry_run)
    click.echo(changes or "Nothing to change.\n", nl=False)


@command.command("try", short_help="Fetch one source now and show what it would bring.")
@click.argument("name", metavar="ID|URL")
@_CONTENT
@_CACHE
@click.option("--items", type=click.IntRange(min=1), default=20, show_default=True, help="Entries to show.")
def try_command(name: str, content: Path, cache: Path, items: int) -> int:
    """Fetch one source now, and show what would happen to each entry, and why. Writes nothing."""
    from msgspec.structs import replace

    from generator.cli.console import Console
    from generator.commands.fetch_options import FetchCommandOptions
    from generator.commands.source_trial import try_source
    from generator.reports.collection import entry_lines

    options = FetchCommandOptions(content=content, cache=cache, now=datetime.now(UTC))
    with Console().progress() as progress:
        trial = try_source(options, name, progress)
    shown = replace(trial.outcome, entries=trial.outcome.entries[:items])
    for line in entry_lines(shown):
        click.echo(line)
    for entry in shown.entries:
        if entry.path in trial.records:
            click.echo(make_legible(f"\n{entry.path}"))
            click.echo("\n".join(map(make_legible, trial.records[entry.path].splitlines())))
    if trial.confirmed:
        click.echo(make_legible(f"Confirmed: entries of {', '.join(trial.confirmed)} are taken from now on."))
    if trial.outcome.state == "failed":
        click.echo(make_legible(f"error: {trial.outcome.id}: {trial.outcome.notice}"), err=True)
    if trial.outcome.state == "failed" and trial.outcome.hint:
        click.echo(f"    {trial.outcome.hint}", err=True)
    return USER_ERROR if trial.outcome.state == "failed" else OK
