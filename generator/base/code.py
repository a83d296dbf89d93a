"""The identity of our own code and of the libraries that shape bytes.

A store made by other code is another store. Sources are digested rather than versions compared, so that
whoever works on the code never meets results of yesterday's.
"""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.base.digest import combine


def code_digest(package: Path, parts: Iterable[str], libraries: Iterable[str]) -> bytes:
    """Return the digest of every module under some parts of a package, and of some libraries' versions."""
    sources: list[bytes | str] = []
    for part in sorted(parts):
        for file in sorted((package / part).rglob("*.py")):
            sources += [file.relative_to(package).as_posix(), file.read_bytes()]
    return combine(*sources, *[f"{name} {installed(name)}" for name in sorted(libraries)])


def installed(library: str) -> str:
    """Return the version of an installed distribution, ``""`` where there is none."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
