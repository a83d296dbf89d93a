"""``broadsheet new``: create a starter site."""

from pathlib import Path

import click

from generator.cli.program_name import program_name


@click.command("new", short_help="Create a small site to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Create a small site in DIR, which must be empty or not exist yet.

    The site has a few commented example records, every setting with its default, and a workflow for GitHub Pages.

    \b
    Example:
      broadsheet new mysite
    """
    from generator.commands.action_reference import find_action
    from generator.commands.new import create_site

    written = create_site(folder)
    here = folder.resolve() == Path.cwd()
    click.echo(f"Created {len(written)} files in {'this folder' if here else folder}. Next:")
    if not here:
        click.echo(f"    cd {folder}")
    click.echo(f"    {program_name()} build")
    click.echo(f"    {program_name()} serve    # live preview")
    if not (action := find_action()).is_exact:
        click.echo(f"The workflow for GitHub uses {action}. Replace that with a commit before you push.")
