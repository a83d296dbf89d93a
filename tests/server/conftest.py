"""A server as people start it: a process of its own, asked over the loopback, ended by Ctrl-C."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.cli.conftest import folders
from tests.support.site_kit import ROOT, Site

BASE_URL = "https://user.github.io/repo/"
PATIENCE = 20.0
"""Seconds for anything to happen: other work on the machine only adds time."""


class Reply:
    """An answer, read to its end."""

    def __init__(self, response: HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def text(self) -> str:
        return self.body.decode()


class Server:
    """A server at work."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.lines: list[str] = []
        self._heard: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.url = self.wait_for("Serving ").split()[1]
        self.port = urlsplit(self.url).port or 0

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._heard.put(line.rstrip("\n"))
        self._heard.put(None)

    def wait_for(self, start: str) -> str:
        """Return the next line that starts so."""
        end = monotonic() + PATIENCE
        while (left := end - monotonic()) > 0:
            try:
                line = self._heard.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                raise AssertionError(f"the server ended: {self.lines}")
            self.lines.append(line)
            if line.startswith(start):
                return line
        raise AssertionError(f"no line starts with {start!r}: {self.lines}")

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for a path as it is written, under the headers given."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            return Reply(connection.getresponse())

    @contextmanager
    def events(self, page: str = "/repo/", look: str = "") -> Iterator["Events"]:
        """Hold an event stream of a page open."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection):
            connection.request("GET", f"/.broadsheet/events?page={quote(page, safe='')}&look={quote(look)}")
            yield Events(connection.getresponse())

    def children(self) -> list[int]:
        """The processes that this one started, theirs included."""
        return descendants(self.process.pid)

    def interrupt(self) -> float:
        """Press Ctrl-C once, as a terminal does: all processes hear it. Return the seconds to the end."""
        started = monotonic()
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(PATIENCE)
        return monotonic() - started


class Events:
    """The events of one stream, one by one."""

    def __init__(self, response: HTTPResponse) -> None:
        assert response.status == 200
        self.headers = response.headers
        self._response = response

    def next(self) -> tuple[str, Any]:
        """Return the name and the data of the next event but that of the site's address; ``("", None)`` at the end."""
        name, end = "", monotonic() + PATIENCE
        while raw := self._response.readline():
            assert monotonic() < end, "nothing but silence"
            line = raw.decode().rstrip("\n")
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: ") and name != "home":
                return name, json.loads(line.removeprefix("data: "))
        return "", None

    def wait_for(self, name: str) -> Any:
        """Return the data of the next event of a name."""
        for _ in range(50):
            found, data = self.next()
            if found == name:
                return data
            assert found, "the stream is over"
        raise AssertionError(f"no event {name}")

    def is_over(self) -> bool:
        """Read to the end of the stream, and tell that it came."""
        return self._response.read() is not None


def descendants(process: int) -> list[int]:
    """Return the processes below one."""
    found: list[int] = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = status.read_text("utf-8", "replace")
        except OSError:
            continue
        if int(text.rpartition(")")[2].split()[1]) == process:
            child = int(status.parent.name)
            found += [child, *descendants(child)]
    return found


def is_alive(process: int) -> bool:
    try:
        text = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def launch(site: Site, *arguments: object, **environment: str) -> "subprocess.Popen[str]":
    """Start a server for a site, in a group of its own."""
    given = [str(each) for each in arguments]
    if "--port" not in given:
        given += ["--port", "0"]
    if "--base-url" not in given:
        given += ["--base-url", BASE_URL]
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", *folders(site), *given],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
        cwd=site.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@contextmanager
def running(site: Site, *arguments: object, **environment: str) -> Iterator[Server]:
    """A server for a site, ended at the end whatever happens."""
    process = launch(site, *arguments, **environment)
    below: list[int] = []
    try:
        server = Server(process)
        below = server.children()
        yield server
    finally:
        below = [*below, *descendants(process.pid)]
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)
        for child in below:
            wait_until(lambda: not is_alive(child))  # noqa: B023 - asked at once
        if process.stdout:
            process.stdout.close()


def wait_until(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = monotonic() + PATIENCE
    while not done():
        assert monotonic() < end, "it did not happen"
        sleep(0.02)


@pytest.fixture
def server(small_site: Site) -> Iterator[Server]:
    """A server for the small site."""
    with running(small_site) as one:
        yield one
