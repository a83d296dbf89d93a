"""The paths of a build's caches. All of them may be deleted at any time."""

import os
import re
from contextlib import suppress
from pathlib import Path

from generator.base.digest import short
from generator.base.storage.table import forget_database
from generator.base.storage.temp_files import TEMP_FOLDER, sweep_temp_files
from generator.model.options import BuildOptions

MARKER = "CACHEDIR.TAG"
MARK = b"""Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of Broadsheet. It can be deleted at any time.
# Backup programs skip folders with this file: https://bford.info/cachedir/
"""
"""The mark of a cache folder, in the form of the Cache Directory Tagging Specification. The second line is ours."""

_is_own_name = re.compile(
    rf"{re.escape(MARKER)}|pictures|templates|changes(?:-.+)?\.json|(?:sources|links)\.(?:store|lock)"
    r"|(?:content|output|pool)-[0-9a-f]{8}\.sqlite[a-z-]*|(?:pictures|public)-[0-9a-f]{8}\.store|\..+\.[0-9]+\.tmp"
).fullmatch
"""Whether a name is one of those that Broadsheet gives to the files and folders of a cache."""


class CachePaths:
    """The caches of one content folder and one output folder, in one cache folder.

    File names contain a digest of the two folders' paths relative to the cache, so one cache can serve several sites
    and a checkout can move as a whole.
    """

    def __init__(self, options: BuildOptions) -> None:
        content = short(os.fsencode(_relative(options.cache, options.content)))
        output = short(os.fsencode(_relative(options.cache, options.output)))
        self.marker = options.cache / MARKER
        self.images = options.cache / "pictures"
        self.variants = self.images / "made"
        self.variant_index = options.cache / f"pictures-{content}.store"
        self.templates = options.cache / "templates"
        """A folder of compiled templates, shared by all sites with the same theme."""
        self.content = options.cache / f"content-{content}.sqlite"
        """What depends on the content folder only: cached records and related items."""
        self.output = options.cache / f"output-{output}.sqlite"
        """What describes the output folder: the trace, the ledger, findings about feeds, the build stamp."""
        name = f"changes-{options.site}.json" if options.site else "changes.json"
        self.changes = options.changes or options.cache / name
        self.search = options.cache / "search"
        """A folder of search blocks."""
        self.public_records = options.cache / f"public-{output}.store"

    def pool_records(self, pool: Path, timezone: str) -> Path:
        """Return the file with the cached records of a pool, for all sites with the same time zone."""
        name = f"{_relative(self.marker.parent, pool)}\0{timezone}"
        return self.marker.parent / f"pool-{short(os.fsencode(name))}.sqlite"

    def mark(self) -> None:
        """Write the mark of a cache folder of ours, unless it is there. Nothing is lost if it cannot be written.

        A folder with files of others is not marked: it is probably the wrong one, and what is in it is not ours.
        """
        folder = self.marker.parent
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if not is_marked(folder) and all(_is_own_name(each.name) for each in folder.iterdir()):
                self.marker.write_bytes(MARK)

    def sweep(self) -> None:
        """Delete the temporary files of builds that were killed, in a folder with our mark."""
        if not is_marked(self.marker.parent):
            return
        images, variants = self.images, self.variants
        sweep_temp_files(
            (
                self.output.parent,
                self.templates,
                self.search,
                images,
                images / TEMP_FOLDER,
                variants / TEMP_FOLDER,
            )
        )

    def forget(self, *pools: Path) -> None:
        """Delete all caches, those of ``pools`` included: one that could not be updated must not be trusted."""
        for file in (self.variant_index, self.content, self.output, *pools):
            with suppress(OSError):
                forget_database(file)


def is_marked(cache: Path) -> bool:
    """Return whether a folder is a cache that builds of ours have written."""
    try:
        return (cache / MARKER).read_bytes() == MARK
    except OSError:
        return False


def _relative(cache: Path, folder: Path) -> str:
    try:
        return os.path.relpath(folder.resolve(), cache.resolve()).replace(os.sep, "/")
    except ValueError:  # on Windows, a folder on another drive has no relative path
        return str(folder.resolve())
