"""From saving a record to a browser showing it: ``python -m bench.serve --sizes 1000 10000``.

A real server for an invented site, a real browser on the page of one article, and edits of that article's excerpt, one
after the other. Time runs from just before the file is written to the first frame of the page that has the new text.
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

from playwright.sync_api import Page, sync_playwright

from bench.corpus import make_content

BUDGETS = {1_000: 0.3, 10_000: 1.0}
"""Seconds, by number of records."""


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
        found = measure(size, given.edits, given.pause, given.seed)
        budget = BUDGETS.get(size)
        exceeded |= budget is not None and median(found) > budget
        print(told(size, found, budget), flush=True)
    return 1 if exceeded else 0


def told(size: int, found: Sequence[float], budget: float | None) -> str:
    """Return a line that tells what was found: seconds."""
    spread = f"{min(found):.3f} to {max(found):.3f}"
    against = f", budget {budget} s" if budget else ""
    return (
        f"{size:,} records: saved to shown {median(found):.3f} s (median of {len(found)}, {spread}{against})"
    )


def measure(size: int, edits: int, pause: float = 0.5, seed: int = 1) -> list[float]:
    """Return the seconds from saving to showing, for each of some edits of a site of ``size`` records."""
    with tempfile.TemporaryDirectory(prefix="bench-serve-", dir=_disk()) as name:
        folder = Path(name)
        make_content(size, seed, folder / "content")
        with _serving(folder) as address, _page() as page:
            return list(_edits(page, address, _record(folder / "content"), edits, pause))


def _disk() -> str | None:
    memory = Path("/dev/shm")
    return os.fspath(memory) if memory.is_dir() else None


def _record(content: Path) -> Path:
    """Return the newest record of news: what an editor works on."""
    return max((content / "_news").glob("*.md"))


def _edits(page: Page, address: str, record: Path, edits: int, pause: float) -> Iterator[float]:
    page.goto(address)
    page.goto(_article(page, record))
    for number in range(edits + 1):
        sleep(pause)
        text = f"Edited for the {number}th time."
        data = _EXCERPT.sub(f'excerpt: "{text}"'.encode(), record.read_bytes(), count=1)
        started = time()
        record.write_bytes(data)
        page.wait_for_function(
            "text => window.shownAt && document.body.innerText.includes(text)", arg=text, timeout=PATIENCE_MS
        )
        if number:  # the first one warms up the process that builds
            yield page.evaluate("window.shownAt") / 1000 - started


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
