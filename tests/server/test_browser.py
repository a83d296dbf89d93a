"""What somebody who edits sees: a real browser, with pages that show edits, faults and styles as they come."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.server.conftest import running
from tests.support.recorded import Recording, needs_browser, opened
from tests.support.site_kit import Site, article

pytestmark = needs_browser
PAGE = "2024/05/01/the-clock/"
BROKEN = "---\ntitle: [\n---\n"
DARK_RED = (122, 20, 32)
STRICT = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 900, "height": 600})
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    yield page
    page.close()


@pytest.fixture
def clocks(site: Site) -> Site:
    """A site of a few articles, one of them long."""
    for name in ("clock", "watch", "dial"):
        site.record(f"{name}.md", article(name), body="\n\n".join(f"Paragraph {n}." for n in range(200)))
    return site


def is_the_same_document(page: Page) -> bool:
    """Tell whether the page was not loaded again since it was marked."""
    return bool(page.evaluate("window.marked === true"))


def mark(page: Page) -> None:
    page.evaluate("window.marked = true")


def panel(page: Page) -> str:
    """Return the text of the panel of faults, "" where there is none."""
    return str(
        page.evaluate(
            "document.querySelector('broadsheet-problems')?.shadowRoot.querySelector('.panel')?.innerText || ''"
        )
    )


def wait_for_panel(page: Page, shown: bool) -> None:
    page.wait_for_function(
        "shown => !!document.querySelector('broadsheet-problems')?.shadowRoot.querySelector('.panel') === shown",
        arg=shown,
    )


def test_an_edit_arrives_and_the_place_is_kept(clocks: Site, page: Page) -> None:
    with running(clocks) as server:
        page.goto(server.url + PAGE)
        page.evaluate("scrollTo(0, 2000)")
        clocks.edit("clock.md", "Paragraph 199.", "The last word.")
        expect(page.get_by_text("The last word.")).to_have_count(1)
        page.wait_for_function("() => scrollY === 2000")


def test_an_error_comes_and_goes_and_is_recorded(
    clocks: Site, page: Page, tmp_path: Path, recordings: Path | None
) -> None:
    with running(clocks) as server:
        page.goto(server.url + PAGE)
        page.wait_for_timeout(300)
        recording = Recording(page)
        page.wait_for_timeout(500)
        clocks.edit("clock.md", "What there is to say", "Everything there is to say")
        expect(page.get_by_text("Everything there is to say").first).to_be_visible()
        page.wait_for_timeout(500)
        clocks.write("broken.md", BROKEN)
        wait_for_panel(page, shown=True)
        said = panel(page)
        page.wait_for_timeout(500)
        (clocks.content / "broken.md").unlink()
        wait_for_panel(page, shown=False)
        page.wait_for_timeout(500)
        recording.stop()
        assert server.wait_for("error: ") in said
        assert server.wait_for("    ").strip() in said
        expect(page.get_by_text("Everything there is to say").first).to_be_visible()
    red = [
        DARK_RED in {frame.getpixel((10, y)) for y in range(0, frame.height, 4)}
        for _, frame in recording.frames
    ]
    assert red[0] is False
    assert True in red
    assert red[-1] is False
    file = (recordings or tmp_path) / "serve.webp"
    recording.save(file, 900)
    assert file.stat().st_size > 1000


def test_a_broken_setting_leaves_the_page_up_and_says_so(clocks: Site, page: Page) -> None:
    with running(clocks) as server:
        page.goto(server.url + PAGE)
        mark(page)
        clocks.write("site.toml", "[site]\ntitle = \n")
        wait_for_panel(page, shown=True)
        assert "site.toml:2" in panel(page)
        assert is_the_same_document(page)
        page.goto(server.url)
        wait_for_panel(page, shown=True)
        clocks.write("site.toml", '[site]\ntitle = "Mended"\n')
        wait_for_panel(page, shown=False)
        expect(page).to_have_title("Mended")


def test_faults_can_be_put_aside_until_there_is_another(clocks: Site, page: Page) -> None:
    clocks.write("broken.md", BROKEN)
    with running(clocks) as server:
        page.goto(server.url + PAGE)
        wait_for_panel(page, shown=True)
        page.keyboard.press("Escape")
        wait_for_panel(page, shown=False)
        page.goto(server.url)
        badge = page.locator("broadsheet-problems .badge")
        expect(badge).to_have_text("1 error")
        clocks.edit("clock.md", "What there is to say", "Everything there is to say")
        expect(page.get_by_text("Everything there is to say")).to_have_count(1)
        expect(badge).to_have_text("1 error")
        clocks.write("worse.md", BROKEN)
        wait_for_panel(page, shown=True)
        assert "worse.md" in panel(page)
        page.keyboard.press("Escape")
        badge.click()
        wait_for_panel(page, shown=True)


def test_a_style_sheet_is_changed_in_place_at_once_and_then_for_good(clocks: Site, page: Page) -> None:
    theme = clocks.own_templates()
    with running(clocks, "--templates", theme) as server:
        page.goto(server.url + PAGE)
        page.evaluate("scrollTo(0, 2000)")
        mark(page)
        for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
            with (theme / "static" / "style.css").open("a") as stream:
                stream.write(f"\nbody {{ background: {colour} }}\n")
            page.wait_for_function("c => getComputedStyle(document.body).backgroundColor === c", arg=colour)
            server.wait_for("Rebuilt")
            page.wait_for_function(
                "() => { const [one, two] = document.querySelectorAll('link[rel=stylesheet]');"
                "return !two && one.pathname !== '' && /static.style[.][0-9a-f]{8}[.]css$/.test(one.href) }"
            )
            page.wait_for_function("c => getComputedStyle(document.body).backgroundColor === c", arg=colour)
        assert is_the_same_document(page)
        assert page.evaluate("scrollY") == 2000


def picture(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (640, 360), colour).save(data, "png")
    return data.getvalue()


def test_a_picture_that_changed_is_loaded_again_and_pages_without_it_are_not(
    clocks: Site, browser: Browser
) -> None:
    clocks.write("assets/images/x.png", picture("red"))
    clocks.record("clock.md", article("clock", images=[{"url": "/assets/images/x.png"}]))
    with running(clocks) as server:
        with_it, without = browser.new_page(), browser.new_page()
        with_it.goto(server.url + PAGE)
        without.goto(server.url + "feeds/")
        for each in (with_it, without):
            each.wait_for_timeout(300)
            mark(each)
        clocks.write("assets/images/x.png", picture("lime"))
        with_it.wait_for_function("() => window.marked !== true")
        assert is_the_same_document(without)
        with_it.close()
        without.close()


def test_a_page_that_is_not_there_yet_appears(clocks: Site, page: Page) -> None:
    with running(clocks) as server:
        reply = page.goto(server.url + "2024/05/01/the-hand/")
        assert reply
        assert reply.status == 404
        clocks.record("hand.md", article("hand"))
        expect(page.locator("h1")).to_have_text("The hand")
        (clocks.content / "hand.md").unlink()
        expect(page.locator("h1")).to_have_text("Page not found")


def test_it_works_under_a_strict_policy(clocks: Site, page: Page) -> None:
    theme = clocks.own_templates()
    head = theme / "partials" / "head.html"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">\n'
    head.write_text(policy + head.read_text("utf-8"), "utf-8")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with running(clocks, "--templates", theme) as server:
        page.goto(server.url + PAGE)
        clocks.write("broken.md", BROKEN)
        wait_for_panel(page, shown=True)
        page.wait_for_function(
            "() => getComputedStyle(document.querySelector('broadsheet-problems').shadowRoot.querySelector('.panel'))"
            ".position === 'fixed'"
        )
        (clocks.content / "broken.md").unlink()
        wait_for_panel(page, shown=False)
        with (theme / "static" / "style.css").open("a") as stream:
            stream.write("\nbody { background: rgb(1, 2, 3) }\n")
        page.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
        clocks.edit("clock.md", "What there is to say", "Everything there is to say")
        expect(page.get_by_text("Everything there is to say").first).to_be_visible()
    refused = [text for text in said if "Content Security Policy" in text and "ERR_" not in text]
    assert not refused


def test_a_link_to_the_public_address_stays_here(clocks: Site, page: Page) -> None:
    with running(clocks) as server:
        page.goto(server.url)
        page.evaluate(
            "document.body.insertAdjacentHTML('afterbegin',"
            "'<a id=own href=\"https://user.github.io/repo/topics/\">own</a>')"
        )
        page.wait_for_timeout(300)
        page.click("#own")
        page.wait_for_url(f"{server.url}topics/")


def test_a_page_finds_the_server_again_after_a_restart(clocks: Site, page: Page) -> None:
    with running(clocks) as server:
        port = server.port
        page.goto(server.url + PAGE)
        page.wait_for_timeout(200)
    clocks.edit("clock.md", "What there is to say", "Everything there is to say")
    with running(clocks, "--port", port):
        expect(page.get_by_text("Everything there is to say").first).to_be_visible()


def test_nothing_runs_from_what_a_fault_quotes(clocks: Site, page: Page) -> None:
    with running(clocks) as server:
        page.goto(server.url + PAGE)
        clocks.write("<img src=x onerror=alert(1)>.md", BROKEN)
        asked: list[str] = []
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        wait_for_panel(page, shown=True)
        assert "<img src=x" in panel(page)
        page.wait_for_timeout(200)
        assert not asked
        assert server.process.poll() is None
