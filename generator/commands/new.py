"""``new``: copy the starter site in ``generator/starter/`` to a folder.

Nothing is ever overwritten: the folder must be empty or not exist yet.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path

from generator.base.errors import SettingsError
from generator.commands.action_reference import PLACEHOLDER, find_action

STARTER = Path(__file__).parents[1] / "starter"

_PLACEHOLDER = "@ID@"
_ACTION = f"{PLACEHOLDER}@COMMIT"
"""Placeholders in files of the starter: the id of the site, and the action that installs Broadsheet."""

_NAMES = {"gitignore": ".gitignore", "github": ".github"}
"""Packaged name → real name. Packaging tools may skip names that begin with a dot."""


def create_site(folder: Path) -> tuple[Path, ...]:
    """Create a small site in a folder, and return the files written, sorted.

    Its ``[site] id`` is random, so that the feeds of two sites never share an id. Its workflow installs the Broadsheet
    that is installed here. Raises :class:`SettingsError` if the
    folder is not empty or cannot be written.
    """
    _require_empty(folder)
    filled = {_PLACEHOLDER: secrets.token_hex(8), _ACTION: str(find_action())}
    try:
        return tuple([_copy(file, _target(file, folder), filled) for file in _starter_files()])
    except OSError as error:
        path = error.filename or folder
        raise SettingsError(
            f"cannot write {path}: {error.strerror or error}", "Choose another folder."
        ) from error


def _starter_files() -> list[Path]:
    return sorted(file for file in STARTER.rglob("*") if file.is_file())


def _require_empty(folder: Path) -> None:
    try:
        is_occupied = any(folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise SettingsError(f"{folder} is not a folder", "Choose another name.") from None
    except OSError as error:
        raise SettingsError(f"cannot read {folder}: {error.strerror}", "Choose another folder.") from error
    if is_occupied:
        raise SettingsError(
            f"{folder} is not empty",
            "Choose another name, or empty the folder.",
        )


def _target(file: Path, folder: Path) -> Path:
    return folder.joinpath(*[_NAMES.get(part, part) for part in file.relative_to(STARTER).parts])


def _copy(file: Path, target: Path, filled: Mapping[str, str]) -> Path:
    data = file.read_bytes()
    if file.suffix in (".toml", ".yml"):
        for placeholder, value in filled.items():
            data = data.replace(placeholder.encode(), value.encode())
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        out.write(data)
    return target
