"""Where the stores of a build lie. All of them may be deleted at any time."""

import os
from contextlib import suppress
from pathlib import Path

from generator.base.digest import short
from generator.base.storage.journal import forget_journal
from generator.base.storage.temp_files import TEMP_FOLDER, sweep_temp_files
from generator.model.options import BuildOptions

TRACE_SALT = b"trace 3"
"""A trace holds fingerprints, which name the code themselves: only its format counts."""


class CachePaths:
    """The stores of one content folder and one output folder under one cache folder.

    Their names are made from the two folders as they lie from the cache, so that one cache serves several
    sites, and a checkout may move as a whole.
    """

    def __init__(self, options: BuildOptions) -> None:
        content = short(os.fsencode(_from(options.cache, options.content)))
        output = short(os.fsencode(_from(options.cache, options.output)))
        self.images = options.cache / "pictures"
        self.variants = self.images / "made"
        self.variant_index = options.cache / f"pictures-{content}.store"
        self.templates = options.cache / "templates"
        """A folder of compiled templates. They fit any site with the same theme."""
        self.records = options.cache / f"records-{content}.store"
        self.related = options.cache / f"sidebars-{content}.store"
        self.trace = options.cache / f"trace-{output}.store"
        self.ledger = options.cache / f"ledger-{output}.store"
        self.changes = options.changes or options.cache / "changes.json"
        self.findings = options.cache / f"findings-{output}.store"
        self.build_stamp = options.cache / f"seal-{output}.store"

    def sweep(self) -> None:
        """Remove what builds were writing when they were killed."""
        pictures, made = self.images, self.variants
        sweep_temp_files(
            (self.trace.parent, self.templates, pictures, pictures / TEMP_FOLDER, made / TEMP_FOLDER)
        )

    def forget(self) -> None:
        """Remove what can be removed: a store that could not be renewed must not be believed."""
        journals = (self.records, self.related, self.trace, self.ledger, self.findings, self.build_stamp)
        for file in (self.variant_index, *journals):
            with suppress(OSError):
                forget_journal(file)


def _from(cache: Path, folder: Path) -> str:
    try:
        return os.path.relpath(folder.resolve(), cache.resolve()).replace(os.sep, "/")
    except ValueError:  # on another drive there is no way from one to the other
        return str(folder.resolve())
