"""The options of ``fetch`` and of a trial of one source."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from generator.base.errors import SettingsError
from generator.base.suggest import closest_names
from generator.ingest.polling.collector import POLITE
from generator.model.ingest_sources import SourcesFile
from generator.net.limits import RequestLimits

DEADLINE = 300


class FetchCommandOptions(Struct, frozen=True):
    """Options of a fetch. ``now`` is in UTC; it is the only clock that decides anything. Times are in seconds.

    ``trial``: ignore the store, request without conditions, and save nothing. ``backfill``: how many entries to
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


def check_names(only: Sequence[str], file: SourcesFile) -> None:
    """Raise :class:`SettingsError` for an id that no source has."""
    ids = [source.id for source in file.sources]
    for name in only:
        if name not in ids:
            near = closest_names(name, ids)
            hint = f"Did you mean '{near[0]}'?" if near else "'broadsheet sources list' shows them."
            raise SettingsError(f"'{name}': there is no such source in sources.toml", hint)
