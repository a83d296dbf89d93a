"""What ``deploy`` is asked for, what it finds at the remote, and what came of it."""

from pathlib import Path

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.results.site_check import SiteSize
from generator.model.settings import HostSettings


class DeployOptions(Struct, frozen=True):
    """What is to be published, and where. ``history`` keeps older editions of the branch, ``force`` replaces what
    Broadsheet did not put there, ``dry_run`` publishes nothing. ``host`` is what the host takes."""

    output: Path
    remote: str
    branch: str
    history: bool = False
    force: bool = False
    dry_run: bool = False
    host: HostSettings = HostSettings()


class Branch(Struct, frozen=True):
    """A branch as the remote has it: its commit ("" where there is none), the message of that commit, and the domain
    that its ``CNAME`` gives the site ("" for none)."""

    commit: str = ""
    message: str = ""
    cname: str = ""


class Deployment(Struct, frozen=True):
    """What came of it: the commit that was there before and the new one ("" where none was made or pushed), and what
    was published."""

    before: str
    after: str
    weight: SiteSize
    warnings: tuple[Problem, ...]
