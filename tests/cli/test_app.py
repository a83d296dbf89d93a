"""The group of commands: lazy loading, and a hint for a misspelt command."""

import click
import pytest

from generator.cli.app import COMMANDS, broadsheet

CONTEXT = click.Context(broadsheet, info_name="broadsheet")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_name_and_a_short_help(name: str) -> None:
    command = broadsheet.get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=80).endswith(".")


def test_an_unknown_name_is_no_command() -> None:
    assert broadsheet.get_command(CONTEXT, "app") is None


@pytest.mark.parametrize(("word", "hint"), [("bild", " Did you mean 'build'?"), ("zzz", "")])
def test_a_misspelt_command_gets_the_nearest_name(word: str, hint: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        broadsheet.resolve_command(CONTEXT, [word])
    assert caught.value.message == f"No such command '{word}'.{hint}"
