"""A real browser for tests, where there is one, and recordings of what it shows."""

import base64
import io
import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def found() -> str:
    """Return the path of a browser that can be driven, "" where there is none. ``BROWSER_FOR_TESTS`` names another."""
    named = os.environ.get("BROWSER_FOR_TESTS")
    return named or next((path for name in NAMES if (path := shutil.which(name))), "")


needs_browser = pytest.mark.skipif(
    not found(), reason="NO BROWSER: install chromium, or name one in BROWSER_FOR_TESTS, to run these tests"
)


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Recording:
    """The frames that a page showed, each with the second that it came at: one for each change."""

    def __init__(self, page: Page) -> None:
        self.frames: list[tuple[float, Image.Image]] = []
        self._session = page.context.new_cdp_session(page)
        self._session.on("Page.screencastFrame", self._take)
        self._session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})

    def _take(self, event: dict[str, Any]) -> None:
        frame = Image.open(io.BytesIO(base64.b64decode(event["data"]))).convert("RGB")
        self.frames.append((event["metadata"]["timestamp"], frame))
        self._session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def stop(self) -> None:
        """Take no more."""
        self._session.send("Page.stopScreencast")

    def save(self, file: Path, width: int) -> None:
        """Write the recording as a picture that moves, in the time that it took; long pauses are cut to 1.5 s."""
        times = [moment for moment, _ in self.frames]
        lengths = [
            min(1500, max(40, round(1000 * (after - before)))) for before, after in itertools.pairwise(times)
        ]
        frames = [
            frame.resize((width, round(frame.height * width / frame.width))) for _, frame in self.frames
        ]
        frames[0].save(
            file,
            save_all=True,
            append_images=frames[1:],
            duration=[*lengths, 1500],
            loop=0,
            quality=60,
            method=6,
        )
