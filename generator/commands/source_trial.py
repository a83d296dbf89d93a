"""``sources try``: what one source would bring now, with nothing written."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.base.progress import Progress
from generator.commands.fetch import FetchCommandOptions, FetchRun, check_names
from generator.ingest.record_text import write_record
from generator.ingest.sources_file import load_sources
from generator.model.collection import SourceOutcome
from generator.model.ingest import NewRecord
from generator.model.ingest_sources import Source


class SourceTrial(Struct, frozen=True):
    """What one source would bring now. ``records`` are the texts of its new records by path."""

    outcome: SourceOutcome
    records: Mapping[str, str]


def try_source(options: FetchCommandOptions, name: str, progress: Progress) -> SourceTrial:
    """Ask one source, by its id or by any URL, and return what it would bring. Nothing is written."""
    file = load_sources(options.content)
    if "://" in name:
        source = next((each for each in file.sources if each.url == name), Source(id="trial", url=name))
    else:
        check_names([name], file)
        source = next(each for each in file.sources if each.id == name)
    chosen = replace(options, dry_run=True, trial=True, only=[source.id])
    run = FetchRun(chosen, replace(file, sources=(replace(source, paused=False),)), progress)
    outcome = run.run().sources[0]
    changes = [change for each in run.changes.values() for change in each.changes]
    records = {each.path: write_record(each.record) for each in changes if isinstance(each, NewRecord)}
    return SourceTrial(outcome, records)
