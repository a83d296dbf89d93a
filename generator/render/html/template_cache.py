"""Where what is worked out of templates is kept from build to build: what they compile to, and what they name; and
the forms of feeds, for the same reason.

There are two places: the cache of the site, and, for the templates that are shipped, a folder beside our own code,
where Python keeps our modules compiled for the same reason. All of it is disposable. Jinja is not needed here.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.base.digest import digest
from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.render.html.theme import Names, shipped_theme

SHIPPED_CACHE = Path(__file__).parents[2] / "__pycache__" / "theme"


def is_shipped(file: str) -> bool:
    """Tell whether a template's file is one of those that are shipped."""
    return file.startswith(f"{shipped_theme().as_posix()}/")


def cache_folders(folder: Path, ours: bool) -> Iterator[Path]:
    """Yield the folders that may keep what was made, the best one first. ``ours`` is what any site may use."""
    if ours:
        yield SHIPPED_CACHE
    yield folder


def store_compiled(folder: Path, ours: bool, key: str, salt: bytes, body: bytes) -> None:
    """Keep what was made in the best of its homes; where no folder can be written, we do without."""
    for home in cache_folders(folder, ours):
        if home is SHIPPED_CACHE and sys.dont_write_bytecode:
            continue
        with suppress(OSError):
            write_cache_file(home / key, salt, body)
            return


def load_compiled(folder: Path, ours: bool, key: str, salt: bytes) -> bytes | None:
    """Return what :func:`store_compiled` kept under the same salt, if it is still there."""
    found = (read_cache_file(home / key, salt) for home in cache_folders(folder, ours))
    return next((body for body in found if body is not None), None)


def is_probably_cached(folder: Path, files: Iterable[str]) -> bool:
    """Tell whether every template has a home that exists, so that most of them need not be compiled any more."""
    return folder.exists() or all(
        any(home.exists() for home in cache_folders(folder, is_shipped(file))) for file in files
    )


def cached_references(folder: Path, salt: bytes, may_write: bool = True) -> Names:
    """Return what tells the references of templates, parsing those only that were never parsed before.

    ``salt`` is the digest of the code that parses. What it returns raises :class:`TemplateFault`.
    """

    def of(name: str, source: str, file: str) -> frozenset[str] | None:
        key = f"{digest(source.encode()).hex()}.names"
        body = load_compiled(folder, is_shipped(file), key, salt)
        if body is not None:
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(body, type=frozenset[str] | None)
        from generator.render.html.template_deps import find_references

        found = find_references(name, source, file)
        if may_write:
            store_compiled(
                folder,
                is_shipped(file),
                key,
                salt,
                msgspec.msgpack.encode(None if found is None else sorted(found)),
            )
        return found

    return of
