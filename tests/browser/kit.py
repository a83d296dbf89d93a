"""What browser tests share: a static host on this machine, and a page that hears of everything that goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # a browser opens many connections at once, and a busy machine takes its time


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder as a static host does; yield its origin."""
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def watched(browser: Any, origin: str, **options: Any) -> Iterator[Any]:
    """Open a page, and hold that nothing it does is complained of, refused, or asked of another host."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("requestfailed", lambda asked: faults.append(f"failed: {asked.url}"))
    page.on("request", lambda asked: None if asked.url.startswith(origin) else faults.append(asked.url))
    page.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    try:
        yield page
        assert faults == []
    finally:
        context.close()
