"""Lock of an output folder: only one build at a time writes to it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.base.errors import OutputError
from generator.base.storage.file_lock import try_lock
from generator.write.output_scan import OWN_FOLDER


@contextmanager
def lock_output(output: Path) -> Iterator[None]:
    """Lock the output folder for this build. The system releases the lock when the process ends, even by a crash.

    Raises :class:`OutputError` if another build has the lock, or if the folder cannot be written.
    """
    folder = output / OWN_FOLDER
    if folder.is_symlink():
        raise OutputError(f"{folder} is a symbolic link", "Remove it: Broadsheet needs a real folder there.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise unwritable_error(output, error) from error
    try:
        _lock(handle, output)
        yield
    finally:
        os.close(handle)


def unwritable_error(output: Path, error: OSError) -> OutputError:
    """Return the error for an output folder that cannot be written. No file of the site has been replaced yet."""
    path = error.filename or output
    return OutputError(
        f"cannot write {path}: {error.strerror or error}",
        "Nothing was published: the site in the output folder is unchanged.",
    )


def half_published_error(output: Path, error: OSError) -> OutputError:
    """Return the error for an output folder that failed while staged files were moved into it."""
    path = error.filename2 or error.filename or output
    return OutputError(
        f"cannot write {path}: {error.strerror or error}",
        "The output folder now has both new and old files. Build again to complete the site.",
    )


def _lock(handle: int, output: Path) -> None:
    try:
        try_lock(handle)
    except OSError as error:
        raise OutputError(
            f"another build is writing into {output}", "Wait for it to finish, or choose another --output."
        ) from error
