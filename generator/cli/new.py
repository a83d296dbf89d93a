"""``broadsheet new``: a small site to start from."""

from pathlib import Path

import click


@click.command("new", short_help="Write a small site to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a small site into DIR, which must be empty or not exist yet."""
    from generator.new import create_site

    written = create_site(folder)
    click.echo(f"Wrote {len(written)} files into {folder}. Now:")
    click.echo(f"    cd {folder}")
    click.echo("    broadsheet build")
