"""One build at a time for one output folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.base.errors import OutputError
from generator.base.storage.file_lock import try_lock
from generator.write.output_scan import OWN


@contextmanager
def lock_output(output: Path) -> Iterator[None]:
    """Hold the output folder for this build. The lock goes with the process, however it ends.

    Raises :class:`OutputError` where another build holds it, or where the folder cannot be written.
    """
    folder = output / OWN
    if folder.is_symlink():
        raise OutputError(f"{folder} is a symbolic link", "Remove it: that folder is Broadsheet's own.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        raise unwritable_error(output, fault) from fault
    try:
        _take(handle, output)
        yield
    finally:
        os.close(handle)


def unwritable_error(output: Path, fault: OSError) -> OutputError:
    """Return the error for an output folder that cannot be written, in plain words."""
    where = fault.filename or output
    return OutputError(
        f"cannot write {where}: {fault.strerror or fault}",
        "Nothing was published: the site in the output folder is as it was before.",
    )


def half_published_error(output: Path, fault: OSError) -> OutputError:
    """Return the error for an output folder that stopped taking what lay ready for it."""
    where = fault.filename2 or fault.filename or output
    return OutputError(
        f"cannot write {where}: {fault.strerror or fault}",
        "Some files are new by now, and others are not: build again to complete the site.",
    )


def _take(handle: int, output: Path) -> None:
    try:
        try_lock(handle)
    except OSError as fault:
        raise OutputError(
            f"another build is writing into {output}", "Wait until it ends, or choose another --output."
        ) from fault
