"""The identity of our own code and of the libraries that shape bytes.

A store made by other code is another store. Sources are digested rather than versions compared, so that
whoever works on the code never meets results of yesterday's.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.base.digest import combine


class CodeVersion:
    """The modules of a package, each read once, and the libraries it stands on."""

    def __init__(self, package: Path, libraries: Iterable[str]) -> None:
        self._versions = installed_versions(libraries)
        self._modules = {
            file.relative_to(package).as_posix(): file.read_bytes() for file in sorted(package.rglob("*.py"))
        }

    def version(self, library: str) -> str:
        """Return the version of a library that was named, "" where it is not installed."""
        return self._versions[library]

    def digest(self, parts: Iterable[str] | None = None, libraries: Iterable[str] | None = None) -> bytes:
        """Return the digest of some parts of the package (folders, or modules with their ending) and of some
        libraries' versions; of everything by default.

        Raises :class:`LookupError` for a part that has no module: its digest would never change.
        """
        modules = (
            self._modules if parts is None else {name: None for part in parts for name in self._of(part)}
        )
        sources: list[bytes | str] = []
        for name in sorted(modules):
            sources += [name, self._modules[name]]
        named = sorted(self._versions if libraries is None else libraries)
        return combine(*sources, *[f"{name} {self._versions[name]}" for name in named])

    def _of(self, part: str) -> list[str]:
        names = [name for name in self._modules if name == part or name.startswith(f"{part}/")]
        if not names:
            raise LookupError(f"no module of the package is {part} or lies in it")
        return names


def installed_versions(libraries: Iterable[str]) -> dict[str, str]:
    """Return the version of each distribution, ``""`` where there is none.

    The names of ``*.dist-info`` folders tell it within a millisecond; importing :mod:`importlib.metadata` would take
    thirty. Only for what is installed in another way is it asked.
    """
    wanted = set(libraries)
    found: dict[str, str] = {}
    for folder in sys.path:
        for name, version in _distributions(folder):
            if name in wanted:
                found.setdefault(name, version)
        if len(found) == len(wanted):
            return found
    return found | {name: _asked(name) for name in wanted - found.keys()}


def _distributions(folder: str) -> Iterable[tuple[str, str]]:
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return
    for name in names:
        if name.endswith(".dist-info"):
            title, _, version = name.removesuffix(".dist-info").rpartition("-")
            yield title.replace("_", "-").lower(), version


def _asked(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
