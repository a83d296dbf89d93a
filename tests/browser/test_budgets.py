"""What a page may weigh, and that nothing on it moves once it is there."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.site_kit import Site, article
from tests.visits import DESK, EVERYWHERE, PHONE, VIDEO, Visit

FIRST_VIEW = 200_000
"""Bytes that the front page takes before its reader scrolls, pictures included, as hosts send them: texts packed."""

LIST = 60_000
"""Bytes of the HTML of a list."""

SHIFTS = """
window.shift = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) window.shift += each.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


def packed(body: bytes, url: str) -> int:
    """Return the bytes of an answer on its way: every host packs texts, and nothing else."""
    return len(gzip.compress(body)) if url.endswith(("/", ".css", ".js", ".svg")) else len(body)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_view_of_the_front_page_is_light(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    reader = visit(size)
    page = reader.open()
    page.wait_for_load_state("networkidle")
    if not page.locator("picture source").count():
        pytest.skip("NO VARIANTS: pictures are shown as they came, of whatever size")
    sent = {url: packed(page.request.get(url).body(), url) for url, _ in reader.loaded}
    assert sum(sent.values()) <= FIRST_VIEW, sent


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
    assert shift == 0


def test_lists_of_the_demo_are_short(visit: Callable[..., Visit]) -> None:
    reader = visit()
    for place in EVERYWHERE:
        reader.open(place)
    heavy = {url: length for url, length in reader.loaded if url.endswith("/") and length > LIST}
    assert heavy == {}


def test_lists_of_a_large_site_stay_short(site: Site) -> None:
    """The fullest pages that the defaults allow: two pages of items less one, excerpts longer than what is shown, and
    more providers than one page of their index holds."""
    for number in range(640):
        fields = article(
            f"story-{number}",
            title=f"{number} A headline of some length, as newspapers write them, about nothing in particular",
            excerpt="A sentence that says in many words what could be said in few. " * 8,
            publishedDateTime=f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T10:00:00Z",
            topics=["Clocks", "Ladders", "Rain and other weather"],
            provider={"name": f"Paper {chr(65 + number % 3)}{number}", "domain": f"paper-{number}.example"},
        )
        site.record(f"_news/{number}.md", fields)
    site.build()
    lists = {path: len(page) for path, page in site.tree().items() if path.endswith(".html")}
    assert {path: size for path, size in lists.items() if size > LIST} == {}
    assert {"providers/~p/index.html", "providers/~p/2/index.html"} <= lists.keys()
    assert Path(site.output / "topics/clocks/page/1/index.html").exists()
