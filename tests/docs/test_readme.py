"""The README's tables of options are those of the commands."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from generator.cli.app import COMMANDS, broadsheet

ROOT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{f.name}" for f in ROOT.glob("docs/*.md"))]
OPTION = re.compile(r"^\| (`-.+?) \| .*\|$")
NAME = re.compile(r"`(-[^` ]+)")


def documented(command: str) -> set[str]:
    """Return every spelling of every option in the table that follows the command's name."""
    section = (ROOT / "README.md").read_text("utf-8").split(f"\n`broadsheet {command}` ")[1]
    names: set[str] = set()
    for line in section.splitlines():
        if row := OPTION.match(line.replace("\\|", "/")):
            names |= set(NAME.findall(row[1]))
        elif names and not line.startswith("|"):
            break
    return names


@pytest.mark.parametrize("command", ["build", "check", "deploy", "explain", "serve"])
def test_every_option_is_in_the_readme_and_nothing_else(command: str) -> None:
    found = import_module(f"generator.cli.{command}").command
    assert isinstance(found, click.Command)
    options = [each for each in found.params if isinstance(each, click.Option)]
    assert documented(command) == {name for each in options for name in each.opts}


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_of_the_help_can_be_typed(name: str) -> None:
    context = click.Context(broadsheet, info_name="broadsheet")
    command = broadsheet.get_command(context, name)
    assert command
    examples = re.findall(r"^ +broadsheet .+$", command.help or "", re.MULTILINE)
    assert examples or isinstance(command, click.Group)
    for each in " && ".join(re.sub(r" {3,}.*$", "", example.strip()) for example in examples).split(" && "):
        if each:
            _, called, *arguments = each.split()
            other = broadsheet.get_command(context, called)
            assert other, each
            other.make_parser(click.Context(other)).parse_args(arguments)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    file = ROOT / document
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text("utf-8")):
        if not target.startswith("docs/images/"):
            assert (file.parent / target).exists(), target


def anchors(file: Path) -> set[str]:
    """Return the places in a document that a link may lead to, as GitHub names them."""
    text = re.sub(r"^```.*?^```$", "", file.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_to_places_in_documents_lead_there(document: str) -> None:
    file = ROOT / document
    for path, place in re.findall(r"\]\((?!https?:)([^)\s#]*)#([^)\s]+)\)", file.read_text("utf-8")):
        assert place in anchors(file.parent / path if path else file), f"{path}#{place}"


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/contributing.md", "docs/incremental.md"])
def test_files_that_are_spoken_of_are_there(document: str) -> None:
    named = re.findall(
        r"`((?:generator|templates|tests|content|bench)/[\w./-]*)`", (ROOT / document).read_text("utf-8")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_document_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    documents = {file.name for file in ROOT.glob("docs/*.md")} - {"README.md"}
    assert {name for name in documents if f"]({name})" not in index} == set()


def test_pictures_of_the_readme_are_there_and_small_and_no_others() -> None:
    shown = set(re.findall(r"docs/images/[^\")\s]+", (ROOT / "README.md").read_text("utf-8")))
    there = {f"docs/images/{file.name}": file.stat().st_size for file in (ROOT / "docs/images").iterdir()}
    assert set(there) == shown
    assert all(size < 120_000 for size in there.values())
