"""Event streams: a page gets the current problems first, then only the events that concern it."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from generator.server import event_streams
from generator.server.event_streams import EventStreams
from generator.server.live_reload import hash_state
from generator.server.outcomes import PageState, ServedProblem

OLD, RESTYLED, NEW = PageState("1", ("a.css",)), PageState("1", ("b.css",)), PageState("2", ("a.css",))
PROBLEM = ServedProblem("error: a.md", "Fix it.")


async def take(events: AsyncIterator[str], count: int) -> list[tuple[str, object]]:
    """Return the next events as pairs of name and data."""
    found: list[tuple[str, object]] = []
    for _ in range(count):
        name, data = (await anext(events)).strip().split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


@pytest.mark.parametrize(
    ("state", "events"),
    [
        (OLD, []),
        (RESTYLED, [("styles", [hash_state(RESTYLED), ["b.css"]])]),
        (NEW, [("reload", [hash_state(NEW), ["a.css"]])]),
        (None, [("reload", None)]),
    ],
    ids=["same", "styles", "content", "gone"],
)
def test_a_page_is_asked_to_update_if_it_changed(
    state: PageState | None, events: list[tuple[str, object]]
) -> None:
    async def run() -> list[tuple[str, object]]:
        states: dict[bytes, PageState | None] = {b"/a/": OLD}
        streams = EventStreams(states.get)
        stream = streams.events(b"/a/", hash_state(OLD))
        assert await take(stream, 2) == [("home", ""), ("problems", [])]
        states[b"/a/"] = state
        streams.refresh()
        streams.preview_style("end.css")
        return await take(stream, len(events) + 1)

    assert asyncio.run(run()) == [*events, ("preview", "end.css")]


def test_latecomers_are_redirected_to_a_moved_page() -> None:
    async def run() -> None:
        states: dict[bytes, PageState | None] = {b"/a/": OLD}
        streams = EventStreams(states.get)
        early = streams.events(b"/a/", hash_state(OLD))
        await take(early, 2)
        del states[b"/a/"]
        streams.follow([("/a/", "/b/")])
        streams.refresh()
        assert await take(early, 1) == [("move", "/b/")]
        assert (await take(streams.events(b"/a/", ""), 3))[2] == ("move", "/b/")
        states[b"/a/"] = OLD
        streams.follow([("/b/", "/a/")])
        assert (await take(streams.events(b"/b/", ""), 3))[2] == ("move", "/a/")
        streams.refresh()
        states.clear()
        assert (await take(streams.events(b"/a/", ""), 3))[2] == ("reload", None)

    asyncio.run(run())


def test_problems_are_sent_if_they_changed_and_to_new_pages() -> None:
    async def run() -> None:
        streams = EventStreams(lambda _: OLD)
        first = streams.events(b"/", hash_state(OLD))
        await take(first, 2)
        streams.send_problems(())
        streams.send_problems((PROBLEM,))
        sent = ("problems", [{"text": "error: a.md", "hint": "Fix it."}])
        assert await take(first, 1) == [sent]
        assert (await take(streams.events(b"/", hash_state(OLD)), 2))[1] == sent

    asyncio.run(run())


def test_a_silent_stream_is_kept_alive_and_ends_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_streams, "KEEP_ALIVE", 0.001)

    async def run() -> None:
        streams = EventStreams(lambda _: OLD)
        stream = streams.events(b"/", hash_state(OLD))
        await take(stream, 2)
        assert await anext(stream) == ": keep-alive\n\n"
        assert len(streams) == 1
        streams.end()
        assert [event async for event in stream if not event.startswith(":")] == []
        assert len(streams) == 0
        assert [event async for event in streams.events(b"/", "")] == []

    asyncio.run(run())
