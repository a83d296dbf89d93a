"""From saving a record to a browser showing it: ``python -m bench.serve --sizes 1000 10000``.

A real server for an invented site as it comes, a real browser on the page of one article, and edits of that article's
excerpt, one after the other. Time runs from just before the file is written to the first frame of the page that has the
new text, and to the moment when the search index has it.
Needs a Chromium, which ``BROWSER_FOR_TESTS`` may name. Nothing else should run on the machine meanwhile.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import sleep, time
from typing import NamedTuple
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.corpus import default_settings, make_content

BUDGETS = {1_000: 0.3, 6_000: 0.3, 10_000: 1.0}
"""Seconds from saved to shown, by number of records."""

SEARCH_BUDGET = 2.0
"""Seconds from saved to found by search."""

MANIFEST = "search/pagefind/blocks.json"
"""The file of the site that changes with the search index."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE_MS = 60_000.0

_EXCERPT = re.compile(rb"^excerpt: .*$", re.MULTILINE)

_TELL = """
addEventListener("DOMContentLoaded", () =>
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => (window.shownAt = Date.now());
    channel.port2.postMessage(null);
  }));
"""
"""Put into every page: notes when its first frame has been painted, in milliseconds since 1970."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure from the command line. Exit code 1 where a budget is exceeded."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="N", help="records")
    parser.add_argument("--edits", type=int, default=10, metavar="N", help="edits of each size (default 10)")
    parser.add_argument("--pause", type=float, default=2.5, metavar="S", help="seconds between two edits")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    given = parser.parse_args(arguments)
    exceeded = False
    for size in given.sizes:
        times = measure_edits(size, given.edits, given.pause, given.seed)
        found, searched = [each.shown for each in times], [each.searched for each in times]
        budget = BUDGETS.get(size)
        exceeded |= (budget is not None and median(found) > budget) or median(searched) > SEARCH_BUDGET
        print(told(size, found, budget))
        print(f"    saved to found by search {median(searched):.3f} s (budget {SEARCH_BUDGET} s)", flush=True)
    return 1 if exceeded else 0


def told(size: int, found: Sequence[float], budget: float | None) -> str:
    """Return a line that tells what was found: seconds."""
    spread = f"{min(found):.3f} to {max(found):.3f}"
    against = f", budget {budget} s" if budget else ""
    return (
        f"{size:,} records: saved to shown {median(found):.3f} s (median of {len(found)}, {spread}{against})"
    )


class EditTimes(NamedTuple):
    """Seconds from saving an edit until the page shows it, and until search finds it."""

    shown: float
    searched: float


def measure(size: int, edits: int, pause: float = 0.5, seed: int = 1) -> list[float]:
    """Return the seconds from saving to showing, for each of some edits of a site of ``size`` records."""
    return [each.shown for each in measure_edits(size, edits, pause, seed)]


def measure_edits(size: int, edits: int, pause: float = 0.5, seed: int = 1) -> list[EditTimes]:
    """Return the times of each of some edits of a site of ``size`` records."""
    with tempfile.TemporaryDirectory(prefix="bench-serve-", dir=_disk()) as name:
        folder = Path(name)
        make_content(size, seed, folder / "content")
        (folder / "content" / "site.toml").write_text(default_settings(), "utf-8")
        with _serving(folder) as address, _page() as page:
            return list(_edits(page, address, _record(folder / "content"), edits, pause))


def _disk() -> str | None:
    memory = Path("/dev/shm")
    return os.fspath(memory) if memory.is_dir() else None


def _record(content: Path) -> Path:
    """Return the newest record of news: what an editor works on."""
    return max((content / "_news").glob("*.md"))


def _edits(page: Page, address: str, record: Path, edits: int, pause: float) -> Iterator[EditTimes]:
    page.goto(address)
    page.goto(_article(page, record))
    for number in range(edits + 1):
        sleep(pause)
        text = f"Edited for the {number}th time."
        data = _EXCERPT.sub(f'excerpt: "{text}"'.encode(), record.read_bytes(), count=1)
        before, started = _read(f"{address}{MANIFEST}"), time()
        record.write_bytes(data)
        page.wait_for_function(
            "text => window.shownAt && document.body.innerText.includes(text)", arg=text, timeout=PATIENCE_MS
        )
        shown = page.evaluate("window.shownAt") / 1000 - started
        while _read(f"{address}{MANIFEST}") == before and time() < started + PATIENCE_MS / 1000:
            sleep(0.02)
        if number:  # the first one warms up the process that builds
            yield EditTimes(shown, time() - started)


def _read(url: str) -> bytes:
    with urlopen(url) as response:
        return bytes(response.read())


def _article(page: Page, record: Path) -> str:
    """Return the address of a record's page: its title is linked from the front page."""
    title = re.search(r'^title: "?(.*?)"?$', record.read_text("utf-8"), re.MULTILINE)
    assert title
    link = page.get_by_role("link", name=title[1]).first
    return str(link.evaluate("link => link.href"))


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Run a server, and yield the address of its site."""
    given = [f"--{each}={folder / each}" for each in ("content", "output", "cache")]
    command = [sys.executable, "-m", "generator", "serve", *given, "--port=0", "--offline"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        try:
            assert process.stdout
            yield next(line.split()[1] for line in process.stdout if line.startswith("Serving"))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def find_browser() -> str | None:
    """Return the browser that the environment names, or that is installed; ``None`` for Playwright's own."""
    installed = filter(None, map(shutil.which, BROWSERS))
    return os.environ.get("BROWSER_FOR_TESTS") or next(installed, None)


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = opened.new_page()
        page.add_init_script(_TELL)
        yield page
        opened.close()


if __name__ == "__main__":
    sys.exit(main())
