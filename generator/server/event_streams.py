"""The event streams of open pages: what each of them shows, and what it must hear."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import msgspec

from generator.server.live_reload import hash_state
from generator.server.outcomes import PageState, ServedProblem

Seen = Callable[[bytes], PageState | None]
"""The raw path of a page → what a browser would see of it now."""

QUIET = 20.0
"""Seconds of silence after which a stream says that it lives."""


class _EventStream:
    """One open page: its raw path, and the mark of the look that its browser has."""

    def __init__(self, page: bytes, shown: str) -> None:
        self.page = page
        self.shown = shown
        self.events: asyncio.Queue[str | None] = asyncio.Queue()

    def tell(self, event: str, data: object) -> None:
        self.events.put_nowait(f"event: {event}\ndata: {json.dumps(data)}\n\n")


class EventStreams:
    """All open pages. To be used from one event loop."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._open: set[_EventStream] = set()
        self._faults: tuple[ServedProblem, ...] = ()
        self.home = ""
        """The public address of the site."""
        self._ended = False

    def __len__(self) -> int:
        return len(self._open)

    async def events(self, page: bytes, shown: str) -> AsyncIterator[str]:
        """Yield the events for a page, from the faults there are now to the end of the server."""
        stream = _EventStream(page, shown)
        if self._ended:
            return
        self._open.add(stream)
        try:
            stream.tell("home", self.home)
            stream.tell("faults", msgspec.to_builtins(self._faults))
            self._refresh(stream)
            while (event := await _next(stream.events)) is not None:
                yield event
        finally:
            self._open.discard(stream)

    def tell_faults(self, faults: tuple[ServedProblem, ...]) -> None:
        """Tell all pages what keeps something off the site now."""
        if faults != self._faults:
            self._faults = faults
            for stream in self._open:
                stream.tell("faults", msgspec.to_builtins(faults))

    def refresh(self) -> None:
        """Tell each page whose files moved."""
        for stream in self._open:
            self._refresh(stream)

    def _refresh(self, stream: _EventStream) -> None:
        look = self._seen(stream.page)
        if look is None:
            stream.tell("reload", None)
        elif hash_state(look) != stream.shown:
            same_shape = stream.shown.partition("-")[0] == look.shape
            stream.shown = hash_state(look)
            stream.tell("styles" if same_shape else "reload", (stream.shown, look.styles))

    def tell_style(self, name: str) -> None:
        """Tell all pages of a style sheet of the theme that was saved, before a build has brought it to them."""
        for stream in self._open:
            stream.tell("preview", name)

    def end(self) -> None:
        """End every stream, at once."""
        self._ended = True
        for stream in self._open:
            stream.events.put_nowait(None)


async def _next(events: asyncio.Queue[str | None]) -> str | None:
    try:
        return await asyncio.wait_for(events.get(), QUIET)
    except TimeoutError:
        return ": still here\n\n"
