"""What a reader from right to left sees: the page mirrored, and each title in its own order."""

from collections.abc import Callable, Iterator

import pytest

from tests.support.site_kit import Site, article
from tests.support.visits import DESK, NARROW, Visit, served

NAMES = ("الماء", "الريح", "النول", "الفرن")


@pytest.fixture
def arabic(site: Site) -> Iterator[str]:
    """A site in Arabic, with one English title. Asked for before a visit, it is still served when that ends."""
    with served(site.output) as home:
        site.write("site.toml", f'[site]\ntitle = "التيارات"\nlanguage = "ar"\nbase_url = "{home}"\n')
        for number in range(12):
            name = NAMES[number % 4]
            date = f"2024-05-{number + 1:02}T10:00:00Z"
            fields = article(f"n{number}", title=f"{name} {number}", excerpt=name * 9, publishedDateTime=date)
            site.record(f"_news/{number}.md", fields)
        site.record(
            "_news/e.md",
            article("e", title="A loom (and why)", locale="en", publishedDateTime="2024-05-06T12:00:00Z"),
        )
        site.build()
        yield home


def left(visit: Visit, selector: str) -> float:
    box = visit.page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["x"]


def test_the_page_is_mirrored(arabic: str, visit: Callable[..., Visit]) -> None:
    reader = visit(DESK, home=arabic)
    reader.open()
    assert left(reader, ".cards article:nth-child(2)") < left(reader, ".cards article")
    assert left(reader, ".theme-toggle") < left(reader, ".site-title a")
    reader.open("2024/05/06/a-loom-and-why/")
    assert left(reader, ".sidebar") < left(reader, "#main")
    assert left(reader, ".prev-next [rel=next]") < left(reader, ".prev-next [rel=prev]")


def test_a_title_keeps_its_own_order(arabic: str, visit: Callable[..., Visit]) -> None:
    page = visit(DESK, home=arabic).open("2024/05/06/a-loom-and-why/")
    assert page.locator("h1").evaluate("each => getComputedStyle(each).direction") == "ltr"
    page.locator(".prev-next [rel=next]").click()
    assert page.locator("h1").evaluate("each => getComputedStyle(each).direction") == "rtl"


@pytest.mark.parametrize("place", ["", "2024/05/06/a-loom-and-why/", "statistics/", "2024/05/", "providers/"])
def test_nothing_runs_over_on_a_narrow_screen(arabic: str, visit: Callable[..., Visit], place: str) -> None:
    page = visit(NARROW, home=arabic).open(place)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
