"""One run of the server: build, watch for changes, rebuild, and notify open pages."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import msgspec

from generator.base.crash_log import write_crash_log
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.pipeline.context import configured_pool
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
"""Seconds before a failed build is retried: doubled each time."""

QUIET = 1.0
"""Seconds without a change before a complete build starts."""

INTERRUPT_INTERVAL = 0.1
"""Seconds between two attempts to interrupt a build."""


class ServeSession:
    """Builds the site on every change, and notifies the terminal and open pages.

    ``options`` are those of every build, ``print_line`` prints a line on the terminal.

    After an edit, the site is first built without network access and without a new search index, so that the edit
    appears at once. A complete build follows when there are no more edits. The next edit interrupts it.
    """

    def __init__(
        self,
        options: BuildOptions,
        theme: Sequence[Path],
        pages: ResponseMaker,
        streams: EventStreams,
        print_line: PrintLine,
    ) -> None:
        self._options = options
        self._theme = theme
        self._pages = pages
        self._streams = streams
        self._print_line = print_line
        self._builder = BuildProcess()
        self._changed_paths: set[str] = set()
        self._has_changed = asyncio.Event()
        self._report: BuildReport | None = None
        self._failure: BuildFailed | None = None
        self._is_incomplete = False

    async def watch(self) -> None:
        """Collect changes, for ever. Changed style sheets are previewed in open pages at once."""
        options = self._options
        watched = (options.content, *configured_pool(options.content), *self._theme)
        async for batch in watch_changes(watched, (options.output, options.cache)):
            self._changed_paths.update(batch)
            self._has_changed.set()
            for name in _changed_styles(batch, self._theme):
                self._streams.preview_style(name)

    async def first(self) -> BuildOutcome:
        """Build for the first time."""
        outcome = await self._build(hasty=False)
        if isinstance(outcome, BuildResult):
            self._print(first_lines(outcome.report))
        self._apply(outcome)
        return outcome

    async def build(self) -> None:
        """Build on every change, for ever. Changes during a build start another one."""
        pause = FIRST_PAUSE
        while True:
            if self._is_incomplete and await self._is_quiet():
                await self._complete()
            elif self._is_incomplete:
                await self._rebuild()
            else:
                pause = await self._wait_for_change(pause)
                await self._rebuild()

    async def _is_quiet(self) -> bool:
        """Wait :data:`QUIET` seconds for a change. Return whether there was none."""
        try:
            await asyncio.wait_for(self._has_changed.wait(), QUIET)
        except TimeoutError:
            return True
        return False

    async def _wait_for_change(self, pause: float) -> float:
        """Wait for a change, but at most ``pause`` seconds if a retry may help. Return the next pause."""
        if self._failure is None or self._failure.lasting:
            await self._has_changed.wait()
            return FIRST_PAUSE
        try:
            await asyncio.wait_for(self._has_changed.wait(), pause)
        except TimeoutError:
            return min(pause * 2, LONGEST_PAUSE)
        return FIRST_PAUSE

    async def _rebuild(self) -> None:
        changed = sorted(self._changed_paths)
        self._changed_paths.clear()
        self._has_changed.clear()
        outcome = await self._build()
        if isinstance(outcome, BuildResult):
            self._print(rebuild_lines(outcome.report, changed, self._report))
        self._apply(outcome)

    async def _complete(self) -> None:
        """Build everything, also images and the search index, until done or interrupted by a change."""
        building = asyncio.create_task(self._build(complete=True))
        change = asyncio.create_task(self._has_changed.wait())
        try:
            await asyncio.wait((building, change), return_when=asyncio.FIRST_COMPLETED)
            while not building.done():
                self._builder.interrupt()
                await asyncio.wait((building,), timeout=INTERRUPT_INTERVAL)
        finally:
            change.cancel()
        outcome = building.result()
        if isinstance(outcome, BuildResult):
            self._print(completed_lines(outcome.report, self._report))
        self._apply(outcome, complete=True)

    async def _build(self, hasty: bool = True, complete: bool = False) -> BuildOutcome:
        offline = self._options.offline or not complete
        options = msgspec.structs.replace(self._options, offline=offline, hasty=hasty and not complete)
        return await self._builder.build(options, self._refresh_pages)

    def end(self) -> None:
        """Stop the build process and all event streams at once."""
        self._builder.end()
        self._streams.end()

    def _refresh_pages(self) -> None:
        """Update open pages as soon as the output is written, while the build still saves its caches."""
        if self._pages.base:
            self._streams.refresh()

    def _apply(self, outcome: BuildOutcome, complete: bool = False) -> None:
        """Make an outcome the current state, and notify open pages."""
        match outcome:
            case BuildInterrupted():
                return
            case BuildFailed():
                if outcome != self._failure:
                    self._print(stopped_lines(outcome))
                    self._log_bug(outcome)
                self._failure = outcome
            case BuildResult(report):
                self._failure, self._report = None, report
                self._is_incomplete = self._needs_more(report, complete)
                self._pages.base, self._streams.home = base_path(report.base_url), report.base_url
                self._streams.follow(_moved_urls(report))
                self._streams.refresh()
        self._streams.send_problems(collect_problems(outcome))

    def _needs_more(self, report: BuildReport, complete: bool) -> bool:
        """Return whether a complete build has something left to do: a search index, or images to fetch.

        If a complete build fetched no image, the next one would not either. A build that found no changes leaves the
        answer as it was.
        """
        if report.settled and not complete:
            return self._is_incomplete
        images = report.pictures.counts
        has_images = images.later > 0 and (not complete or images.fetched > 0)
        return report.search.state == "postponed" or (has_images and not self._options.offline)

    def _log_bug(self, failure: BuildFailed) -> None:
        if failure.trace:
            log = write_crash_log(failure.trace)
            self._print_line(
                f"    If this persists, it is a bug in Broadsheet. Please report it and attach {log}"
            )

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._print_line(line)


def _moved_urls(report: BuildReport) -> Iterator[tuple[str, str]]:
    """Yield the old and the new URL path of each item that moved."""
    base = base_path(report.base_url)
    for item in report.moved:
        yield quote(f"{base}{item.before}/"), quote(f"{base}{item.after}/")


def _changed_styles(batch: Iterable[str], theme: Sequence[Path]) -> list[str]:
    """Return the changed style sheets by their path under ``static/``, as the theme names them."""
    sheets = [Path(path) for path in batch if path.endswith(".css")]
    folders = [folder / "static" for folder in theme]
    return [
        sheet.relative_to(folder).as_posix()
        for sheet in sheets
        for folder in folders
        if sheet.is_relative_to(folder) and sheet.is_file()
    ]
