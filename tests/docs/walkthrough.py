"""A document as something to do: its fenced blocks in order, and a terminal in which they are done.

A ``console`` block holds commands (``$ …``) and, below each, what it says: ``…`` stands for anything. Any other block
is a file, if the text above it ends with its path in backticks and a colon. Settings are not a whole file: they are put
in where a reader would, over the commented defaults. What is neither is a piece of a record.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_FENCE = re.compile(r"^```(\w*)$")
_PATH = re.compile(r"`([^`\s]+)`:$")
_END = "end of the command:"


@dataclass(frozen=True)
class Block:
    """A fenced block: where it begins, its language, the path of the file that it is ("" if it is none), its lines."""

    line: int
    language: str
    path: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


@dataclass(frozen=True)
class Command:
    """A command of a document, the line it stands on, and what it is said to say."""

    line: int
    text: str
    said: tuple[str, ...]


def blocks(document: str) -> list[Block]:
    """Return the fenced blocks of a document."""
    found: list[Block] = []
    above, inside, language, start = "", False, "", 0
    lines = document.splitlines()
    for number, line in enumerate(lines, 1):
        fence = _FENCE.match(line)
        if inside and fence:
            path = _PATH.search(above)
            found.append(Block(start, language, path[1] if path else "", tuple(lines[start : number - 1])))
            inside, above = False, ""
        elif fence:
            inside, language, start = True, fence[1], number
        elif not inside and line:
            above = line
    return found


def commands(block: Block) -> list[Command]:
    """Return the commands of a console block."""
    found: list[Command] = []
    for number, line in enumerate(block.lines, block.line + 1):
        if line.startswith("$ "):
            found.append(Command(number, line[2:], ()))
        else:
            last = found.pop()
            found.append(Command(last.line, last.text, (*last.said, line)))
    return found


def agrees(said: tuple[str, ...], found: str) -> bool:
    """Tell whether a command said what it should: nothing is asked of one of which nothing is shown."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else _line(line) for line in said)
    return not said or re.fullmatch(pattern, found) is not None


def _line(line: str) -> str:
    return "[^\n]*?".join(map(re.escape, line.split("…"))) + "\n"


def with_settings(text: str, given: str) -> str:
    """Put settings into a ``site.toml`` as a reader would: in place of what stands there, commented or not."""
    table = ""
    for line in given.splitlines():
        if line.startswith("["):
            table = line
        elif line:
            name = line.split(" = ")[0]
            start = text.index(f"\n{table}\n")
            place = re.compile(rf"^(?:# )?{name} = .*$", re.MULTILINE).search(text, start)
            assert place, f"no {name} below {table}"
            text = text[: place.start()] + line + text[place.end() :]
    return text


class Terminal:
    """A shell that goes on from command to command. Leaving it ends it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._in.close()
        try:
            self._shell.wait(10)
        except subprocess.TimeoutExpired:
            self._shell.kill()
            self._shell.wait(10)
        self._out.close()

    @property
    def _in(self) -> IO[str]:
        assert self._shell.stdin
        return self._shell.stdin

    @property
    def _out(self) -> IO[str]:
        assert self._shell.stdout
        return self._shell.stdout

    def run(self, command: str) -> tuple[int, str]:
        """Run a command; return its exit code, and all that it said."""
        self._in.write(f"{{ {command}\n}} </dev/null\necho '{_END}' $?\n")
        self._in.flush()
        said: list[str] = []
        for line in self._out:
            before, mark, code = line.partition(_END)
            if mark:
                return int(code), "".join([*said, f"{before}\n" if before else ""])
            said.append(line)
        raise AssertionError(f"the shell ended in: {command}\n{''.join(said)}")

    def folder(self) -> Path:
        """Return the folder that the shell is in now."""
        return Path(self.run("pwd")[1].strip())

    def environment(self) -> dict[str, str]:
        """Return what a program that is started now would be given."""
        pairs = [each.partition("=") for each in self.run("env -0")[1].split("\0")]
        return {name: value for name, _, value in pairs if name.strip()} | {"PYTHONUNBUFFERED": "1"}


def bare_environment(home: Path, python: Path) -> dict[str, str]:
    """Return what a reader's terminal knows: a home, a Python, and nothing of this one's settings."""
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(home), "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
