"""A reader's way through the demo: on a desk and on a narrow phone, with scripts and without."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.visits import DESK, EVERYWHERE, NARROW, PHONE, VIDEO, Visit

Begin = Callable[..., Visit]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [DESK, NARROW], ids=["desk", "narrow"])
def test_a_reader_finds_the_way(visit: Begin, size: tuple[int, int], scripts: bool) -> None:
    reader = visit(size, scripts)
    page = reader.open()
    assert page.locator(".site-title").inner_text() == "Small Currents"
    lead = page.locator(".lead h3").inner_text()
    assert lead
    assert page.locator(".latest li").count() > 10
    page.get_by_role("link", name="Topics", exact=True).click()
    page.get_by_role("link", name="Craft", exact=True).click()
    assert reader.place() == "topics/craft/"
    assert page.locator("h1").inner_text() == "Craft"
    first = page.locator(".cards h2 a").first
    title = first.inner_text()
    first.click()
    assert page.locator("h1").inner_text() == title
    related = page.locator(".related li > a:not(.external)").first
    title = related.inner_text()
    related.click()
    assert page.locator("h1").inner_text() == title
    page.locator(".site-title a").click()
    page.locator(".lead h3 a").click()
    page.locator(".prev-next [rel=next]").click()
    assert page.locator("h1").inner_text() != lead
    page.locator(".prev-next [rel=prev]").click()
    assert page.locator("h1").inner_text() == lead


@pytest.mark.parametrize("size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"])
def test_no_page_is_wider_than_its_window(visit: Begin, size: tuple[int, int]) -> None:
    reader = visit(size)
    for place in EVERYWHERE:
        reader.open(place)
        assert not reader.overflows(), place


@pytest.mark.parametrize("size", [DESK, NARROW], ids=["desk", "narrow"])
@pytest.mark.parametrize(
    ("place", "labels"),
    [
        ("feeds/", ".feeds a"),
        ("topics/ai/", ".counts span"),
        ("topics/ai/", ".subscribe a"),
        ("2025/11/", "th"),
    ],
)
def test_short_labels_stay_whole(visit: Begin, size: tuple[int, int], place: str, labels: str) -> None:
    """Long words break wherever they must; a label of one word beside them does not."""
    page = visit(size).open(place)
    lines = page.locator(labels).evaluate_all("found => found.map(each => each.getClientRects().length)")
    heights = page.locator(labels).evaluate_all(
        "found => found.map(each => { const range = document.createRange(); range.selectNodeContents(each);"
        " return new Set([...range.getClientRects()].map(one => one.top)).size })"
    )
    assert set(lines) == set(heights) == {1}


def test_the_theme_is_switched_and_remembered(visit: Begin) -> None:
    reader = visit()
    page = reader.open()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Toggle dark mode").click()
    night = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert night != paper
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == night
    reader.open("feeds/")
    page.keyboard.press("t")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_the_system_chooses_until_the_reader_does(visit: Begin) -> None:
    day, night = (
        each.open().evaluate("getComputedStyle(document.body).backgroundColor")
        for each in (visit(), visit(dark=True))
    )
    assert day != night


def test_headlines_are_reached_by_keys(visit: Begin) -> None:
    reader = visit()
    page = reader.open("topics/craft/")
    focused = "document.activeElement.textContent"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    assert first == page.locator(".cards h2 a").first.inner_text()
    page.keyboard.press("j")
    assert page.evaluate(focused) != first
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("o")
    page.wait_for_url("**/20*/**")
    assert page.locator("h1").inner_text() == first
    page.keyboard.press("p")
    page.wait_for_url(lambda url: first.split()[0].lower() not in url)
    page.keyboard.press("h")
    page.wait_for_url(reader.home)


def test_every_link_of_a_list_is_reached_by_tab_and_can_be_seen(visit: Begin) -> None:
    page = visit().open("kinds/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    reached = []
    for _ in range(page.locator(":is(a, button, summary):visible").count() - 1):
        page.keyboard.press("Tab")
        place: Any = page.evaluate(
            "(() => { const at = document.activeElement, box = at.getBoundingClientRect();"
            " return [at.textContent, box.width > 0, getComputedStyle(at).outlineStyle]; })()"
        )
        assert place[1:] == [True, "solid"], place
        reached.append(place[0])
    assert {"Topics", "Articles", "Videos", "Keyboard shortcuts"} <= set(reached)


def test_a_video_is_loaded_when_it_is_asked_for(visit: Begin) -> None:
    reader = visit()
    reader.page.context.route("https://**", lambda route: route.abort())
    page = reader.open(VIDEO)
    assert page.locator("iframe").count() == 0
    before = page.locator(".video").bounding_box()
    page.get_by_role("button", name="Play video").click()
    frame = page.locator("iframe")
    assert (frame.get_attribute("src") or "").startswith("https://www.youtube-nocookie.com/embed/")
    assert page.locator(".video").bounding_box() == before, "nothing moves"
    page.wait_for_timeout(100)
    assert reader.faults[0] == f"left the site: {frame.get_attribute('src')}"
    assert all("ERR_FAILED" in fault for fault in reader.faults[1:])
    reader.faults.clear()


def test_without_scripts_nothing_is_offered_that_needs_one(visit: Begin) -> None:
    page = visit(scripts=False).open(VIDEO)
    assert page.locator("button:visible").count() == 0
    assert page.get_by_role("link", name="Watch at YouTube").is_visible()


def test_fresh_dates_are_told_from_now(visit: Begin) -> None:
    reader = visit()
    reader.page.clock.set_fixed_time("2026-03-23T12:00:00Z")
    page = reader.open()
    fresh = page.locator(".lead time")
    assert fresh.inner_text() == "3 days ago"
    assert fresh.get_attribute("title") == "20 March 2026"
    assert "ago" not in page.locator(".latest time").last.inner_text()


def test_the_compact_view_is_remembered_and_shows_more(visit: Begin) -> None:
    reader = visit()
    page = reader.open("topics/craft/")
    height = "document.querySelector('.cards').getBoundingClientRect().height"
    comfortable = page.evaluate(height)
    page.get_by_role("button", name="Compact view").click()
    assert page.evaluate(height) < comfortable / 2
    page.reload()
    assert page.evaluate(height) < comfortable / 2
    page.keyboard.press("c")
    assert page.evaluate(height) == comfortable


def test_a_list_is_filtered_on_its_page(visit: Begin) -> None:
    page = visit().open("topics/craft/")
    page.get_by_role("button", name="Filter").click()
    fields = page.locator(".tools select")
    assert fields.count() == 3, "topic, source and type"
    fields.nth(2).select_option("Course")
    assert page.locator(".cards > article:visible").count() == 1
    fields.nth(2).select_option("")
    assert page.locator(".cards > article:visible").count() > 5


def test_an_item_is_saved_for_later_in_this_browser(visit: Begin) -> None:
    reader = visit()
    page = reader.open(VIDEO)
    page.get_by_role("button", name="Save for later").click()
    assert page.get_by_role("button", name="Saved").is_visible()
    page = reader.open("topics/")
    page.get_by_text("Saved for later (1)").click()
    page.get_by_role("link", name="A neural network in a flowerpot").click()
    page.get_by_role("button", name="Saved").click()
    assert page.locator(".saved").count() == 0


def test_what_came_since_the_last_visit_is_marked(visit: Begin) -> None:
    reader = visit()
    page = reader.open()
    assert page.locator(".is-new").count() == 0, "a first visit has nothing to compare with"
    page.evaluate("localStorage.setItem('seen', String(Date.parse('2026-02-01')))")
    page.reload()
    assert page.locator(".is-new").count() == 1


def test_the_keys_can_be_switched_off(visit: Begin) -> None:
    reader = visit()
    page = reader.open("feeds/")
    page.keyboard.press("?")
    page.wait_for_url(f"{reader.home}#keys")
    page.get_by_label("Use them").uncheck()
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") is None
    page.reload()
    assert not page.get_by_label("Use them").is_checked()


def test_the_key_v_leads_to_the_source(visit: Begin) -> None:
    reader = visit()
    page = reader.open("topics/craft/")
    page.evaluate(
        "addEventListener('click', event => { window.led = event.target.href; event.preventDefault() }, true)"
    )
    page.keyboard.press("j")
    page.keyboard.press("v")
    assert page.evaluate("window.led") == page.locator("article .u-bookmark-of").first.get_attribute("href")


def test_a_chosen_theme_is_there_before_anything_is_painted(visit: Begin) -> None:
    reader = visit(dark=False)
    page = reader.open()
    page.keyboard.press("t")
    page.add_init_script(
        "new PerformanceObserver(list => { window.painted ??= document.documentElement.dataset.theme })"
        ".observe({ type: 'paint', buffered: true })"
    )
    page.reload()
    for _ in range(200):  # Page.wait_for_function evaluates in the page, which the page's policy forbids
        if page.evaluate("window.painted"):
            break
        page.wait_for_timeout(50)
    assert page.evaluate("window.painted") == "dark"
    page.keyboard.press("t")
    assert page.evaluate("localStorage.getItem('theme')") is None, "back to the system's"


def test_a_chart_tells_the_value_of_a_bar_to_pointer_and_keys(visit: Begin) -> None:
    page = visit().open("statistics/")
    chart = page.locator(".large-chart .chart")
    values = chart.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(each => each.textContent).join(': '))"
    )
    assert len(values) > 10
    plot, shown = chart.locator(".plot svg"), chart.locator("output")
    assert shown.text_content() == ""
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + 1, box["y"] + 5)
    assert shown.text_content() == values[0]
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 5)
    assert shown.text_content() == values[-1]
    page.mouse.move(0, 0)
    assert shown.text_content() == ""
    plot.focus()
    assert shown.text_content() == values[-1]
    for _ in values:
        page.keyboard.press("ArrowLeft")
    assert shown.text_content() == values[0]
    page.keyboard.press("ArrowRight")
    assert shown.text_content() == values[1]
    chart.locator("summary").click()
    assert chart.locator("tbody tr").first.is_visible()
