"""Caches compiled templates, the templates that each one references, and feed head templates between builds.

There are two folders: the cache of the site, and for shipped templates a folder next to our code, in ``__pycache__``
like compiled modules. Both may be deleted at any time. This module does not import Jinja.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.base.digest import combine, digest
from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.render.html.theme import ReferenceFinder, shipped_theme

SHIPPED_CACHE = Path(__file__).parents[2] / "__pycache__" / "theme"


def is_shipped(file: str) -> bool:
    """Tell whether a file is a template of the shipped theme."""
    return file.startswith(f"{shipped_theme().as_posix()}/")


def cache_folders(folder: Path, ours: bool) -> Iterator[Path]:
    """Yield the folders that may contain an entry, the preferred one first. ``ours``: any site may use the entry."""
    if ours:
        yield SHIPPED_CACHE
    yield folder


def store_compiled(folder: Path, ours: bool, key: str, salt: bytes, body: bytes) -> None:
    """Store an entry in the first writable folder. Does nothing if no folder is writable."""
    for candidate in cache_folders(folder, ours):
        if candidate is SHIPPED_CACHE and sys.dont_write_bytecode:
            continue
        with suppress(OSError):
            write_cache_file(candidate / key, combine(salt, key), body)
            return


def load_compiled(folder: Path, ours: bool, key: str, salt: bytes) -> bytes | None:
    """Return an entry that :func:`store_compiled` stored with the same key and salt, or ``None``: also for an entry in
    another one's place."""
    bodies = (
        read_cache_file(candidate / key, combine(salt, key)) for candidate in cache_folders(folder, ours)
    )
    return next((body for body in bodies if body is not None), None)


def cached_references(folder: Path, salt: bytes, may_write: bool = True) -> ReferenceFinder:
    """Return a cached :func:`~generator.render.html.template_deps.find_references`.

    It parses a template only if its references are not cached, and raises :class:`TemplateError` if the template has a
    syntax error. ``salt`` is the digest of the parser's code.
    """

    def find(name: str, source: str, file: str) -> frozenset[str] | None:
        key = f"{digest(source.encode()).hex()}.names"
        body = load_compiled(folder, is_shipped(file), key, salt)
        if body is not None:
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(body, type=frozenset[str] | None)
        from generator.render.html.template_deps import find_references

        references = find_references(name, source, file)
        if may_write:
            store_compiled(
                folder,
                is_shipped(file),
                key,
                salt,
                msgspec.msgpack.encode(None if references is None else sorted(references)),
            )
        return references

    return find
