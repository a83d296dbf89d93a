"""``changes.json``: the changes of a build in machine-readable form."""

from pathlib import Path

import msgspec

from generator.base.errors import OutputError
from generator.base.storage.temp_files import write_atomically
from generator.model.changes import Changes


def save_changes(file: Path, changes: Changes) -> None:
    """Write the changes of a build, atomically. Raises :class:`OutputError` if the file cannot be written."""
    data = msgspec.json.format(msgspec.json.encode(changes), indent=1) + b"\n"
    try:
        write_atomically(file, data)
    except OSError as error:
        message = f"cannot write {file}: {error.strerror or error}"
        hint = "The site itself is complete. Choose another file with --changes."
        raise OutputError(message, hint) from error


def load_changes(file: Path) -> Changes:
    """Return the changes of the last build. Raises :class:`OutputError` if the file is missing or invalid."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Changes)
    except OSError as error:
        hint = "Build the site first, or give the file with --changes."
        raise OutputError(f"cannot read {file}: {error.strerror}", hint) from error
    except msgspec.MsgspecError as error:
        raise OutputError(f"{file} is not a list of changes: {error}", "Build the site again.") from error
