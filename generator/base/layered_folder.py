"""A folder with another one below it: a file that the upper folder lacks is taken from the lower one."""

import os
from pathlib import Path
from typing import NamedTuple


class LayeredFolder(NamedTuple):
    """``top`` is the upper folder, ``below`` the path of the lower one from there, "" for none.

    A *place* is the path of a file from ``top``: that of the file, or in the lower folder ``below`` and that path.

    >>> LayeredFolder(Path("sites/ai"), "../pool").roots
    (PosixPath('sites/ai'), PosixPath('sites/ai/../pool'))
    """

    top: Path
    below: str = ""

    @property
    def roots(self) -> tuple[Path, ...]:
        """Both folders, the upper one first."""
        return (self.top, self.top / self.below) if self.below else (self.top,)

    def places(self, path: str) -> tuple[str, ...]:
        """Return the places that a file may have, the first one first."""
        return (path, f"{self.below}/{path}") if self.below else (path,)

    def find(self, path: str) -> str:
        """Return the place of a file: the first one where there is something. If there is nothing, the path itself."""
        return next((place for place in self.places(path) if (self.top / place).exists()), path)

    def resolve(self, place: str) -> Path | None:
        """Return the real path of a place, ``None`` if it leaves the folder that it is in, by a link or by ``..``."""
        is_below = bool(self.below) and place.startswith(f"{self.below}/")
        root = os.path.realpath(self.roots[is_below])
        real = os.path.realpath(self.top / place)
        return Path(real) if real.startswith(root.rstrip(os.sep) + os.sep) else None


def overlap(one: Path, other: Path) -> bool:
    """Return whether two folders are the same, or one is in the other.

    >>> overlap(Path("site/output"), Path("site")), overlap(Path("site/output"), Path("site/out"))
    (True, False)
    """
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)
