"""``broadsheet new``: a small site to start from."""

from pathlib import Path

import click


@click.command("new", short_help="Write a small site to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a small site into DIR, which must be empty or not exist yet.

    It has a few records that explain themselves, every setting with its default, and a workflow for GitHub Pages.

    \b
    Example:
      broadsheet new mysite
    """
    from generator.commands.new import create_site

    written = create_site(folder)
    here = folder.resolve() == Path.cwd()
    click.echo(f"Wrote {len(written)} files into {'this folder' if here else folder}. Now:")
    if not here:
        click.echo(f"    cd {folder}")
    click.echo("    broadsheet build")
    click.echo("    broadsheet serve    # to look at it while you write")
