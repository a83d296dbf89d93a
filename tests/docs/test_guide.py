"""The guide, done word by word as a reader would: every command, every file, and what the commands say."""

import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator.commands.check import check
from generator.normalise.field_schema import suggest_field
from tests.docs.walkthrough import (
    Block,
    Command,
    Terminal,
    agrees,
    bare_environment,
    blocks,
    commands,
    with_settings,
)
from tests.support.site_kit import ROOT, Site

GUIDE = ROOT / "docs" / "guide.md"
BLOCKS = blocks(GUIDE.read_text("utf-8"))
PIECES = [block for block in BLOCKS if block.language == "yaml" and not block.path]

MISSING = [program for program in ("bash", "git", "ls") if shutil.which(program) is None]


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {MISSING}; the guide uses them")
def test_the_guide_can_be_followed_word_by_word(tmp_path: Path) -> None:
    (tmp_path / "broadsheet").symlink_to(ROOT)
    with Terminal(tmp_path, surroundings(tmp_path)) as terminal:
        for block in BLOCKS:
            if block.language == "console":
                for command in commands(block):
                    follow(terminal, command, tmp_path)
            elif block.path:
                write(terminal.folder(), block)
        site = terminal.folder()
    assert (site / "output/2026/02/06/the-heron-has-a-ring/index.html").is_file()
    foot = "River radar is run by three neighbours."
    assert foot in (site / "output/index.html").read_text("utf-8")
    tree = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"],
        cwd=tmp_path / "github.git",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert {"index.html", ".nojekyll", "topics/nature/index.html"} <= set(tree)


def surroundings(folder: Path) -> dict[str, str]:
    """Return a reader's environment: no package index, and a repository of this machine in GitHub's place."""
    home = folder / "home"
    home.mkdir()
    subprocess.run(["git", "init", "--quiet", "--bare", "github.git"], cwd=folder, check=True)
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Reader\n\temail = reader@river.example\n"
        f'[url "{folder}/github.git"]\n\tinsteadOf = git@github.com:you/radar.git\n',
        "utf-8",
    )
    alone = {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it the wrong way round: there is none
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    return bare_environment(home, Path(sys.executable)) | alone


def follow(terminal: Terminal, command: Command, folder: Path) -> None:
    """Do what a line of the guide says, and compare."""
    where = f"docs/guide.md:{command.line}: {command.text}"
    if command.text.startswith("broadsheet serve"):
        code, said = served(terminal, command)
    else:
        code, said = terminal.run(command.text)
    assert code == 0, f"{where} ended with {code}:\n{said}"
    assert agrees(command.said, said), f"{where} said:\n{said}"
    if " -m venv " in command.text:
        lend_packages(folder / "home")
    if command.text.startswith("pip install"):
        assert terminal.run("command -v broadsheet")[1].startswith(str(folder / "home"))


def lend_packages(home: Path) -> None:
    """Let a fresh environment see the packages of this one: tests ask no index for them."""
    (packages,) = home.glob("*/lib/python*/site-packages")
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "lent.pth").write_text("\n".join(sorted(lent)), "utf-8")


def served(terminal: Terminal, command: Command) -> tuple[int, str]:
    """Serve until the site has been seen, then press Ctrl-C."""
    server = subprocess.Popen(
        command.text.split(),
        cwd=terminal.folder(),
        env=terminal.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout
    said = ""
    try:
        for line in server.stdout:
            said += line
            if line.startswith("Serving"):
                with urlopen(line.split()[1], timeout=10) as answer:
                    assert b"<h1" in answer.read()
                break
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)
    finally:
        server.kill()
        server.wait()
    said = said.removeprefix("Building …\n")  # a slow machine asks for patience first
    return 0, said.replace(f":{said.rpartition(':')[2].partition('/')[0]}/", ":8000/")


def write(folder: Path, block: Block) -> None:
    """Write a file of the guide, or change the settings."""
    file = folder / block.path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = with_settings(file.read_text("utf-8"), block.text) if block.language == "toml" else block.text
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("block", PIECES, ids=lambda block: f"line {block.line}")
def test_a_piece_of_a_record_has_no_fault(site: Site, block: Block) -> None:
    site.write("piece.md", f'---\ntitle: "A piece"\n{block.text}---\n')
    findings = check(site.content, datetime.now(UTC))
    assert not findings.problems
    assert not findings.unknown


def test_what_others_call_a_field_is_what_check_says() -> None:
    rows = re.findall(r"^\| (`.+`) \| `(\w+)`.* \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    said = {name: ours for names, ours in rows for name in re.findall(r"`(\w+)`", names)}
    assert len(said) > 8
    assert {name: suggest_field(name) for name in said} == said


def test_every_block_is_a_command_a_file_or_a_piece_of_a_record() -> None:
    strange = [block for block in BLOCKS if block.language != "console" and not block.path]
    assert strange == PIECES
    assert len(BLOCKS) > 20


@pytest.mark.parametrize(
    ("said", "found", "is_so"),
    [
        ((), "anything\n", True),
        (("one",), "one\n", True),
        (("one",), "two\n", False),
        (("one",), "one\ntwo\n", False),
        (("one", "…"), "one\ntwo\nthree\n", True),
        (("…", "last"), "one\ntwo\nlast\n", True),
        (("…", "last"), "one\ntwo\n", False),
        (("Done in … s.",), "Done in 0.2 s.\n", True),
        (("Done in … s.",), "Done in 0.2 s\n", False),
    ],
)
def test_what_a_command_says_is_compared(said: tuple[str, ...], found: str, is_so: bool) -> None:
    assert agrees(said, found) is is_so
