"""``changes.json``: :class:`Changes` as a file for machines."""

from contextlib import suppress
from pathlib import Path

import msgspec

from generator.base.errors import OutputError
from generator.base.storage.temp_files import temporary_name
from generator.model.changes import Changes


def save_changes(file: Path, changes: Changes) -> None:
    """Write what a build did, atomically. Raises :class:`OutputError` where that is not possible."""
    data = msgspec.json.format(msgspec.json.encode(changes), indent=1) + b"\n"
    temporary = temporary_name(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(file)
    except OSError as fault:
        message = f"cannot write {file}: {fault.strerror or fault}"
        raise OutputError(message, "The site itself is whole. Choose another file with --changes.") from fault
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def load_changes(file: Path) -> Changes:
    """Return what the last build did. Raises :class:`OutputError` where nothing tells it."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Changes)
    except OSError as fault:
        raise OutputError(
            f"cannot read {file}: {fault.strerror}", "Build first, or name it with --changes."
        ) from fault
    except msgspec.MsgspecError as fault:
        raise OutputError(f"{file} is no list of changes: {fault}", "Build again.") from fault
