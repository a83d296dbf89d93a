"""``fetch``: request the sources that are due, and write new entries as records. Nothing is built."""

from collections.abc import Iterator

from msgspec.structs import replace

from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.base.storage.file_lock import lock_file
from generator.commands.fetch_options import FetchCommandOptions, check_names
from generator.ingest.sources_file import FILE, load_sources
from generator.model.collection import FetchReport

_LOCK_TIMEOUT = 2.0
_QUIET_DAYS, _DAY = 45, 86_400


def fetch(options: FetchCommandOptions, progress: Progress) -> FetchReport:
    """Request the sources that are due and write new records.

    Raises :class:`SettingsError` for wrong settings and :class:`OutputError` without a network.
    """
    from generator.commands.fetch_run import FetchRun

    file = load_sources(options.content)
    if not (options.content / FILE).exists():
        message = f"content folder '{options.content}': expected {FILE}, found none"
        raise SettingsError(message, "Add a source: broadsheet sources add URL.")
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


def _warn_of_quiet(options: FetchCommandOptions) -> Iterator[str]:
    """Warn in a GitHub workflow that its schedule stops 60 days after the last commit."""
    if options.environment.get("GITHUB_ACTIONS") != "true":
        return
    from generator.commands.git import query_git

    committed = query_git("-C", str(options.content), "log", "-1", "--format=%ct") or ""
    days = (int(options.now.timestamp()) - int(committed)) // _DAY if committed.isdecimal() else 0
    if days >= _QUIET_DAYS:
        yield f"the last commit was {days} days ago: GitHub stops the schedule after 60 days without one"
