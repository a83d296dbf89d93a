"""Event streams that notify open pages of changes."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable

import msgspec

from generator.server.live_reload import hash_state
from generator.server.outcomes import PageState, ServedProblem

GetState = Callable[[bytes], PageState | None]
"""Raw path of a page → its current state, ``None`` if there is no such page."""

KEEP_ALIVE = 20.0
"""Seconds without an event after which a stream sends a comment to keep the connection open."""


class _EventStream:
    """One open page: its raw path, the hash of the state that its browser shows, and events to send."""

    def __init__(self, page: bytes, shown: str) -> None:
        self.page = page
        self.shown = shown
        self.events: asyncio.Queue[str | None] = asyncio.Queue()

    def send(self, event: str, data: object) -> None:
        self.events.put_nowait(f"event: {event}\ndata: {json.dumps(data)}\n\n")


class EventStreams:
    """The streams of all open pages. Not thread-safe: use it from one event loop."""

    def __init__(self, get_state: GetState) -> None:
        self._get_state = get_state
        self._open: set[_EventStream] = set()
        self._problems: tuple[ServedProblem, ...] = ()
        self.home = ""
        """The public URL of the site."""
        self._ended = False
        self._moves: dict[bytes, str] = {}

    def __len__(self) -> int:
        return len(self._open)

    async def events(self, page: bytes, shown: str) -> AsyncIterator[str]:
        """Yield the events for a page, starting with the current problems, until the server ends."""
        stream = _EventStream(page, shown)
        if self._ended:
            return
        self._open.add(stream)
        try:
            stream.send("home", self.home)
            stream.send("problems", msgspec.to_builtins(self._problems))
            self._refresh(stream)
            while (event := await _next_event(stream.events)) is not None:
                yield event
        finally:
            self._open.discard(stream)

    def send_problems(self, problems: tuple[ServedProblem, ...]) -> None:
        """Send the current problems to all pages, if they have changed."""
        if problems != self._problems:
            self._problems = problems
            for stream in self._open:
                stream.send("problems", msgspec.to_builtins(problems))

    def refresh(self) -> None:
        """Ask every page with changed files to update."""
        for stream in self._open:
            self._refresh(stream)

    def follow(self, moves: Iterable[tuple[str, str]]) -> None:
        """Remember which pages have another URL path now: ``(before, after)``. Whoever shows a page that is gone is
        sent on."""
        for before, after in moves:
            self._moves.pop(after.encode(), None)
            self._moves[before.encode()] = after

    def _refresh(self, stream: _EventStream) -> None:
        state = self._get_state(stream.page)
        moved = self._moves.get(stream.page) if state is None or state.is_missing else None
        if moved:
            stream.send("move", moved)
        elif state is None:
            stream.send("reload", None)
        elif hash_state(state) != stream.shown:
            same_shape = stream.shown.partition("-")[0] == state.shape
            stream.shown = hash_state(state)
            stream.send("styles" if same_shape else "reload", (stream.shown, state.styles))

    def preview_style(self, name: str) -> None:
        """Ask all pages to load a theme's style sheet that was just saved, before the next build has it."""
        for stream in self._open:
            stream.send("preview", name)

    def end(self) -> None:
        """End all streams at once."""
        self._ended = True
        for stream in self._open:
            stream.events.put_nowait(None)


async def _next_event(events: asyncio.Queue[str | None]) -> str | None:
    try:
        return await asyncio.wait_for(events.get(), KEEP_ALIVE)
    except TimeoutError:
        return ": keep-alive\n\n"
