"""Search as a reader meets it, in a site under a sub-path."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.kit import hosted, watched
from tests.support.recorded import needs_browser, opened
from tests.support.site_kit import Site, article

pytestmark = [
    pytest.mark.slow,
    needs_browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

BASE = "/under/here/"

LONG_TEXT = " ".join([*[f"word{number}ly" for number in range(60)], "samovar", *["teapots"] * 60])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened() as running:
        yield running


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[tuple[Any, str]]:
    """Build a site and serve it under a sub-path; yield the browser with the address of the search page."""
    site = Site(tmp_path_factory.mktemp("search"))
    site.output = site.folder / "host" / BASE.strip("/")
    site.write(
        "assets/kiln.png", (Path(__file__).parents[2] / "content/assets/images/kiln.webp").read_bytes()
    )
    for number in range(14):
        at = f"20{10 + number}-03-0{1 + number % 9}T10:00:00Z"
        topics = ["Clocks" if number % 2 else "Tides"]
        site.record(f"_news/{number}.md", article(f"kettle {number}", publishedDateTime=at, topics=topics))
    site.record("_news/samovar.md", article("tea", excerpt=LONG_TEXT))
    hostile = "Kiln &amp; &lt;img src=x onerror=alert(1)&gt; of &lt;clay&gt;"
    fields = {"images": [{"url": "/assets/kiln.png", "width": 400, "height": 300}], "topics": ["Clay"]}
    site.record(
        "_news/kiln.md", article("kiln", title=hostile, excerpt=f"About {hostile} and pots.", **fields)
    )
    with hosted(site.folder / "host") as origin:
        site.build(overrides={"site": {"base_url": f"{origin}{BASE}", "language": "en-GB"}})
        yield browser, f"{origin}{BASE}search/"


def found(page: Any) -> list[str]:
    """Return the titles that are shown."""
    titles: list[str] = page.locator("#results h2").all_inner_texts()
    return titles


def wait_for(page: Any, text: str) -> None:
    page.get_by_role("status").filter(has_text=re.compile(f"^{text}$")).wait_for()


@pytest.mark.parametrize("linked", [True, False])
def test_a_key_leads_to_search_and_into_its_field(place: tuple[Any, str], linked: bool) -> None:
    running, address = place
    with watched(running, address.split("/under")[0]) as page:
        page.goto(address.removesuffix("search/"), wait_until="networkidle")
        if not linked:  # a masthead of the settings need not link to it
            page.locator(".masthead a[rel=search]").evaluate("link => link.remove()")
        page.keyboard.press("/")
        page.wait_for_url(address)
        page.get_by_role("searchbox").wait_for()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.type") == "search"


def test_a_word_finds_an_item_with_its_picture_and_its_date(place: tuple[Any, str]) -> None:
    running, address = place
    with watched(running, address.split("/under")[0]) as page:
        page.goto(address)
        page.get_by_role("searchbox").press_sequentially("kilns")
        wait_for(page, "1 item found\\.")
        assert found(page) == ["Kiln & <img src=x onerror=alert(1)> of <clay>"]
        result = page.locator("#results article")
        assert result.locator("time").get_attribute("datetime") == "2024-05-01T10:00:00Z"
        assert result.locator("mark").first.inner_text() == "Kiln"
        assert "<img src=x" in result.locator("p").inner_text()
        assert result.locator("img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
        assert page.locator("#results img").count() == 1
        page.keyboard.press("Enter")
        result.get_by_role("link").click()
        page.wait_for_url("**/2024/05/01/**")
        assert page.locator("h1").inner_text().startswith("Kiln &")


@pytest.mark.parametrize(
    ("query", "count"),
    [("kettle", 14), ("kettles", 14), ("kett", 14), ("theatre", 0), ("aqueduct", 0), ("kettle theatre", 0)],
)
def test_a_word_that_is_nowhere_finds_nothing(place: tuple[Any, str], query: str, count: int) -> None:
    """Pagefind would take “the” for “theatre”."""
    browser, address = place
    with watched(browser, address.partition(BASE)[0]) as page:
        page.goto(f"{address}?q={query}")
        wait_for(page, f"{count} items found\\." if count else "No items.*")
        assert bool(found(page)) == bool(count)


def test_filters_narrow_and_the_address_remembers_them(place: tuple[Any, str]) -> None:
    running, address = place
    with watched(running, address.split("/under")[0]) as page:
        page.goto(f"{address}?q=kettle")
        wait_for(page, "14 items found\\.")
        page.get_by_label("Topic").select_option("Clocks")
        wait_for(page, "7 items found\\.")
        page.get_by_label("Year").select_option("2013")
        wait_for(page, "1 item found\\.")
        assert found(page) == ["The kettle 3"]
        page.reload()
        wait_for(page, "1 item found\\.")
        page.goto(f"{address}?topic=Tides&order=oldest")
        wait_for(page, "7 items found\\.")
        assert found(page) == [f"The kettle {number}" for number in range(0, 14, 2)]
        page.get_by_label("Topic").select_option("Clay")
        page.get_by_role("searchbox").fill("kettle")
        wait_for(page, "No items found\\.")
        assert page.get_by_role("link", name="Archive").last.is_visible()


def test_the_keyboard_is_enough(place: tuple[Any, str]) -> None:
    running, address = place
    with watched(running, address.split("/under")[0], viewport={"width": 360, "height": 640}) as page:
        page.goto(address)
        page.keyboard.type("kettle")
        page.keyboard.press("Enter")
        wait_for(page, "14 items found\\.")
        assert len(found(page)) == 10
        page.get_by_role("button", name="More results").focus()
        page.keyboard.press("Enter")
        page.locator("#results article").nth(13).wait_for()
        assert page.evaluate(
            "document.activeElement.closest('article') === document.querySelectorAll('#results article')[10]"
        )
        assert not page.get_by_role("button", name="More results").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_excerpts_begin_and_end_at_words(place: tuple[Any, str]) -> None:
    running, address = place
    with watched(running, address.split("/under")[0]) as page:
        page.goto(f"{address}?q=samovar")
        wait_for(page, "1 item found\\.")
        result = page.locator("#results article")
        shown = result.locator("p").inner_text()
        assert shown.startswith("… word")
        assert shown.endswith("\u00a0…")
        assert set(shown.strip("… \u00a0").split()) <= {*LONG_TEXT.split()}
        assert result.locator("p").evaluate("each => each.scrollHeight <= each.clientHeight"), (
            "nothing is cut off"
        )
        assert result.locator(".provider").inner_text() == "The Paper"
        assert result.locator("b").count() == 0, "most items are articles"


def test_arrow_keys_lead_through_the_results(place: tuple[Any, str]) -> None:
    running, address = place
    with watched(running, address.split("/under")[0]) as page:
        page.goto(f"{address}?q=kettle")
        wait_for(page, "14 items found\\.")
        page.get_by_role("searchbox").focus()
        titles = found(page)
        for title in titles[:3]:
            page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.textContent") == title
        for _ in range(3):
            page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.type") == "search"


def test_filters_that_leave_nothing_can_be_removed(place: tuple[Any, str]) -> None:
    running, address = place
    with watched(running, address.split("/under")[0]) as page:
        page.goto(f"{address}?q=kettle&topic=Clay")
        wait_for(page, "No items found\\.")
        page.get_by_role("button", name="Remove filters").click()
        wait_for(page, "14 items found\\.")
        assert page.get_by_role("searchbox").input_value() == "kettle"
        assert not page.get_by_role("button", name="Remove filters").is_visible()
        assert page.url.endswith("?q=kettle")


def test_a_search_that_failed_is_tried_again(place: tuple[Any, str]) -> None:
    running, address = place
    context = running.new_context()
    page = context.new_page()
    page.route("**/blocks.json*", lambda route: route.abort())
    page.goto(f"{address}?q=kettle")
    wait_for(page, "The search could not be loaded.*")
    assert page.get_by_role("link", name="Archive").last.is_visible()
    page.unroute("**/blocks.json*")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("kettles")
    wait_for(page, "14 items found\\.")
    context.close()


def test_without_scripts_the_page_says_where_else_to_look(place: tuple[Any, str]) -> None:
    running, address = place
    with watched(running, address.split("/under")[0], java_script_enabled=False) as page:
        page.goto(address)
        assert not page.get_by_role("searchbox").is_visible()
        assert page.locator("noscript p").is_visible()
        page.locator("#otherwise").get_by_role("link", name="Archive").click()
        page.wait_for_url("**/archive/")


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[tuple[Any, str]]:
    """Build a site whose index has five dated blocks and one of undated items; serve it."""
    site = Site(tmp_path_factory.mktemp("blocks"))
    for number in range(34):
        at = f"20{10 + number // 3}-{1 + number % 3:02}-03T10:00:00Z"
        topics = ["Clocks" if number % 2 else "Tides"]
        fields = {"title": f"Kettle {number}", "publishedDateTime": at, "topics": topics}
        if number == 3:
            fields["excerpt"] = "A samovar, said to be a kettle kettle kettle."
        site.record(f"_news/{number}.md", article(f"kettle {number}", **fields))
    site.record("_news/none.md", article("none", title="Kettle without a date", publishedDateTime=None))
    with pytest.MonkeyPatch.context() as patch, hosted(site.folder) as origin:
        patch.setattr("generator.plan.search_blocks.ATOM", 6)
        patch.setattr("generator.plan.search_blocks.WINDOW", 2)
        site.build(overrides={"site": {"base_url": f"{origin}/output/"}})
        assert len(list((site.output / "search/pagefind").glob("*/block.json"))) == 7
        yield browser, f"{origin}/output/search/"


def asked_blocks(urls: list[str]) -> list[str]:
    """Return the blocks whose words were asked for, in order."""
    found = [re.search(r"pagefind/([^/]+)/pagefind-entry", url) for url in urls]
    return [each[1] for each in found if each]


def test_by_date_blocks_follow_each_other_and_are_asked_when_needed(blocks: tuple[Any, str]) -> None:
    running, address = blocks
    with watched(running, address.split("/output")[0]) as page:
        urls: list[str] = []
        page.on("request", lambda asked: urls.append(asked.url))
        page.goto(f"{address}?q=kettle&order=newest")
        wait_for(page, r"\d+\+ items found\.")
        shown = [f"Kettle {number}" for number in range(33, -1, -1)] + ["Kettle without a date"]
        assert found(page) == shown[:10]
        assert 1 < len(asked_blocks(urls)) < 5
        for count in (20, 30, 35):
            page.get_by_role("button", name="More results").click()
            page.locator("#results article").nth(count - 1).wait_for()
            assert found(page) == shown[:count]
        wait_for(page, r"35 items found\.")
        assert not page.get_by_role("button", name="More results").is_visible()
        assert len(asked_blocks(urls)) == 7
        page.get_by_label("Sort by").select_option("oldest")
        page.locator("#results h2").first.filter(has_text="Kettle 0").wait_for()
        assert found(page) == [f"Kettle {number}" for number in range(10)]


def test_by_relevance_all_blocks_are_compared(blocks: tuple[Any, str]) -> None:
    running, address = blocks
    with watched(running, address.split("/output")[0]) as page:
        urls: list[str] = []
        page.on("request", lambda asked: urls.append(asked.url))
        page.goto(f"{address}?q=kettle")
        wait_for(page, r"35 items found\.")
        assert found(page)[0] == "Kettle 3"
        assert sorted(asked_blocks(urls)) == sorted({*asked_blocks(urls)}), "each block once"
        wasm = {url for url in urls if ".pagefind" in url and "wasm" in url}
        assert wasm == {f"{address}pagefind/wasm.en.pagefind"}
        assert len([url for url in urls if url.endswith("pagefind-worker.js")]) <= 2
        page.get_by_role("searchbox").fill("samovar")
        wait_for(page, r"1 item found\.")
        assert page.locator("#results mark").all_inner_texts() == ["samovar,"]


def test_filters_count_the_items_of_all_blocks(blocks: tuple[Any, str]) -> None:
    running, address = blocks
    with watched(running, address.split("/output")[0]) as page:
        urls: list[str] = []
        page.on("request", lambda asked: urls.append(asked.url))
        page.goto(f"{address}?topic=Clocks")
        page.get_by_label("Topic").locator("option").nth(2).wait_for(state="attached")
        wait_for(page, r"\d+\+ items found\.")
        assert page.get_by_label("Topic").input_value() == "Clocks"
        assert page.get_by_label("Topic").locator("option").all_inner_texts()[1:] == [
            "Clocks (18)",
            "Tides (17)",
        ]
        urls.clear()
        page.get_by_label("Topic").select_option("")
        page.get_by_label("Year").select_option("2012")
        wait_for(page, r"3 items found\.")
        assert found(page) == ["Kettle 8", "Kettle 7", "Kettle 6"]
        assert len(asked_blocks(urls)) <= 2, "blocks without this year are not asked"
