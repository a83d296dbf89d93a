"""A folder for what finds no room where it belongs: made when it is first asked for, gone with all in it at the end."""

import shutil
from pathlib import Path


class Spare:
    """A temporary folder, if it turns out that one is needed."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def folder(self) -> Path:
        """Return the folder. Raises :class:`OSError` where none can be made."""
        if self._folder is None:
            import tempfile

            self._folder = Path(tempfile.mkdtemp(prefix="broadsheet-"))
        return self._folder

    def __enter__(self) -> "Spare":
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
