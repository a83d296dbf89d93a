"""README and links: the tables of ``docs/cli.md`` match the commands, links have targets, examples work."""

import re
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click
import pytest

from generator.cli.app import COMMANDS, broadsheet
from generator.commands.check import check
from tests.docs.walkthrough import blocks
from tests.support.site_kit import Site

ROOT = Path(__file__).parents[2]
CLI = ROOT / "docs" / "cli.md"
DOCUMENTS = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md"),
    *sorted(str(file.relative_to(ROOT)) for file in ROOT.glob("docs/**/*.md")),
]
NAMING_FILES = ["CONTRIBUTING.md", "docs/architecture.md", "docs/incremental.md"]
NAMING_FILES += [name for name in DOCUMENTS if name.startswith("docs/decisions/")]
OPTION = re.compile(r"^\| (`-.+?) \| .*\|$")
NAME = re.compile(r"`(-[^` ]+)")


def documented(command: str) -> set[str]:
    """Return every spelling of every option in the table below the command's heading."""
    section = CLI.read_text("utf-8").split(f"# `broadsheet {command}`\n")[1].split("\n#")[0]
    rows = filter(None, (OPTION.match(line.replace("\\|", "/")) for line in section.splitlines()))
    return {name for row in rows for name in NAME.findall(row[1])}


def commands() -> dict[str, click.Command]:
    """Return every command with options of its own: those of a group by their full names."""
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = import_module(f"generator.cli.{name}").command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": each for sub, each in command.commands.items()}
        else:
            found[name] = command
    return found


@pytest.mark.parametrize(("name", "command"), commands().items())
def test_every_option_is_in_the_document_and_nothing_else(name: str, command: click.Command) -> None:
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert documented(name) == {spelling for each in options for spelling in each.opts}


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


@pytest.mark.parametrize("document", NAMING_FILES)
def test_files_named_in_documents_exist(document: str) -> None:
    named = re.findall(
        r"`((?:generator|templates|tests|content|bench)/[\w./-]*)`", (ROOT / document).read_text("utf-8")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("folder", ["docs", "docs/decisions"])
def test_every_document_is_in_the_index_of_its_folder(folder: str) -> None:
    index = (ROOT / folder / "README.md").read_text("utf-8")
    documents = {file.name for file in (ROOT / folder).glob("*.md")} - {"README.md"}
    assert {name for name in documents if f"]({name})" not in index} == set()


def test_images_of_the_readme_are_there_and_small_and_no_others() -> None:
    shown = set(re.findall(r"docs/images/[^\")\s]+", (ROOT / "README.md").read_text("utf-8")))
    there = {f"docs/images/{file.name}": file.stat().st_size for file in (ROOT / "docs/images").iterdir()}
    assert set(there) == shown
    assert all(size < 120_000 for size in there.values())


def test_the_quick_start_names_a_record_of_the_starter() -> None:
    section = (ROOT / "README.md").read_text("utf-8").split("\n## A site of your own")[1].split("\n## ")[0]
    named = re.findall(r"`(content/[^`]+)`", section)
    assert any(name.endswith(".md") for name in named)
    assert [name for name in named if not (ROOT / "generator" / "starter" / name).is_file()] == []


def test_the_complete_record_of_the_readme_has_no_problem(site: Site) -> None:
    (record,) = [
        block.text for block in blocks((ROOT / "README.md").read_text("utf-8")) if block.language == "yaml"
    ]
    site.write("darn.md", record)
    findings = check(site.content, datetime.now(UTC))
    assert not findings.problems
    assert not findings.unknown
