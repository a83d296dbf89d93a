"""One run of the server: build, watch, build again, tell. It ends when it is told to leave."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from generator.base.bugs import write_down
from generator.base.problem import Problem
from generator.model.options import BuildOptions
from generator.serve.builder import Builder
from generator.serve.media_types import is_page
from generator.serve.pages import Pages
from generator.serve.places import base_path
from generator.serve.streams import Streams
from generator.serve.values import Built, Outcome, Stopped
from generator.serve.voice import again_lines, faults_of, first_lines, stopped_lines
from generator.serve.watch import changes

Say = Callable[[str], None]

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before a build that was in somebody's way is tried again: doubled each time."""

MOST_MOVED = 500
"""Beyond so many files that moved under their old names, open pages are not told which."""

_TEXTS = (".xml", ".rss", ".atom", ".txt", ".json")
"""What no page shows."""


class Session:
    """Builds and tells. ``say`` prints a line; ``options`` are those of every build."""

    def __init__(
        self, options: BuildOptions, watched: Iterable[Path], pages: Pages, streams: Streams, say: Say
    ) -> None:
        self._options = options
        self._watched = tuple(watched)
        self._pages = pages
        self._streams = streams
        self._say = say
        self._builder = Builder()
        self._changed: set[str] = set()
        self._moved = asyncio.Event()
        self._problems: tuple[Problem, ...] = ()
        self._last: Outcome | None = None

    async def watch(self) -> None:
        """Hear of changes, for ever."""
        async for batch in changes(self._watched, (self._options.output, self._options.cache)):
            self._changed.update(batch)
            self._moved.set()

    async def first(self) -> Outcome:
        """Build for the first time."""
        outcome = await self._builder.build(self._options, lambda: None)
        if isinstance(outcome, Built):
            self._tell(first_lines(outcome))
        self._take(outcome)
        return outcome

    async def build(self) -> None:
        """Build with every change, for ever. What changes during a build is for the next."""
        explaining = msgspec.structs.replace(self._options, explain=True)
        pause = FIRST_PAUSE
        while True:
            pause = await self._wait(pause)
            changed = sorted(self._changed)
            self._changed.clear()
            self._moved.clear()
            outcome = await self._builder.build(explaining, self._published)
            if isinstance(outcome, Built):
                self._tell(again_lines(outcome, changed, self._problems))
            self._take(outcome)

    async def _wait(self, pause: float) -> float:
        """Wait for a change, or for a while where the last build was in somebody's way; return how long next time."""
        if not isinstance(self._last, Stopped) or self._last.lasting:
            await self._moved.wait()
            return FIRST_PAUSE
        try:
            await asyncio.wait_for(self._moved.wait(), pause)
        except TimeoutError:
            return min(pause * 2, LONGEST_PAUSE)
        return FIRST_PAUSE

    def end(self) -> None:
        """Let go of everything at once."""
        self._builder.end()
        self._streams.end()

    def _published(self) -> None:
        """Show what is there: a build that has still to keep what the next one reuses is as good as done."""
        if self._pages.base:
            self._streams.refresh()

    def _take(self, outcome: Outcome) -> None:
        """Take an outcome for what is, and tell open pages."""
        if isinstance(outcome, Stopped):
            if outcome != self._last:
                self._tell(stopped_lines(outcome))
                self._log(outcome)
        else:
            self._problems = outcome.report.problems
            self._pages.base = base_path(outcome.report.base_url)
            self._streams.refresh()
            self._streams.tell_moved(self._pages.base, _shown(outcome))
        self._streams.tell_faults(faults_of(outcome))
        self._last = outcome

    def _log(self, stopped: Stopped) -> None:
        if stopped.trace:
            log = write_down(stopped.trace)
            self._say(f"    If this stays, it is a bug of Broadsheet. Please report it with {log}")

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)


def _shown(built: Built) -> list[str]:
    """Return the files that moved and that a page can show: pictures, styles, scripts."""
    moved = [each.path for each in built.report.verdicts]
    shown = [path for path in moved if not is_page(path) and not path.endswith(_TEXTS)]
    return shown if len(shown) <= MOST_MOVED else []
