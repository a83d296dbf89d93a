"""Options and results of ``broadsheet deploy``: to a branch, or to a store of files."""

from pathlib import Path

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.results.site_check import SiteSize
from generator.model.settings import HostSettings


class DeployOptions(Struct, frozen=True):
    """The folder to publish, and the target.

    ``history`` keeps older commits of the branch, ``force`` overwrites files that Broadsheet did not put there,
    ``dry_run`` publishes nothing. ``host`` are the limits of the host.
    """

    output: Path
    remote: str
    branch: str
    history: bool = False
    force: bool = False
    dry_run: bool = False
    host: HostSettings = HostSettings()


class Branch(Struct, frozen=True):
    """A branch of the remote: its commit, "" if there is none; the paths that others changed since our last commit,
    ``None`` if no commit is ours; the files to keep, with their bytes.
    """

    commit: str = ""
    changes: tuple[str, ...] | None = ()
    kept: tuple[tuple[str, bytes], ...] = ()


class Deployment(Struct, frozen=True):
    """The result: the commits before and after ("" if none was created or pushed), and the size of the site."""

    before: str
    after: str
    weight: SiteSize
    warnings: tuple[Problem, ...]
    kept: tuple[str, ...] = ()
    """Files of the branch that the site does not have, and that were kept."""


class StoreOptions(Struct, frozen=True):
    """The folder to publish, and the URL of the store. ``force`` overwrites files that Broadsheet did not put there,
    ``dry_run`` publishes nothing. ``content`` is the folder of records."""

    output: Path
    target: str
    force: bool = False
    dry_run: bool = False
    host: HostSettings = HostSettings()
    content: Path = Path("content")


class StoreDeployment(Struct, frozen=True):
    """The result: numbers of files, the bytes that were uploaded or would be, and the size of the site."""

    uploaded: int
    unchanged: int
    removed: int
    bytes: int
    weight: SiteSize
    warnings: tuple[Problem, ...]
