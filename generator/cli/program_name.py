"""The name under which a shell finds this program, for the commands that we print to be typed."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

_NAME = "broadsheet"


def program_name(argv: Sequence[str] | None = None) -> str:
    """Return what to type to call this program from any folder: ``broadsheet`` if that is on the PATH.

    ``argv`` are the words of the call, by default those of this process.
    """
    called = Path((argv if argv is not None else sys.argv)[0])
    if called.parts[-2:] == ("generator", "__main__.py"):
        return f"{_shortest('python3', Path(sys.executable))} -m generator"
    return _shortest(_NAME, called) if called.stem == _NAME else _NAME


def _shortest(name: str, program: Path) -> str:
    """Return a name if a shell finds the program by it, else the absolute path of the program."""
    found = shutil.which(name)
    if found and os.path.realpath(found) == os.path.realpath(program):
        return name
    path = str(program.absolute())  # not resolved: the link of an environment is not the same program
    return f'"{path}"' if " " in path else path
