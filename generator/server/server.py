"""Run ``broadsheet serve``: open a socket, build once, then serve, watch and rebuild until Ctrl-C."""

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
from generator.pipeline.context import configured_templates, theme_folders
from generator.server.allowed_hosts import AllowedHosts, is_everywhere, is_loopback
from generator.server.app import application
from generator.server.event_streams import EventStreams
from generator.server.files import OutputFiles
from generator.server.outcomes import BuildFailed, BuildOutcome
from generator.server.ports import open_port
from generator.server.responses import ResponseMaker
from generator.server.session import PrintLine, ServeSession

GRACE = 1
"""Seconds that a download may still take after the server is asked to stop."""

PATIENCE = 1.0
"""Seconds of a first build after which a line says that it is still running."""


class ServerOptions(Struct, frozen=True):
    """Options of the server itself. ``port`` 0 means any free port; ``open`` opens a browser."""

    host: str = "127.0.0.1"
    port: int = 8000
    open: bool = False


def serve(options: BuildOptions, server_options: ServerOptions, print_line: PrintLine) -> None:
    """Build and serve a site until the process is interrupted.

    Raises :class:`SettingsError` for errors that no edit of the site can fix: a missing folder, a host or port that
    is not available. Raises :class:`OutputError` if the first build cannot write.
    """
    _require_folders(options)
    listener = open_port(server_options.host, server_options.port)
    try:
        asyncio.run(_run(options, server_options, listener, print_line))
    finally:
        listener.close()


def _require_folders(options: BuildOptions) -> None:
    if not options.content.is_dir():
        message = f"content folder '{options.content}': expected a folder of records, found none"
        raise SettingsError(message, "Name it with --content DIR, or create one with 'broadsheet new DIR'.")
    if options.templates and not options.templates.is_dir():
        raise SettingsError(f"there is no folder {options.templates}", "Check --templates.")


async def _run(
    options: BuildOptions, server_options: ServerOptions, listener: socket.socket, print_line: PrintLine
) -> None:
    """Run all tasks at once. When one of them ends, end the others."""
    pages = ResponseMaker(OutputFiles(os.fspath(options.output)))
    streams = EventStreams(pages.page_state)
    theme = theme_folders(options.templates or configured_templates(options.content))
    session = ServeSession(options, theme, pages, streams, print_line)
    styles = [OutputFiles(os.fspath(folder / "static")) for folder in theme]
    server = _UvicornServer(application(pages, streams, styles, AllowedHosts(server_options.host)))
    stop = asyncio.Event()
    with _handle_signals(stop.set):
        tasks = [
            asyncio.create_task(stop.wait()),
            asyncio.create_task(session.watch()),
            asyncio.create_task(
                _build_and_serve(session, server, server_options, listener, pages, print_line)
            ),
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


async def _build_and_serve(
    session: ServeSession,
    server: "_UvicornServer",
    server_options: ServerOptions,
    listener: socket.socket,
    pages: ResponseMaker,
    print_line: PrintLine,
) -> None:
    """Build once, print the URL of the site, then serve it and rebuild on changes."""
    notice = asyncio.get_running_loop().call_later(PATIENCE, print_line, "Building …")
    try:
        _require_usable(await session.first())
    finally:
        notice.cancel()
    url = _site_url(server_options.host, listener, pages.base or "/")
    for line in _start_lines(server_options, listener, url):
        print_line(line)
    building = asyncio.create_task(session.build())
    if server_options.open:
        asyncio.get_running_loop().call_later(0.2, webbrowser.open, url)
    try:
        await server.serve([listener])
    finally:
        building.cancel()


def _require_usable(outcome: BuildOutcome) -> None:
    """Raise :class:`OutputError` for a first build that failed for a reason that no edit can fix."""
    if isinstance(outcome, BuildFailed) and not outcome.lasting and not outcome.trace:
        raise OutputError(outcome.message, outcome.hint)


def _start_lines(server_options: ServerOptions, listener: socket.socket, url: str) -> Iterator[str]:
    port = listener.getsockname()[1]
    if server_options.port not in (0, port):
        yield f"Port {server_options.port} is taken. Using {port}, the next free port."
    if not is_loopback(server_options.host):
        yield f"warning: anyone who can reach port {port} of this machine can see the site."
    yield f"Serving  {url} (stop with Ctrl-C)"


def _site_url(host: str, listener: socket.socket, path: str) -> str:
    name = "127.0.0.1" if is_everywhere(host) else host
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}:{listener.getsockname()[1]}{path}"


class _UvicornServer(Server):
    """Uvicorn without log output and without signal handlers: :func:`_handle_signals` has ours."""

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
def _handle_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call ``stop`` on SIGINT (Ctrl-C) and SIGTERM."""
    loop = asyncio.get_running_loop()

    def handle(number: int, frame: FrameType | None) -> None:
        with suppress(RuntimeError):  # the loop may be closed already
            loop.call_soon_threadsafe(stop)

    before = {each: signal.signal(each, handle) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
