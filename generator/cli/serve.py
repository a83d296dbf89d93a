"""``broadsheet serve``: a live preview of the site."""

from pathlib import Path
from typing import Any

import click

from generator.base.errors import OK

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("serve", short_help="Build, serve, and rebuild on every change.")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--output", type=_FOLDER, default="output", show_default=True, help="Folder for the site.")
@click.option(
    "--templates",
    type=_FOLDER,
    help="Folder of your templates. Each replaces the built-in one of the same name.",
)
@click.option("--base-url", metavar="URL", help="Public URL of the site, e.g. https://user.github.io/repo/")
@click.option(
    "--cache",
    type=_FOLDER,
    default=".broadsheet",
    show_default=True,
    help="Folder for data that the next build reuses.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="HOST",
    help="Address to listen on. Any other than 127.0.0.1 lets others see the site.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help="Port to listen on. If it is taken, the next free one is used.",
)
@click.option("--open", "browser", is_flag=True, help="Open the site in a browser.")
@click.option("--offline", is_flag=True, help="Do not use the network, only the cache.")
@click.option("--promoted-only", is_flag=True, help="Leave out records with “published: false”.")
@click.option("--drafts", is_flag=True, help="Include records with “draft: true”.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Number of processes  [default: one per CPU]"
)
def command(**given: Any) -> int:
    """Build the site, serve it, and rebuild on every change. Open pages update by themselves.

    The site is served under the path that it has in public. Errors in records, templates and settings also appear in
    the pages. Stop with Ctrl-C.

    \b
    Examples:
      broadsheet serve --open
      broadsheet serve --drafts --templates templates
    """
    from generator.cli.build import build_options
    from generator.server.server import ServerOptions, serve

    options = ServerOptions(given["host"], given["port"], given["browser"])
    serve(build_options(given), options, lambda line: click.echo(line, err=line.startswith(_PROBLEMS)))
    return OK


_PROBLEMS = ("error", "Error", "warning", "    ")
"""Starts of the lines that go to the error stream: problems, and the hints below them."""
