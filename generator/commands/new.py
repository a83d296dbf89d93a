"""``new``: copy the starter site in ``generator/starter/`` to a folder.

Nothing is ever overwritten: the folder must be empty or not exist yet.
"""

import secrets
from pathlib import Path

from generator.base.errors import SettingsError

STARTER = Path(__file__).parents[1] / "starter"

_PLACEHOLDER = "@ID@"
_NAMES = {"gitignore": ".gitignore", "github": ".github"}
"""Packaged name → real name. Packaging tools may skip names that begin with a dot."""


def create_site(folder: Path) -> tuple[Path, ...]:
    """Create a small site in a folder, and return the files written, sorted.

    Its ``[site] id`` is random, so that the feeds of two sites never share an id. Raises :class:`SettingsError` if the
    folder is not empty or cannot be written.
    """
    _require_empty(folder)
    site_id = secrets.token_hex(8)
    try:
        return tuple([_copy(file, _target(file, folder), site_id) for file in _starter_files()])
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
            "Name a folder that does not exist yet: broadsheet new mysite.",
        )


def _target(file: Path, folder: Path) -> Path:
    return folder.joinpath(*[_NAMES.get(part, part) for part in file.relative_to(STARTER).parts])


def _copy(file: Path, target: Path, site_id: str) -> Path:
    data = file.read_bytes()
    if file.name == "site.toml":
        data = data.replace(_PLACEHOLDER.encode(), site_id.encode())
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        out.write(data)
    return target
