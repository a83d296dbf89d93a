"""The group of all commands. A command's module is loaded only when it is called or described."""

from importlib import import_module

import click

from generator import __version__
from generator.base.near import closest

COMMANDS = ("build", "check", "deploy", "explain", "images", "new", "ping", "serve")


class _Lazy(click.Group):
    """A group whose commands live in modules of the same name."""

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
        except click.UsageError as fault:
            near = closest(args[0], COMMANDS)
            if not near:
                raise
            raise click.UsageError(f"{fault.message} Did you mean '{near[0]}'?", ctx) from None


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: broadsheet new mysite",
)
@click.version_option(__version__, prog_name="broadsheet", message="%(prog)s %(version)s")
def broadsheet() -> None:
    """Turn a folder of records into a site: pages by topic and provider, RSS and Atom feeds."""
