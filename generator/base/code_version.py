"""Digests of Broadsheet's own code and versions of the libraries that affect its output.

A cache written by other code is not used. The source files are digested, because a version number would not change
while somebody works on the code.
"""

import os
import sys
from collections.abc import Iterable
from glob import glob
from pathlib import Path

from generator.base.digest import combine, digest


class CodeVersion:
    """The source files of a package, each read once, and the versions of libraries. Digests are remembered."""

    def __init__(self, package: Path, libraries: Iterable[str]) -> None:
        self._versions = installed_versions(libraries)
        names = glob("**/*.py", root_dir=package, recursive=True)
        self._modules = {name.replace(os.sep, "/"): digest((package / name).read_bytes()) for name in names}
        self._digests: dict[tuple[tuple[str, ...] | None, ...], bytes] = {}

    def version(self, library: str) -> str:
        """Return the version of one of the libraries, "" if it is not installed."""
        return self._versions[library]

    def digest(self, parts: Iterable[str] | None = None, libraries: Iterable[str] | None = None) -> bytes:
        """Return a digest of parts of the package and of library versions; of everything by default.

        A part is a folder, or a module with its extension. Raises :class:`LookupError` for a part without any module,
        since its digest would never change.
        """
        chosen = None if parts is None else tuple(parts), None if libraries is None else tuple(libraries)
        if chosen not in self._digests:
            self._digests[chosen] = self._digest(*chosen)
        return self._digests[chosen]

    def _digest(self, parts: tuple[str, ...] | None, libraries: tuple[str, ...] | None) -> bytes:
        modules = (
            self._modules if parts is None else {name for each in parts for name in self._modules_in(each)}
        )
        sources: list[bytes | str] = []
        for name in sorted(modules):
            sources += [name, self._modules[name]]
        named = sorted(self._versions if libraries is None else libraries)
        return combine(*sources, *[f"{name} {self._versions[name]}" for name in named])

    def _modules_in(self, part: str) -> list[str]:
        names = [name for name in self._modules if name == part or name.startswith(f"{part}/")]
        if not names:
            raise LookupError(f"no module is named {part} or is in that folder")
        return names


def installed_versions(libraries: Iterable[str]) -> dict[str, str]:
    """Return the version of each distribution, "" if it is not installed.

    Reads the names of the ``*.dist-info`` folders, which takes a millisecond. :mod:`importlib.metadata` takes thirty
    to import and is only used for a distribution without such a folder.
    """
    wanted = set(libraries)
    found: dict[str, str] = {}
    for folder in sys.path:
        for name, version in _list_distributions(folder):
            if name in wanted:
                found.setdefault(name, version)
        if len(found) == len(wanted):
            return found
    return found | {name: _metadata_version(name) for name in wanted - found.keys()}


def _list_distributions(folder: str) -> Iterable[tuple[str, str]]:
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return
    for name in names:
        if name.endswith(".dist-info"):
            title, _, version = name.removesuffix(".dist-info").rpartition("-")
            yield title.replace("_", "-").lower(), version


def _metadata_version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
