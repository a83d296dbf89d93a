"""The identity of our own code and of the libraries that shape bytes.

A store made by other code is another store. Sources are digested rather than versions compared, so that
whoever works on the code never meets results of yesterday's.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.base.digest import combine


def code_digest(package: Path, parts: Iterable[str], libraries: Iterable[str]) -> bytes:
    """Return the digest of every module under some parts of a package, and of some libraries' versions."""
    sources: list[bytes | str] = []
    for part in sorted(parts):
        for file in sorted((package / part).rglob("*.py")):
            sources += [file.relative_to(package).as_posix(), file.read_bytes()]
    versions = installed(libraries)
    return combine(*sources, *[f"{name} {versions[name]}" for name in sorted(versions)])


def installed(libraries: Iterable[str]) -> dict[str, str]:
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
