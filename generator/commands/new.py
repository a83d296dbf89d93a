"""A small site to start from: copies the starter that the package carries.

What the starter says is in ``generator/starter/``; here, only how it gets to its place. It never writes over
anything: the folder must be empty or not exist yet.
"""

import secrets
from pathlib import Path

from generator.base.errors import SettingsError

STARTER = Path(__file__).parents[1] / "starter"

_PLACEHOLDER = "@ID@"
_NAMES = {"gitignore": ".gitignore", "github": ".github"}
"""Files and folders that are packaged under another name: packaging may skip those that begin with a dot."""


def create_site(folder: Path) -> tuple[Path, ...]:
    """Write a small site into a folder, and return the files written, sorted.

    Its ``[site] id`` is drawn by lot, so that the feeds of two sites never share an id. Raises
    :class:`SettingsError` where the folder holds anything already, or cannot be written.
    """
    _refuse_occupied(folder)
    site_id = secrets.token_hex(8)
    try:
        return tuple([_copy(file, _target(file, folder), site_id) for file in _files()])
    except OSError as fault:
        where = fault.filename or folder
        raise SettingsError(
            f"cannot write {where}: {fault.strerror or fault}", "Choose another folder."
        ) from fault


def _files() -> list[Path]:
    return sorted(file for file in STARTER.rglob("*") if file.is_file())


def _refuse_occupied(folder: Path) -> None:
    try:
        occupied = any(folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise SettingsError(f"{folder} is not a folder", "Choose a name that is free.") from None
    except OSError as fault:
        raise SettingsError(f"cannot read {folder}: {fault.strerror}", "Choose another folder.") from fault
    if occupied:
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
