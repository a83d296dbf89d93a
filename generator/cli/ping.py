"""``broadsheet ping``: tell a hub and search engines what the last build changed."""

from pathlib import Path

import click

from generator.base.errors import OK, USER_ERROR

INDEXNOW = "https://api.indexnow.org/indexnow"


@click.command("ping", short_help="Tell a hub and search engines what the last build changed.")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default="content",
    show_default=True,
    help="Folder of records; its site.toml says whom to tell.",
)
@click.option(
    "--changes",
    type=click.Path(path_type=Path, dir_okay=False),
    default=".broadsheet/changes.json",
    show_default=True,
    help="What the last build did.",
)
@click.option(
    "--indexnow", metavar="URL", default=INDEXNOW, show_default=True, help="Where IndexNow listens."
)
@click.option("--dry-run", is_flag=True, help="Say what would be told, and tell nobody.")
def command(content: Path, changes: Path, indexnow: str, dry_run: bool) -> int:
    """Tell of the addresses that the last build changed, once they are public.

    The hub of the site (feeds.hub) is told of feeds, search engines (feeds.indexnow_key) of pages. Where neither is
    set, or nothing changed, nobody is told anything.

    \b
    Example:
      broadsheet build && broadsheet deploy && broadsheet ping
    """
    from generator.commands.ping import ping

    told = ping(content, changes, indexnow, dry_run)
    for each in told:
        verb = "Would tell" if dry_run else "Told"
        line = f"{each.url} of {each.count:,} {each.about}"
        if each.failed:
            click.echo(f"error: could not tell {line}: {each.failed}", err=True)
        else:
            click.echo(f"{verb} {line}")
    if not told:
        click.echo("Nothing to tell.")
    return USER_ERROR if any(each.failed for each in told) else OK
