"""The sites of a fleet, and what became of each: ``broadsheet build --sites``."""

from pathlib import Path

from msgspec import Struct

from generator.model.report import BuildReport


class FleetSite(Struct, frozen=True):
    """A site of a fleet: its name, which is that of its folder, and its content folder."""

    name: str
    content: Path


class SiteOutcome(Struct, frozen=True):
    """The result for one site: the report of its build, or the error that stopped it, with a hint."""

    name: str
    report: BuildReport | None = None
    error: str = ""
    hint: str = ""
