"""The group of all commands. A command's module is imported only when it is run or described."""

from importlib import import_module

import click

from generator import __version__
from generator.base.suggest import closest_names

COMMANDS = (
    "new",
    "add",
    "fetch",
    "sources",
    "build",
    "serve",
    "check",
    "explain",
    "deploy",
    "ping",
    "theme",
    "images",
    "forget",
)
"""Commands in the order in which a new user needs them."""


class _LazyGroup(click.Group):
    """A group that imports each command from the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"generator.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = closest_names(args[0], COMMANDS)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from None


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Get started:
  broadsheet new mysite
  cd mysite
  broadsheet serve

Run “broadsheet COMMAND --help” for details of a command.""",
)
@click.version_option(__version__, prog_name="broadsheet", message="%(prog)s %(version)s")
def broadsheet() -> None:
    """Turn a folder of records into a website.

    A record is a small text file about an article, a video or a course on the web. The site has pages by topic,
    provider and day, related articles, search, and RSS, Atom and JSON feeds.
    """
