"""``broadsheet theme``: copy, list and compare files of the shipped theme."""

from pathlib import Path

import click

from generator.base.text import make_legible, plural

_CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default="content",
    show_default=True,
    help="Folder of records.",
)
_TEMPLATES = click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of your own templates, if site.toml names none.",
)
_NAMES = click.argument("names", metavar="[FILE]...", nargs=-1)


@click.group("theme", invoke_without_command=True, short_help="Copy, list and compare files of the theme.")
@click.pass_context
def command(context: click.Context) -> None:
    """Manage your own templates, which replace or extend those of the shipped theme.

    Without a command, lists the files of the theme.

    \b
    Example:
      broadsheet theme copy pages/item.html
    """
    if context.invoked_subcommand is None:
        context.invoke(list_command, content=Path("content"), templates=None)


@command.command("copy", short_help="Copy shipped files to your folder of templates.")
@click.argument("names", metavar="FILE...", nargs=-1, required=True)
@_CONTENT
@_TEMPLATES
def copy(names: tuple[str, ...], content: Path, templates: Path | None) -> None:
    """Copy files such as pages/item.html to your folder of templates. Never overwrites a file."""
    from generator.commands.theme import copy_files, find_folder

    folder = find_folder(content, templates)
    for file in copy_files(folder.path, names):
        click.echo(make_legible(f"Copied  {file.as_posix()}"))
    if not folder.is_set:
        setting = f'templates = "{folder.path.name}"'
        click.echo(f"So that every command finds the folder, write {setting} below [theme] in site.toml.")


@command.command("list", short_help="List the files of the theme, and which of them you have.")
@_CONTENT
@_TEMPLATES
def list_command(content: Path, templates: Path | None) -> None:
    """List all files of the theme, and how yours relate to the shipped ones."""
    from generator.commands.theme import find_folder, list_files

    for file in list_files(find_folder(content, templates).path):
        click.echo(make_legible(f"{file.name:<28}{file.state}".rstrip()))


@command.command("diff", short_help="Show what an update, or you, changed in files that you copied.")
@_NAMES
@_CONTENT
@_TEMPLATES
@click.option(
    "--done",
    is_flag=True,
    help="Mark these changes as merged into your files: the next diff starts from here.",
)
def diff(names: tuple[str, ...], content: Path, templates: Path | None, done: bool) -> None:
    """Show what changed in shipped files since you copied them, as a unified diff.

    With FILE, also shows what you changed in your copy. For a file that “theme copy” did not make, shows all
    differences between yours and the shipped one.
    """
    from generator.commands.theme import diff_files, find_folder, mark_as_merged

    folder = find_folder(content, templates).path
    if done:
        return click.echo(f"{plural(mark_as_merged(folder), 'file')} marked as merged")
    lines = list(diff_files(folder, names))
    unchanged = "Your files are as they were copied, and the shipped ones did not change."
    if not names:
        unchanged = "No shipped file changed since you copied it. “theme diff FILE” shows your own changes."
    for line in lines or [unchanged]:
        click.echo(make_legible(line))
    return None
