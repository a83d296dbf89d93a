"""What a page may weigh, and that nothing on it moves once it is there."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.site_kit import Site, article, png
from tests.support.visits import DESK, EVERYWHERE, PHONE, VIDEO, Visit

FIRST_VIEW = 200_000
"""Bytes of the front page before its reader scrolls, pictures included, as a host sends them."""

FIRST_TEXT = 60_000
"""Likewise without pictures."""

LIST = 60_000
"""Bytes of the HTML of a list."""

SHIFTS = """
window.shift = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) window.shift += each.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


def on_the_way(page: Page, url: str, length: int) -> int:
    """Return what an answer weighs on its way: hosts compress text, GitHub Pages with gzip."""
    packed = url.endswith(("/", ".css", ".js", ".svg"))
    return len(gzip.compress(page.request.get(url).body())) if packed else length


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_view_of_the_front_page_is_light(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    reader = visit(size)
    page = reader.open()
    page.wait_for_load_state("networkidle")
    if not page.locator("picture source").count():
        pytest.skip("NO VARIANTS: pictures are shown as they came, of whatever size")
    sent = {url: on_the_way(page, url, length) for url, length in reader.loaded}
    assert sum(sent.values()) <= FIRST_VIEW, sent


@pytest.mark.parametrize("place", ["", "topics/ai/", VIDEO])
def test_the_first_view_without_pictures_is_small(visit: Callable[..., Visit], place: str) -> None:
    reader = visit(PHONE)
    page = reader.open(place)
    page.wait_for_load_state("networkidle")
    sent = {url: on_the_way(page, url, length) for url, length in reader.loaded if "/pictures/" not in url}
    assert len(sent) > 3
    assert sum(sent.values()) <= FIRST_TEXT, sent


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("place", ["", "topics/craft/", "providers/millpond.example/", VIDEO, "statistics/"])
def test_nothing_moves(visit: Callable[..., Visit], size: tuple[int, int], place: str) -> None:
    reader = visit(size)
    reader.page.add_init_script(SHIFTS)
    page = reader.open(place)
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(150)
    shift: Any = page.evaluate("window.shift")
    assert shift < 0.001  # rounding of parts of a pixel; 0.1 is what people notice


def test_lists_of_the_demo_are_short(visit: Callable[..., Visit]) -> None:
    reader = visit()
    for place in EVERYWHERE:
        reader.open(place)
    heavy = {url: length for url, length in reader.loaded if url.endswith("/") and length > LIST}
    assert heavy == {}


def test_lists_of_a_large_site_stay_short(site: Site) -> None:
    """The fullest pages that the defaults allow: two pages of items less one, excerpts longer than what is shown, and
    more providers than one page of their index holds."""
    site.write("p.png", png(200, 90, 40, 1200, 800))
    for number in range(640):
        fields = article(
            f"story-{number}",
            title=f"{number} A headline of some length, as newspapers write them, about nothing in particular",
            excerpt="A sentence that says in many words what could be said in few. " * 8,
            publishedDateTime=f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T10:00:00Z",
            topics=["Clocks", "Ladders", "Rain and other weather"],
            images=[{"url": "/p.png", "width": 1200, "height": 800}],
            provider={"name": f"Paper {chr(65 + number % 3)}{number}", "domain": f"paper-{number}.example"},
        )
        site.record(f"_news/{number}.md", fields)
    for number in range(39):
        members = [f"collections/{(number + at) % 39}" for at in range(1, 10)]
        title = f"{number} A collection of some length, as people make them of all that they have read"
        fields = {"title": title, "type": "collection", "items": members, "images": [{"url": "/p.png"}]}
        site.record(f"_learning/collections/{number}.md", fields)
    site.build()
    assert site.tree()["collection/index.html"].count(b"<li>") > 90, "collections have their members"
    lists = {path: len(page) for path, page in site.tree().items() if path.endswith(".html")}
    assert {path: size for path, size in lists.items() if size > LIST} == {}
    assert {"providers/~p/index.html", "providers/~p/2/index.html"} <= lists.keys()
    assert Path(site.output / "topics/clocks/page/1/index.html").exists()
