"""What the command line asks of one build."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class BuildOptions(Struct, frozen=True):
    """Where to read and write, and how to go about it. None of it but ``overrides`` shapes a byte.

    ``templates`` is the owner's folder that goes before the shipped theme, ``overrides`` settings by table and key
    that go before ``site.toml``. With ``strict`` nothing is published while a feed breaks a rule of its standard.
    A ``hasty`` build leaves the search index as it lies, for the next one to renew. ``changes`` is the file that tells
    what a build did, ``changes.json`` in the cache if not given. ``workers`` 0 means as many as there are processors.
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
    hasty: bool = False
    changes: Path | None = None
    workers: int = 0
