"""A temporary folder for files that the cache cannot take (full disk, dry run)."""

from pathlib import Path
from tempfile import TemporaryDirectory


class ScratchDir:
    """A temporary folder that is created when it is needed, and removed at the end."""

    def __init__(self) -> None:
        self._made: TemporaryDirectory[str] | None = None

    def folder(self) -> Path:
        """Return the folder, created on the first call. Raises :class:`OSError` if it cannot be created."""
        if self._made is None:
            self._made = TemporaryDirectory(prefix="broadsheet-", ignore_cleanup_errors=True)
        return Path(self._made.name)

    def __enter__(self) -> "ScratchDir":
        return self

    def __exit__(self, *_: object) -> None:
        if self._made is not None:
            self._made.cleanup()
