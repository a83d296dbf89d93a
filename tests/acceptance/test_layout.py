"""Nothing moves while pictures load, and pages are told truly how wide they are drawn: seen in a browser."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.recorded import needs_browser, opened
from tests.support.site_kit import ROOT, Site

pytestmark = needs_browser

WATCH = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""

DRAWN = """
[...document.querySelectorAll("picture.image:has(source) img")].map(image => {
  const box = image.getBoundingClientRect(), own = +image.getAttribute("width");
  const shape = own / image.getAttribute("height");
  const cover = getComputedStyle(image).objectFit === "cover";
  const sizes = image.parentElement.querySelector("source").sizes.split(", ");
  const told = sizes.map(one => one.match(/^(\\(.*\\)) (.*)$/) || [one, "all", one]);
  const rule = document.createElement("div");
  rule.style.width = told.find(([, media]) => matchMedia(media).matches)[2];
  document.documentElement.append(rule);
  const width = rule.getBoundingClientRect().width;
  rule.remove();
  return [cover ? Math.max(box.width, box.height * shape) : box.width, own, width];
})
"""
"""How wide each picture is drawn, how wide it is, and what its page says of that."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("layout"), overrides={"site": {"base_url": "http://127.0.0.1/"}})
    site.content = ROOT / "content"
    site.build()
    handler = functools.partial(Quiet, directory=str(site.output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=str)
def test_nothing_moves_and_sizes_are_true(browser: Browser, address: str, size: tuple[int, int]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page.add_init_script(WATCH)
    page.goto(f"{address}/")
    item = page.locator(".cards h3 a").first.get_attribute("href")
    seen = 0
    for path in ("/", item, "/topics/craft/", "/providers/"):
        page.goto(f"{address}{path}")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") == 0, path
        for drawn, own, told in page.evaluate(DRAWN):
            seen += 1
            assert min(drawn, own) * 0.85 <= told <= drawn * 1.6 or own < told, (path, drawn, own, told)
    assert seen > 10
    page.close()
