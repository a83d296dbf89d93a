"""``broadsheet forget``: withdraw records for good."""

from pathlib import Path

import click

from generator.base.text import make_legible, plural

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("forget", short_help="Withdraw records for good, for example on request.")
@click.argument("addresses", metavar="[URL]...", nargs=-1)
@click.option("--domain", default="", metavar="NAME", help="Withdraw all records of this domain.")
@click.option("--source", default="", metavar="ID", help="Withdraw all records of this source.")
@click.option(
    "--block",
    is_flag=True,
    help="Also add rules, so that nothing from these URLs or this domain is collected again.",
)
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="Cache folder.")
def command(
    addresses: tuple[str, ...], domain: str, source: str, block: bool, content: Path, cache: Path
) -> None:
    """Withdraw records and erase their texts. No source can bring them back.

    A withdrawn record keeps its URL and nothing else. The next build removes its pages; “broadsheet images gc” removes
    its images from the cache. Git history still contains the texts.

    \b
    Examples:
      broadsheet forget https://hedgerow.example/notes/bees-counted
      broadsheet forget --domain hedgerow.example --block
    """
    from generator.cli.console import Console
    from generator.commands.forget import forget, show_history_command

    with Console().progress() as progress:
        done = forget(content, cache, addresses, domain, source, block, progress)
    for path in done.paths:
        click.echo(make_legible(f"Withdrawn  {path}"))
    for rule in done.rules:
        click.echo(make_legible(f"Blocked    {rule}"))
    for address in done.unknown:
        click.echo(make_legible(f"No record  {address}"))
    click.echo(f"{plural(len(done.paths), 'record')} withdrawn")
    if done.paths:
        click.echo("Build and publish the site next.")
    if history := show_history_command(content, done.paths):
        click.echo("Git history still contains the texts. To list the commits that have them, run:")
        click.echo(make_legible(f"  {history}"))
