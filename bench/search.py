"""The first search of a reader in a browser: ``python -m bench.search --sizes 6000 100000``.

Builds a generated site as it comes, serves it as hosts do (text is compressed), slows the processor of a real browser
down like that of a phone, and types a word into the search page. Time runs from the input to the first result on the
page; bytes are those of everything that the search loads. Needs a Chromium, which ``BROWSER_FOR_TESTS`` may name.
"""

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from bench.contestants import Broadsheet
from bench.corpus import make_content
from bench.measure import cost
from bench.serve import find_browser

BUDGETS = {6_000: 1.0, 100_000: 2.0}
"""Seconds, by number of records."""

BYTES = 300_000
SLOWER = 4
ORDERS = {"by relevance": "", "by date": "newest"}


class FirstSearch(NamedTuple):
    """Seconds to the first result, bytes loaded until then, and the number of requests."""

    seconds: float
    bytes: int
    requests: int


class _Host(SimpleHTTPRequestHandler):
    """Serves files, and compresses those of text."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        data, packs = file.read_bytes(), file.suffix in (".html", ".css", ".js", ".json", ".svg", ".xml")
        data = gzip.compress(data) if packs else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)
        if isinstance(self.server, _Server):
            self.server.sent.append(len(data))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A server that counts the bytes of each response. The browser reports only those of the page, not of workers."""

    request_queue_size = 64

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
        self.sent: list[int] = []
        self.origin = f"http://127.0.0.1:{self.server_port}"


@contextmanager
def hosted(folder: Path) -> Iterator[_Server]:
    """Serve a folder, and yield the server."""
    with _Server(folder) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def search_once(browser: Browser, server: _Server, word: str, order: str) -> FirstSearch:
    """Search for a word with nothing in the browser's cache."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.origin}/topics/", wait_until="networkidle")  # style and scripts of all pages
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    server.sent.clear()
    page.goto(f"{server.origin}/search/?order={order}", wait_until="domcontentloaded")
    started = perf_counter()
    page.get_by_role("searchbox").fill(word)
    page.locator("#results article").first.wait_for(timeout=60_000)
    seconds = perf_counter() - started
    page.wait_for_load_state("networkidle")  # counts of filters may follow
    context.close()
    return FirstSearch(seconds, sum(server.sent), len(server.sent))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure from the command line. Exit code 1 if a budget is exceeded."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[6_000], metavar="N", help="records")
    parser.add_argument(
        "--from", type=Path, dest="source", metavar="DIR", help="multiply these records instead"
    )
    parser.add_argument("--word", default="", help="the word to search for (default: one of a title)")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    given = parser.parse_args(arguments)
    exceeded = False
    for size in given.sizes:
        with tempfile.TemporaryDirectory(prefix="bench-search-", dir=_disk()) as name:
            make_content(size, 1, Path(name) / "content", given.source)
            site = Broadsheet(Path(name) / "content", Path(name))
            cost(site.command())
            exceeded |= not _measure(size, site.output, given.word or _common_word(site.output), given.runs)
    return 1 if exceeded else 0


def _disk() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _common_word(site: Path) -> str:
    """Return a word of a title on the front page."""
    text = (site / "index.html").read_text("utf-8")
    titles = text.partition('class="p-name u-url"')[2].partition(">")[2].partition("<")[0]
    return max(titles.split(), key=len)


def _measure(size: int, site: Path, word: str, runs: int) -> bool:
    """Print the figures of one site, and return whether they are within the budgets."""
    within = True
    with hosted(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for name, order in ORDERS.items():
            found = [search_once(browser, server, word, order) for _ in range(runs)]
            seconds, size_loaded = median(each.seconds for each in found), max(each.bytes for each in found)
            print(
                f"{size:,} records, {word!r} {name}: first result after {seconds:.2f} s (processor slowed "
                f"{SLOWER} times), {size_loaded / 1000:.0f} kB in {found[-1].requests} requests",
                flush=True,
            )
            within &= seconds <= BUDGETS.get(size, 60) and size_loaded <= BYTES
        browser.close()
    return within


if __name__ == "__main__":
    sys.exit(main())
