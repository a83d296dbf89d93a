"""Newsboat, a feed reader that can be driven from outside: a home of its own, and a look into what it remembers."""

import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROGRAM = shutil.which("newsboat")
MISSING = (
    "newsboat is not installed: no real feed reader reads our feeds here (tests/system-packages installs it)"
)


class Newsboat:
    """A reader with an empty memory, in a folder."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._cache = home / "cache.db"
        (home / "urls").write_text("", "utf-8")
        (home / "config").write_text("", "utf-8")

    def subscribe(self, opml: Path) -> list[str]:
        """Import a list of feeds, and return their addresses."""
        self._run("-i", opml.as_posix())
        return [line.split(" ")[0] for line in (self._home / "urls").read_text("utf-8").splitlines()]

    def follow(self, feed: str) -> None:
        """Subscribe to one feed."""
        with (self._home / "urls").open("a", encoding="utf-8") as urls:
            urls.write(f"{feed}\n")

    def reload(self) -> None:
        """Read all feeds."""
        self._run("-x", "reload")

    def unread(self) -> list[str]:
        """Return the ids of what it would show as new, one for each time."""
        return self._ids("SELECT guid FROM rss_item WHERE unread = 1")

    def known(self) -> list[str]:
        """Return the ids of everything it has, one for each time."""
        return self._ids("SELECT guid FROM rss_item")

    def titles(self) -> dict[str, str]:
        """Return titles by id."""
        with closing(sqlite3.connect(self._cache)) as memory:
            return dict(memory.execute("SELECT guid, title FROM rss_item"))

    def feeds(self) -> list[str]:
        """Return the addresses of the feeds that it has read."""
        return self._ids("SELECT rssurl FROM rss_feed")

    def read_everything(self) -> None:
        """Leave nothing unread, as somebody does who has read it all."""
        with closing(sqlite3.connect(self._cache)) as memory, memory:
            memory.execute("UPDATE rss_item SET unread = 0")

    def _ids(self, query: str) -> list[str]:
        with closing(sqlite3.connect(self._cache)) as memory:
            return sorted(str(row[0]) for row in memory.execute(query))

    def _run(self, *arguments: str) -> None:
        assert PROGRAM
        places = ("-u", "urls", "-C", "config", "-c", "cache.db")
        done = subprocess.run(
            [PROGRAM, *places, *arguments],
            cwd=self._home,
            env={"HOME": str(self._home), "TERM": "dumb", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


class _Handler(SimpleHTTPRequestHandler):
    """Serves files. Says nothing of their age: it is told in seconds, and tests rebuild faster than that."""

    def send_header(self, keyword: str, value: str) -> None:
        if keyword != "Last-Modified":
            super().send_header(keyword, value)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; the address ends with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
