"""``broadsheet serve``: the site while it is edited."""

from pathlib import Path
from typing import Any

import click

from generator.base.errors import OK

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("serve", short_help="Build, serve, and build again with every change.")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--output", type=_FOLDER, default="output", show_default=True, help="Folder for the site.")
@click.option(
    "--templates", type=_FOLDER, help="Your templates; they go before the shipped ones, file by file."
)
@click.option(
    "--base-url", metavar="URL", help="Where the site will stand, e.g. https://user.github.io/repo/"
)
@click.option(
    "--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="What the next build reuses."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="HOST",
    help="Address to listen on. Any but this machine's own lets others see the site.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help="Port to listen on, or the next that is free.",
)
@click.option("--open", "browser", is_flag=True, help="Open the site in a browser.")
@click.option("--offline", is_flag=True, help="Open no connection; use what is cached.")
@click.option("--promoted-only", is_flag=True, help="Leave out records with “published: false”.")
@click.option("--drafts", is_flag=True, help="Build records with “draft: true” too.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes to use  [default: all processors]"
)
def command(**given: Any) -> int:
    """Build the site and serve it; build again with every change, and show it in open pages.

    The site stands under the same path as it will in public. What is wrong with a record, a template or a setting is
    shown in the pages, too. Ctrl-C ends.

    \b
    Examples:
      broadsheet serve --open
      broadsheet serve --drafts --templates templates
    """
    from generator.cli.build import build_options
    from generator.server.server import ServerOptions, serve

    options = ServerOptions(given["host"], given["port"], given["browser"])
    serve(build_options(given), options, lambda line: click.echo(line, err=line.startswith(_FAULTS)))
    return OK


_FAULTS = ("error", "Error", "warning", "    ")
