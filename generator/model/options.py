"""Options of a build from the command line."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class BuildOptions(Struct, frozen=True):
    """The folders to read and write, and how to build.

    ``templates`` is the owner's folder of templates, which overrides the shipped theme. ``overrides`` are settings by
    table and key that override ``site.toml``. ``strict``: publish nothing if a feed breaks its standard.
    ``no_loss``: publish nothing if a public page would disappear because of an error. ``hasty``:
    leave the search index for the next build. ``changes`` is the file for the changes of the build, ``changes.json``
    in the cache by default. ``site`` is the name of the site if several are built. ``workers`` 0 means the number of
    processors. ``cluster`` is the address of a Dask scheduler; with ``cluster_optional``, this machine does the work
    if nothing answers there.
    """

    content: Path
    output: Path
    cache: Path
    templates: Path | None = None
    overrides: Mapping[str, Mapping[str, object]] = {}
    full: bool = False
    explain: bool = False
    dry_run: bool = False
    offline: bool = False
    strict: bool = False
    no_loss: bool = False
    hasty: bool = False
    changes: Path | None = None
    site: str = ""
    workers: int = 0
    cluster: str = ""
    cluster_optional: bool = False
