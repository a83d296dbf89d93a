"""Pages look edited on sites of every size: boxes line up, nothing overlaps, lines are short, targets are large. Nor do
axe and the Nu HTML checker find anything on them.

``geometry.js`` looks at the boxes. The small part of the matrix runs each time, all of it is marked ``long``.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_accessibility import RULES, describe
from tests.browser.test_markup import faults
from tests.support.site_kit import Site, article, png
from tests.support.visits import served

LOOK = (Path(__file__).parent / "geometry.js").read_text("utf-8")
WIDTHS = (320, 390, 768, 1024, 1280, 1920)
MODES = ("light", "dark", "forced", "print", "large")
"""``large`` is text at 200 %, as readers set it."""

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TITLES = {
    "en": "A headline of some length, as newspapers write them, about nothing in particular",
    "de": "Kraftfahrzeughaftpflichtversicherung und Geschwindigkeitsbegrenzung im Nahverkehrszweckverband",
    "ja": "窯の神様と勾配降下法について、陶芸家たちが静かに語りはじめたこと",
    "ar": "الماء والريح والنول والفرن في بيت صغير على حافة النهر",
}


class Made(NamedTuple):
    """A site of the matrix: how many items, in which language, with pictures or without, with long words or not."""

    size: int
    language: str = "en"
    pictures: bool = True
    long_words: bool = False
    layout: str = "newspaper"


SITES = {
    "none": Made(0),
    "one": Made(1),
    "one plain": Made(1, pictures=False),
    "three": Made(3, pictures=False),
    "three pictures": Made(3),
    "nine": Made(9),
    "ten": Made(10, pictures=False),
    "forty": Made(40),
    "forty plain": Made(40, pictures=False),
    "long words": Made(12, long_words=True),
    "river": Made(60, layout="river"),
    "ja": Made(12, "ja"),
    "ar": Made(12, "ar"),
    "de": Made(45, "de"),
    "thousand": Made(1000),
}
QUICK = ("none", "three", "forty", "long words", "river", "ar")

PLACES = (
    "",
    "topics/clocks/",
    "topics/",
    "providers/",
    "archive/",
    "2024/05/",
    "feeds/",
    "statistics/",
    "search/",
)
"""Pages of every kind but items: all sites have them, sometimes without an item."""


def fields_of(made: Made, number: int) -> dict[str, object]:
    """Return the fields of an item: some have no excerpt, every third no picture, some another type."""
    title = f"{TITLES[made.language]} {number}"
    days = 3 if made.layout == "river" else 28
    word = LONG if made.long_words else "Paper"
    return article(
        f"n{number}",
        title=f"{LONG} {number} {LONG}" if made.long_words and number % 2 else title,
        excerpt=f"{title}. " * 4 if number % 4 else None,
        publishedDateTime=f"2024-{4 + number % 2:02}-{number % days + 1:02}T10:{number:02}:00Z",
        topics=["Clocks", *([LONG] if made.long_words else []), f"Topic {number % 5}"],
        tags=["Springs", f"{word} tag", "A tag of several words"],
        type="video" if number % 7 == 3 else "article",
        images=[{"url": f"/p{number % 2}.png"}] if made.pictures and number % 3 else None,
        provider={"name": f"The {word} {number % 6}", "domain": f"paper-{number % 6}.example"},
    )


class Matrix:
    """The sites of the matrix, each built and served when it is first asked for, and one tab that looks at them."""

    def __init__(self, folder: Path, page: Page) -> None:
        self._folder = folder
        self.page = page
        self._sites: dict[str, Site] = {}
        self._homes: dict[str, str] = {}

    def open(self, name: str, serve: Callable[[Path], str]) -> tuple[Site, str]:
        """Return a site and its address."""
        if name not in self._sites:
            site = self._sites[name] = Site(self._folder / name.replace(" ", "-"))
            home = self._homes[name] = serve(site.output)
            self._fill(site, SITES[name], home)
        return self._sites[name], self._homes[name]

    def _fill(self, site: Site, made: Made, home: str) -> None:
        names = '[site]\ntitle = "Small Currents"\ndescription = "A radar of small things."'
        site.write("site.toml", f'{names}\nlanguage = "{made.language}"\nbase_url = "{home}"\n')
        with (site.content / "site.toml").open("a") as settings:
            settings.write(f'[theme]\nlayout = "{made.layout}"\n')
        for at in range(2):
            site.write(f"p{at}.png", png(200 - 90 * at, 90, 40 + 90 * at, 1200, 800))
        for number in range(made.size):
            body = f"{TITLES[made.language]} [and a link](https://paper.example/n{number}). " * 6
            site.record(f"_news/{number}.md", fields_of(made, number), body if number % 2 else "")
        site.build()

    def places(self, site: Site) -> list[str]:
        """Return the pages to look at: those of every kind, two items, a day and an unknown one."""
        items = sorted(path for path in site.tree() if path.startswith("2024/") and path.count("/") == 4)
        some = [path.removesuffix("index.html") for path in items[:1] + items[-1:]]
        days = [f"{some[0][:10]}/"] if some else []
        shown = [place for place in PLACES if (site.output / place / "index.html").exists()]
        return [*shown, *some, *days, "404.html"]

    def faults(self, width: int, mode: str) -> list[str]:
        """Return what is wrong with the open page at a width."""
        page = self.page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(
            media="print" if mode == "print" else "screen",
            color_scheme="dark" if mode == "dark" else "light",
            forced_colors="active" if mode == "forced" else "none",
        )
        page.evaluate(
            "size => document.documentElement.style.fontSize = size", "200%" if mode == "large" else ""
        )
        found: list[str] = page.evaluate(LOOK, "print" if mode == "print" else "screen")
        return [f"{width} {mode}: {each}" for each in dict.fromkeys(found)]


@pytest.fixture(scope="module")
def matrix(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    """Return a function that opens a site of the matrix."""
    with ExitStack() as stack:
        context = browser.new_context(service_workers="block")
        stack.callback(context.close)
        made = Matrix(tmp_path_factory.mktemp("geometry"), context.new_page())

        def begin(name: str) -> tuple[Matrix, Site, str]:
            return made, *made.open(name, lambda folder: stack.enter_context(served(folder)))

        yield begin


Begin = Callable[[str], tuple[Matrix, Site, str]]


def look(begin: Begin, name: str, seen: list[tuple[int, str]], few: int | None = None) -> list[str]:
    """Return all faults of a site. ``few`` limits the pages."""
    matrix, site, home = begin(name)
    faults: list[str] = []
    places = matrix.places(site)
    for place in places if few is None else [*places[:few], *places[-4:-1]]:
        matrix.page.goto(f"{home}{place}")
        matrix.page.wait_for_load_state("load")
        faults += [f"{name}/{place} {fault}" for width, mode in seen for fault in matrix.faults(width, mode)]
    return faults


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_pages_look_edited(matrix: Begin, name: str) -> None:
    seen = [(320, "light"), (390, "large"), (1024, "light"), (1280, "light")]
    assert look(matrix, name, seen, few=2) == []


@pytest.mark.long
@pytest.mark.parametrize("name", SITES)
def test_pages_look_edited_everywhere(matrix: Begin, name: str) -> None:
    seen = [(width, mode) for width in WIDTHS for mode in MODES if mode != "print" or width in (768, 1280)]
    assert look(matrix, name, seen) == []


@pytest.mark.slow
@pytest.mark.parametrize("place", ["", "topics/clocks/"])
def test_a_river_shows_twenty_items_at_once(matrix: Begin, place: str) -> None:
    made, _, home = matrix("river")
    made.page.set_viewport_size({"width": 1280, "height": 800})
    made.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    made.page.goto(f"{home}{place}")
    bottoms = "found => found.map(each => each.getBoundingClientRect().bottom)"
    lines: list[float] = made.page.locator("main .h-entry").evaluate_all(bottoms)
    assert len([bottom for bottom in lines if bottom <= 800]) >= 20


def find_violations(begin: Begin, axe: str, name: str) -> list[str]:
    """Return what axe finds on the pages of a site, in light and dark."""
    matrix, site, home = begin(name)
    matrix.page.set_viewport_size({"width": 1280, "height": 900})
    found: list[str] = []
    for place in matrix.places(site):
        matrix.page.goto(f"{home}{place}")
        matrix.page.evaluate(axe)
        for scheme in ("light", "dark"):
            matrix.page.emulate_media(media="screen", color_scheme=scheme, forced_colors="none")
            result: Any = matrix.page.evaluate("rules => axe.run({runOnly: rules})", RULES)
            found += [f"{name}/{place} {scheme}: {each}" for each in describe(result)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [each if each in QUICK else pytest.param(each, marks=pytest.mark.long) for each in SITES]
)
def test_axe_finds_nothing_whatever_the_size(matrix: Begin, axe: str, name: str) -> None:
    assert find_violations(matrix, axe, name) == []


@pytest.mark.long
@pytest.mark.parametrize("name", SITES)
def test_pages_are_valid_whatever_the_size(matrix: Begin, nu: list[str], name: str) -> None:
    _, site, _ = matrix(name)
    assert faults(nu, site.output) == []


LENGTHY = "A sentence of some length. " * 20
CARD = '<p style="width: 20em">A card of a list</p>'
BROKEN = {
    "px wider than the window": '<main><p style="width: 2000px">Wide.</p></main>',
    "landmarks do not line up": '<main style="margin-left: 36px"><p>Moved.</p></main>',
    "not at the edge": '<main><h1 style="margin-left: 36px">Moved</h1></main>',
    "overlap": '<main><p>One line of text</p><p style="margin-top: -2.4em">And another line</p></main>',
    "characters in a line": f"<main><p>{LENGTHY}</p></main>",
    "an empty column": f'<main class="cards">{CARD * 20}</main>',
    "the footer is above": "<main><p>Short.</p></main>",
    "a target of": '<main><p><a href="/">A link</a></p></main>',
    "too close": '<main><a class="t" href="/">a</a> <a class="t" href="/b">b</a></main>',
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_broken_is_found(browser: Browser, fault: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    target = ".t {display: inline-block; width: 12px; height: 24px}"
    style = f"<style>body {{margin: 0; font: 16px/1.5 serif}} {target}</style>"
    page.set_content(f"{style}<header><p>Title</p></header>{BROKEN[fault]}<footer><p>End</p></footer>")
    found = page.evaluate(LOOK, "screen")
    page.close()
    assert [each for each in found if fault in each], found
