"""One run of the server: build, watch, build again, tell. It ends when it is told to leave."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from generator.base.crash_log import write_crash_log
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.server.builder import BuildProcess
from generator.server.event_streams import EventStreams
from generator.server.log_lines import (
    collect_problems,
    completed_lines,
    first_lines,
    rebuild_lines,
    stopped_lines,
)
from generator.server.outcomes import BuildFailed, BuildInterrupted, BuildOutcome, BuildResult
from generator.server.responses import ResponseMaker
from generator.server.routing import base_path
from generator.server.watch import watch_changes

PrintLine = Callable[[str], None]

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before a build that was in somebody's way is tried again: doubled each time."""

QUIET = 1.0
"""Seconds without a change before what edits left undone is made up for."""

INSISTING = 0.1
"""Seconds between two requests to a build that it give way."""


class ServeSession:
    """Builds and tells. ``say`` prints a line; ``options`` are those of every build.

    What was edited is built without a connection, and without renewing the search index, so that it can be seen at
    once. Both are made up for by another build, as soon as nobody waits, and it gives way to the next edit.
    """

    def __init__(
        self,
        options: BuildOptions,
        theme: Sequence[Path],
        pages: ResponseMaker,
        streams: EventStreams,
        say: PrintLine,
    ) -> None:
        self._options = options
        self._theme = theme
        self._pages = pages
        self._streams = streams
        self._say = say
        self._builder = BuildProcess()
        self._changed: set[str] = set()
        self._moved = asyncio.Event()
        self._report: BuildReport | None = None
        self._stopped: BuildFailed | None = None
        self._wanting = False

    async def watch(self) -> None:
        """Hear of changes, for ever."""
        options = self._options
        async for batch in watch_changes((options.content, *self._theme), (options.output, options.cache)):
            self._changed.update(batch)
            self._moved.set()
            for name in _styles(batch, self._theme):
                self._streams.tell_style(name)

    async def first(self) -> BuildOutcome:
        """Build for the first time."""
        outcome = await self._build(hasty=False)
        if isinstance(outcome, BuildResult):
            self._tell(first_lines(outcome.report))
        self._take(outcome)
        return outcome

    async def build(self) -> None:
        """Build with every change, for ever. What changes during a build is for the next."""
        pause = FIRST_PAUSE
        while True:
            if self._wanting and await self._is_quiet():
                await self._complete()
            elif self._wanting:
                await self._rebuild()
            else:
                pause = await self._wait(pause)
                await self._rebuild()

    async def _is_quiet(self) -> bool:
        """Wait a little for the next change; tell whether none came."""
        try:
            await asyncio.wait_for(self._moved.wait(), QUIET)
        except TimeoutError:
            return True
        return False

    async def _wait(self, pause: float) -> float:
        """Wait for a change, or for a while where the last build was in somebody's way; return how long next time."""
        if self._stopped is None or self._stopped.lasting:
            await self._moved.wait()
            return FIRST_PAUSE
        try:
            await asyncio.wait_for(self._moved.wait(), pause)
        except TimeoutError:
            return min(pause * 2, LONGEST_PAUSE)
        return FIRST_PAUSE

    async def _rebuild(self) -> None:
        changed = sorted(self._changed)
        self._changed.clear()
        self._moved.clear()
        outcome = await self._build()
        if isinstance(outcome, BuildResult):
            self._tell(rebuild_lines(outcome.report, changed, self._report))
        self._take(outcome)

    async def _complete(self) -> None:
        """Build all that there is to build, until it is done or something changes."""
        building = asyncio.create_task(self._build(whole=True))
        moved = asyncio.create_task(self._moved.wait())
        try:
            await asyncio.wait((building, moved), return_when=asyncio.FIRST_COMPLETED)
            while not building.done():
                self._builder.interrupt()
                await asyncio.wait((building,), timeout=INSISTING)
        finally:
            moved.cancel()
        outcome = building.result()
        if isinstance(outcome, BuildResult):
            self._tell(completed_lines(outcome.report, self._report))
        self._take(outcome, whole=True)

    async def _build(self, hasty: bool = True, whole: bool = False) -> BuildOutcome:
        offline = self._options.offline or not whole
        options = msgspec.structs.replace(self._options, offline=offline, hasty=hasty and not whole)
        return await self._builder.build(options, self._published)

    def end(self) -> None:
        """Let go of everything at once."""
        self._builder.end()
        self._streams.end()

    def _published(self) -> None:
        """Show what is there: a build that has still to keep what the next one reuses is as good as done."""
        if self._pages.base:
            self._streams.refresh()

    def _take(self, outcome: BuildOutcome, whole: bool = False) -> None:
        """Take an outcome for what is, and tell open pages."""
        match outcome:
            case BuildInterrupted():
                return
            case BuildFailed():
                if outcome != self._stopped:
                    self._tell(stopped_lines(outcome))
                    self._log(outcome)
                self._stopped = outcome
            case BuildResult(report):
                self._stopped, self._report = None, report
                self._wanting = self._is_wanting(report, whole)
                self._pages.base, self._streams.home = base_path(report.base_url), report.base_url
                self._streams.refresh()
        self._streams.tell_faults(collect_problems(outcome))

    def _is_wanting(self, report: BuildReport, whole: bool) -> bool:
        """Tell whether there is something left to build: an index to renew, pictures to ask for. Where a whole build
        came to none of those, the next would not either. A build that found nothing to do has made up for nothing."""
        if report.settled and not whole:
            return self._wanting
        pictures = report.pictures.counts
        more = pictures.later > 0 and (not whole or pictures.fetched > 0)
        return report.search.state == "postponed" or (more and not self._options.offline)

    def _log(self, stopped: BuildFailed) -> None:
        if stopped.trace:
            log = write_crash_log(stopped.trace)
            self._say(f"    If this stays, it is a bug of Broadsheet. Please report it with {log}")

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)


def _styles(batch: Iterable[str], theme: Sequence[Path]) -> list[str]:
    """Return the style sheets among changed files as the theme names them: by their path under ``static/``."""
    sheets = [Path(path) for path in batch if path.endswith(".css")]
    folders = [folder / "static" for folder in theme]
    return [
        sheet.relative_to(folder).as_posix()
        for sheet in sheets
        for folder in folders
        if sheet.is_relative_to(folder) and sheet.is_file()
    ]
