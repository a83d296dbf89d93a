"""``fetch``: ask the sources that are due, and write what is new as records. Nothing is built."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.base.storage.file_lock import lock_file
from generator.base.suggest import closest_names
from generator.ingest.polling.collector import POLITE
from generator.ingest.sources_file import load_sources
from generator.model.collection import FetchReport
from generator.model.ingest_sources import SourcesFile
from generator.net.limits import RequestLimits

DEADLINE = 300
_LOCK_TIMEOUT = 2.0
_QUIET_DAYS, _DAY = 45, 86_400


class FetchCommandOptions(Struct, frozen=True):
    """Options of a fetch. ``now`` is in UTC; it is the only clock that decides anything. Times are in seconds.

    ``trial``: forget what is stored, request without conditions, and save nothing. ``backfill``: how many entries to
    read of the sources in ``only``, with their older ones.
    """

    content: Path
    cache: Path
    now: datetime
    only: Sequence[str] = ()
    dry_run: bool = False
    force: bool = False
    offline: bool = False
    deadline: float = DEADLINE
    limits: RequestLimits = POLITE
    retry_pause: float = 2.5
    environment: Mapping[str, str] = os.environ
    trial: bool = False
    backfill: int = 0


def fetch(options: FetchCommandOptions, progress: Progress) -> FetchReport:
    """Ask the sources that are due and write new records.

    Raises :class:`SettingsError` for wrong settings and :class:`OutputError` without a network.
    """
    from generator.commands.fetch_run import FetchRun

    file = load_sources(options.content)
    if not file.settings.lists:
        check_names(options.only, file)
    if options.backfill and not options.only:
        raise SettingsError("--backfill: expected --only with a source, found none", "Name it: --only ID.")
    try:
        with lock_file(options.cache / "sources.lock", _LOCK_TIMEOUT):
            report = FetchRun(options, file, progress).run()
    except TimeoutError:
        raise OutputError(
            "another fetch with this cache is running", "Try again when it has ended."
        ) from None
    return replace(report, warnings=(*report.warnings, *_warn_of_quiet(options)))


def check_names(only: Sequence[str], file: SourcesFile) -> None:
    """Raise :class:`SettingsError` for an id that no source has."""
    ids = [source.id for source in file.sources]
    for name in only:
        if name not in ids:
            near = closest_names(name, ids)
            hint = f"Did you mean '{near[0]}'?" if near else "'broadsheet sources list' shows them."
            raise SettingsError(f"'{name}': there is no such source in sources.toml", hint)


def _warn_of_quiet(options: FetchCommandOptions) -> Iterator[str]:
    """Warn on GitHub of its stopping the schedule: it does 60 days after the last commit."""
    if options.environment.get("GITHUB_ACTIONS") != "true":
        return
    from generator.commands.git import query_git

    committed = query_git("-C", str(options.content), "log", "-1", "--format=%ct") or ""
    days = (int(options.now.timestamp()) - int(committed)) // _DAY if committed.isdecimal() else 0
    if days >= _QUIET_DAYS:
        yield f"the last commit was {days} days ago: GitHub stops the schedule after 60 days without one"
