"""Where what is worked out of templates is kept from build to build: what they compile to, and what they name.

There are two places: the cache of the site, and, for the templates that are shipped, a folder beside our own code,
where Python keeps our modules compiled for the same reason. All of it is disposable. Jinja is not needed here.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.base.digest import digest
from generator.base.store import read_store, write_store
from generator.render.templates import Names, shipped_theme

BESIDE = Path(__file__).parents[1] / "__pycache__" / "theme"


def homes(folder: Path, file: str) -> Iterator[Path]:
    """Yield the folders that may keep what is made of a template that lies in ``file``, the best one first."""
    if file.startswith(f"{shipped_theme().as_posix()}/"):
        yield BESIDE
    yield folder


def keep(folder: Path, file: str, key: str, salt: bytes, body: bytes) -> None:
    """Keep what was made of a template in the best of its homes; where no folder can be written, we do without."""
    for home in homes(folder, file):
        if home is BESIDE and sys.dont_write_bytecode:
            continue
        with suppress(OSError):
            write_store(home / key, salt, body)
            return


def kept(folder: Path, file: str, key: str, salt: bytes) -> bytes | None:
    """Return what :func:`keep` kept under the same salt, if it is still there."""
    found = (read_store(home / key, salt) for home in homes(folder, file))
    return next((body for body in found if body is not None), None)


def may_be_kept(folder: Path, files: Iterable[str]) -> bool:
    """Tell whether every template has a home that exists, so that most of them need not be compiled any more."""
    return folder.exists() or all(any(home.exists() for home in homes(folder, file)) for file in files)


def kept_references(folder: Path, salt: bytes, may_write: bool = True) -> Names:
    """Return what tells the references of templates, parsing those only that were never parsed before.

    ``salt`` is the digest of the code that parses. What it returns raises :class:`TemplateFault`.
    """

    def of(name: str, source: str, file: str) -> frozenset[str] | None:
        key = f"{digest(source.encode()).hex()}.names"
        body = kept(folder, file, key, salt)
        if body is not None:
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(body, type=frozenset[str] | None)
        from generator.render.references import references

        found = references(name, source, file)
        if may_write:
            keep(folder, file, key, salt, msgspec.msgpack.encode(None if found is None else sorted(found)))
        return found

    return of
