"""``broadsheet ping``: notify a hub and search engines of the URLs that the last build changed."""

from pathlib import Path

import click

from generator.base.errors import OK, USER_ERROR

INDEXNOW = "https://api.indexnow.org/indexnow"


@click.command("ping", short_help="Notify a hub and search engines of changed URLs.")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default="content",
    show_default=True,
    help="Folder of records. Its site.toml names the hub and the IndexNow key.",
)
@click.option(
    "--changes",
    type=click.Path(path_type=Path, dir_okay=False),
    default=".broadsheet/changes.json",
    show_default=True,
    help="Changes of the last build.",
)
@click.option("--indexnow", metavar="URL", default=INDEXNOW, show_default=True, help="IndexNow endpoint.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send nothing.")
def command(content: Path, changes: Path, indexnow: str, dry_run: bool) -> int:
    """Send notifications about the URLs that the last build changed. Run it after the site is published.

    The hub (feeds.hub) is notified of feeds, search engines (feeds.indexnow_key) of pages. Does nothing if neither is
    set or nothing changed.

    \b
    Example:
      broadsheet build && broadsheet deploy && broadsheet ping
    """
    from generator.commands.ping import ping

    results = ping(content, changes, indexnow, dry_run)
    for each in results:
        verb = "Would notify" if dry_run else "Notified"
        line = f"{each.url} of {each.count:,} {each.about}"
        if each.failed:
            click.echo(f"error: cannot notify {line}: {each.failed}", err=True)
        else:
            click.echo(f"{verb} {line}")
    if not results:
        click.echo("Nothing to send.")
    return USER_ERROR if any(each.failed for each in results) else OK
