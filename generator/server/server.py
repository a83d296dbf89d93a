"""``broadsheet serve`` from beginning to end: a socket, a first build, then everything at once until Ctrl-C."""

import asyncio
import os
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from msgspec import Struct
from starlette.types import ASGIApp
from uvicorn import Config, Server

from generator.base.errors import OutputError, SettingsError
from generator.model.options import BuildOptions
from generator.pipeline.context import theme_folders
from generator.server.allowed_hosts import AllowedHosts, is_everywhere, is_loopback
from generator.server.app import application
from generator.server.event_streams import EventStreams
from generator.server.files import OutputFiles
from generator.server.outcomes import BuildFailed, BuildOutcome
from generator.server.ports import open_port
from generator.server.responses import ResponseMaker
from generator.server.session import PrintLine, ServeSession

GRACE = 1
"""Seconds that a download may still take once the server is told to end."""

PATIENCE = 1.0
"""Seconds after which a first build is worth a line that it goes on."""


class ServerOptions(Struct, frozen=True):
    """What the command line asks of the server itself. ``port`` 0 means any."""

    host: str = "127.0.0.1"
    port: int = 8000
    open: bool = False


def serve(options: BuildOptions, wishes: ServerOptions, say: PrintLine) -> None:
    """Build and serve a site until the process is interrupted.

    Raises :class:`SettingsError` for what no edit of the site can mend: a folder that is not there, a
    host or port that cannot be had; :class:`OutputError` where the first build cannot write.
    """
    _refuse_absent(options)
    bound = open_port(wishes.host, wishes.port)
    try:
        asyncio.run(_run(options, wishes, bound, say))
    finally:
        bound.close()


def _refuse_absent(options: BuildOptions) -> None:
    if not options.content.is_dir():
        message = f"content folder '{options.content}': expected a folder of records, found none"
        raise SettingsError(message, "Name it with --content DIR, or make one with 'broadsheet new DIR'.")
    if options.templates and not options.templates.is_dir():
        raise SettingsError(f"there is no folder {options.templates}", "Check --templates.")


async def _run(options: BuildOptions, wishes: ServerOptions, bound: socket.socket, say: PrintLine) -> None:
    """Do everything at once until one part ends: then the others do, too."""
    pages = ResponseMaker(OutputFiles(os.fspath(options.output)))
    streams = EventStreams(pages.look)
    theme = theme_folders(options.templates)
    session = ServeSession(options, theme, pages, streams, say)
    styles = [OutputFiles(os.fspath(folder / "static")) for folder in theme]
    server = _UvicornServer(application(pages, streams, styles, AllowedHosts(wishes.host)))
    leave = asyncio.Event()
    with _told_to_leave(leave.set):
        tasks = [
            asyncio.create_task(leave.wait()),
            asyncio.create_task(session.watch()),
            asyncio.create_task(_go(session, server, wishes, bound, pages, say)),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            session.end()
            server.should_exit = True
        if server.started:
            await asyncio.wait(tasks[2:], timeout=GRACE * 2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()


async def _go(
    session: ServeSession,
    server: "_UvicornServer",
    wishes: ServerOptions,
    bound: socket.socket,
    pages: ResponseMaker,
    say: PrintLine,
) -> None:
    """Build once, say where the site is, then serve and build again."""
    waiting = asyncio.get_running_loop().call_later(PATIENCE, say, "Building …")
    try:
        _refuse_hopeless(await session.first())
    finally:
        waiting.cancel()
    address = _address(wishes.host, bound, pages.base or "/")
    for line in _greeting(wishes, bound, address):
        say(line)
    building = asyncio.create_task(session.build())
    if wishes.open:
        asyncio.get_running_loop().call_later(0.2, webbrowser.open, address)
    try:
        await server.serve([bound])
    finally:
        building.cancel()


def _refuse_hopeless(outcome: BuildOutcome) -> None:
    if isinstance(outcome, BuildFailed) and not outcome.lasting and not outcome.trace:
        raise OutputError(outcome.message, outcome.hint)


def _greeting(wishes: ServerOptions, bound: socket.socket, address: str) -> Iterator[str]:
    port = bound.getsockname()[1]
    if wishes.port not in (0, port):
        yield f"Port {wishes.port} is taken: {port} is the next that is free."
    if not is_loopback(wishes.host):
        yield f"warning: everybody who can reach this machine on port {port} can see the site."
    yield f"Serving  {address} (Ctrl-C ends)"


def _address(host: str, bound: socket.socket, path: str) -> str:
    name = "127.0.0.1" if is_everywhere(host) else host
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}:{bound.getsockname()[1]}{path}"


class _UvicornServer(Server):
    """Uvicorn, without a word, and without a hand on the signals: they are ours."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            Config(
                app,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _told_to_leave(leave: Callable[[], None]) -> Iterator[None]:
    """Call ``leave`` on Ctrl-C, and when somebody ends the process politely."""
    loop = asyncio.get_running_loop()

    def heard(number: int, frame: FrameType | None) -> None:
        with suppress(RuntimeError):  # the loop may be gone by the time
            loop.call_soon_threadsafe(leave)

    before = {each: signal.signal(each, heard) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
