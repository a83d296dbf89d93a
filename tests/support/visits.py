"""A finished site on a server of this machine, and a browser's visit to it that writes down all that goes wrong."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Request, Response

DESK, PHONE, NARROW = (1280, 900), (390, 844), (360, 740)
BASE = "/demo/"
"""The path that the site stands under: hardly any site of GitHub Pages has a host to itself."""


VIDEO = "2025/06/14/a-neural-network-in-a-flowerpot/"
EVERYWHERE = (
    "",
    "topics/",
    "topics/craft/",
    "providers/",
    "providers/millpond.example/",
    "kinds/",
    "collection/",
    "profile/",
    "forum/",
    "archive/",
    "2025/",
    "2025/11/",
    "2025/11/06/",
    "statistics/",
    "feeds/",
    "page/1/",
    VIDEO,
    "collection/a-cabinet-of-small-models/",
    "2025/11/28/small-currents-the-november-letter/",
    "2026/01/16/three-thousand-roofs-on-a-thermal-map-in-one-histogram/",
    "stories/2026-01-15-council-publishes-thermal-map-of-three-thousand-roofs/",
    "404.html",
    "search/",
)
"""A page of every sort that the demo has."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under :data:`BASE`."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(BASE) if path.startswith(BASE) else "nowhere"
        return super().translate_path(f"/{inside}")

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # a browser opens many connections at once, and a busy machine takes its time


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; yields the address of its front page."""
    handler = functools.partial(_Handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BASE}"
        finally:
            server.shutdown()
            thread.join()


class Visit:
    """A tab, and what it complained of: the console, errors of scripts, requests that left the site or failed."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home = home
        self.faults: list[str] = []
        self.loaded: list[tuple[str, int]] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self.faults.append(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.home):
            self.faults.append(f"left the site: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")
        self.loaded.append((response.url, int(response.headers.get("content-length", "0"))))

    def open(self, place: str = "") -> Page:
        """Open a page of the site."""
        self.page.goto(f"{self.home}{place}")
        return self.page

    def place(self) -> str:
        """Return where the tab is, under the site."""
        return self.page.url.removeprefix(self.home)

    def overflows(self) -> bool:
        """Tell whether the page is wider than its window."""
        wide: bool = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return wide
