"""``sources try``: fetch one source and show the result, without writing anything."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.base.progress import Progress
from generator.base.storage.file_lock import lock_file
from generator.commands.fetch_options import FetchCommandOptions, check_names
from generator.commands.fetch_run import FetchRun
from generator.ingest.polling.source_store import load_store, save_store
from generator.ingest.record_text import write_record
from generator.ingest.sources_file import load_sources
from generator.model.collection import SourceOutcome, SourceState
from generator.model.ingest import NewRecord
from generator.model.ingest_sources import Source

_LOCK_TIMEOUT = 5.0


class SourceTrial(Struct, frozen=True):
    """What one source would bring now. ``records`` has the texts of its new records by path.

    ``confirmed`` are hosts that a fetch held back because of a new owner, and that are trusted from now on.
    """

    outcome: SourceOutcome
    records: Mapping[str, str]
    confirmed: tuple[str, ...] = ()


def try_source(options: FetchCommandOptions, name: str, progress: Progress) -> SourceTrial:
    """Request one source, by its id or by any URL, and return the result. No record is written."""
    file = load_sources(options.content)
    if "://" in name:
        source = next((each for each in file.sources if each.url == name), Source(id="trial", url=name))
    else:
        check_names([name], file)
        source = next(each for each in file.sources if each.id == name)
    chosen = replace(options, dry_run=True, trial=True, only=[source.id])
    alone = replace(file, sources=(replace(source, paused=False),), settings=replace(file.settings, lists=()))
    run = FetchRun(chosen, alone, progress)
    outcome = run.run().sources[0]
    changes = [change for each in run.changes.values() for change in each.changes]
    records = {each.path: write_record(each.record) for each in changes if isinstance(each, NewRecord)}
    return SourceTrial(outcome, records, _confirm(options.cache, source) if outcome.state == "read" else ())


def _confirm(cache: Path, source: Source) -> tuple[str, ...]:
    """Trust the hosts that a fetch held back because of a new owner: the user has now seen their entries."""
    with lock_file(cache / "sources.lock", _LOCK_TIMEOUT):
        store = load_store(cache)
        state = store.states.get(source.url) or SourceState()
        if state.strange:
            trusted = tuple(sorted({*state.trusted, *state.strange}))
            store.states[source.url] = replace(state, trusted=trusted, strange=(), basis=b"", due=0)
            save_store(cache, store)
    return state.strange
