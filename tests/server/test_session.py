"""An edit rebuilds the site, updates open pages, and prints one line."""

import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.server.conftest import BASE_URL, PATIENCE, Server, is_alive, launch, running, wait_until
from tests.support.site_kit import Site, article, difference

SLOW_PAGE = "{% for i in range(100000000) %}{{ '' if i else 'x' }}{% endfor %}"
PAGE = "/repo/2024/05/01/the-clock/"


@pytest.fixture
def clocks(site: Site) -> Site:
    """A site of a few articles."""
    for name in ("clock", "watch", "dial"):
        site.record(f"{name}.md", article(name))
    return site


@pytest.fixture
def served(clocks: Site) -> Iterator[Server]:
    with running(clocks) as server:
        yield server


def current(server: Server, page: str = PAGE) -> str:
    """Return the look of a page, as its script sends it back."""
    return server.ask(page).text.split('data-look="')[1].split('"')[0]


def wait_for_clean(site: Site) -> None:
    """Wait until the output is what a clean build makes: the search index comes last."""
    clean = site.clean(overrides={"site": {"base_url": BASE_URL}})

    def is_there() -> bool:
        try:
            return not difference(clean, site.tree())
        except FileNotFoundError:  # removed between two looks
            return False

    wait_until(is_there)


def test_an_edit_is_built_and_its_open_pages_are_notified(clocks: Site, served: Server) -> None:
    with (
        served.events(PAGE, current(served)) as clock,
        served.events("/repo/feeds/", current(served, "/repo/feeds/")) as feeds,
    ):
        assert clock.next() == ("problems", [])
        assert feeds.next() == ("problems", [])
        clocks.edit("clock.md", "What there is to say", "All there is to say")
        assert clock.next()[0] == "reload"
        assert "All there is to say" in served.ask(PAGE).text
        line = served.wait_for("Rebuilt")
        assert line.startswith(f"Rebuilt  {clocks.content.as_posix()}/clock.md: ")
        clocks.write("broken.md", "---\ntitle: [\n---\n")
        assert feeds.next()[0] == "problems", "a page that shows nothing of an edit hears nothing of it"


def test_a_page_that_missed_an_edit_hears_of_it_when_it_connects(clocks: Site, served: Server) -> None:
    before = current(served)
    clocks.edit("clock.md", "What there is to say", "All there is to say")
    served.wait_for("Rebuilt")
    with served.events(PAGE, before) as events:
        assert [events.next()[0], events.next()[0]] == ["problems", "reload"]
    with served.events(PAGE, current(served)) as events:
        clocks.write("broken.md", "---\ntitle: [\n---\n")
        assert [events.next()[0], events.next()[0]] == ["problems", "problems"]


def test_served_files_equal_those_of_a_clean_build(clocks: Site, served: Server) -> None:
    clocks.edit("clock.md", "What there is to say", "All there is to say")
    served.wait_for("Rebuilt")
    (clocks.content / "dial.md").unlink()
    served.wait_for("Rebuilt")
    clocks.record("hand.md", article("hand"))
    served.wait_for("Rebuilt")
    wait_for_clean(clocks)


def test_pages_are_notified_when_they_appear_and_disappear(clocks: Site, served: Server) -> None:
    page = "/repo/2024/05/01/the-hand/"
    with served.events(page, current(served, page)) as events:
        assert events.next()[0] == "problems"
        clocks.record("hand.md", article("hand"))
        assert events.next()[0] == "reload"
        assert served.ask(page).status == 200
        (clocks.content / "hand.md").unlink()
        assert events.next()[0] == "reload"
        assert served.ask(page).status == 404


def test_a_page_whose_item_moves_is_followed(clocks: Site, served: Server) -> None:
    with served.events(PAGE, current(served)) as events:
        assert events.next()[0] == "problems"
        clocks.edit("clock.md", "The clock", "The pendulum")
        moved = events.wait_for("move")
    assert moved != PAGE
    assert "The pendulum" in served.ask(moved).text
    with served.events(PAGE, "") as late:
        assert late.wait_for("move") == moved
    clocks.edit("clock.md", "The pendulum", "The clock")
    with served.events(moved, "") as events:
        assert events.wait_for("move") == PAGE


def test_a_style_sheet_is_changed_without_loading_the_page_again(clocks: Site) -> None:
    theme = clocks.own_templates()
    with running(clocks, "--templates", theme) as server, server.events(PAGE, current(server)) as events:
        assert events.next()[0] == "problems"
        with (theme / "static" / "style.css").open("a") as stream:
            stream.write("\nbody { color: red }\n")
        (mark, styles) = events.wait_for("styles")
        assert mark == current(server)
        (address,) = styles
        assert "color: red" in server.ask(address).text


def test_a_template_and_a_setting_count_as_edits(clocks: Site) -> None:
    theme = clocks.own_templates()
    clocks.write("site.toml", '[site]\ntitle = "Before"\n')
    with running(clocks, "--templates", theme) as server, server.events(PAGE, current(server)) as events:
        assert events.next()[0] == "problems"
        clocks.write("site.toml", '[site]\ntitle = "After"\n')
        assert events.next()[0] == "reload"
        assert "After" in server.ask(PAGE).text
        page = theme / "pages" / "item.html"
        page.write_text(
            page.read_text("utf-8").replace("article{% endblock %}", "novel{% endblock %}", 1), "utf-8"
        )
        assert events.wait_for("reload")
        assert "novel" in server.ask(PAGE).text


def test_a_fault_leaves_the_last_good_site_up_until_it_is_mended(clocks: Site, served: Server) -> None:
    with served.events(PAGE, current(served)) as events:
        assert events.next() == ("problems", [])
        clocks.write("site.toml", "[site]\ntitle = \n")
        ((name, faults),) = [events.next()]
        assert name == "problems"
        (fault,) = faults
        assert fault["text"] == served.wait_for("Error: ")
        assert "site.toml:2" in fault["text"]
        assert served.ask(PAGE).status == 200
        clocks.write("site.toml", '[site]\ntitle = "Mended"\n')
        assert events.wait_for("problems") == []
        assert "Mended" in served.ask(PAGE).text


def test_pages_show_errors_of_records_but_not_warnings(clocks: Site, served: Server) -> None:
    with served.events(PAGE, current(served)) as events:
        assert events.next() == ("problems", [])
        clocks.record("copy.md", article("clock", title="The same again"))
        warning = served.wait_for("warning: ")
        assert "same article" in warning
        served.wait_for("Rebuilt")
        clocks.write("broken.md", "---\ntitle: [\n---\n")
        (fault,) = events.wait_for("problems")
        assert fault["text"] == served.wait_for("error: ")
        assert fault["text"].startswith(f"error: {clocks.content.as_posix()}/broken.md:")
        assert fault["hint"] == served.wait_for("    ").strip()
        assert served.wait_for("Rebuilt").endswith("(1 error, 1 warning)")
        clocks.edit("clock.md", "What there is to say", "All there is to say")
        served.wait_for("Rebuilt")
        assert [line for line in served.lines if line.startswith("error")] == [fault["text"]], "told once"
        (clocks.content / "broken.md").unlink()
        assert events.wait_for("problems") == []
        assert served.wait_for("Rebuilt").endswith("(errors fixed, 1 warning)")


def test_a_template_error_is_shown_with_its_place(clocks: Site) -> None:
    theme = clocks.own_templates()
    with running(clocks, "--templates", theme) as server, server.events(PAGE, current(server)) as events:
        assert events.next() == ("problems", [])
        page = theme / "pages" / "item.html"
        good = page.read_text("utf-8")
        page.write_text(good.replace("{% endblock %}", "{{ page.nothing }}{% endblock %}", 1), "utf-8")
        (fault,) = events.wait_for("problems")
        assert "pages/item.html:" in fault["text"]
        page.write_text(good, "utf-8")
        assert events.wait_for("problems") == []


def test_a_site_that_is_broken_from_the_start_is_served_once_it_is_mended(clocks: Site) -> None:
    clocks.write("site.toml", "[site]\ntitle = \n")
    with running(clocks) as server:
        reply = server.ask(PAGE)
        assert reply.status == 503
        with server.events(PAGE, current(server)) as events:
            (fault,) = events.next()[1]
            assert "site.toml:2" in fault["text"]
            clocks.write("site.toml", '[site]\ntitle = "Mended"\n')
            assert events.next()[0] == "reload"
            assert events.wait_for("problems") == []
            assert server.ask(PAGE).status == 200


def test_editors_that_save_by_renaming_are_understood(clocks: Site, served: Server) -> None:
    file = clocks.content / "clock.md"
    for number in range(3):
        text = file.read_text("utf-8").replace("What", f"What{number}", 1)
        beside = clocks.content / f".clock.md.{number}.swp"
        beside.write_text(text, "utf-8")
        (clocks.content / "4913").touch()
        (clocks.content / "4913").unlink()
        beside.replace(file)
        assert served.wait_for("Rebuilt").startswith(f"Rebuilt  {file.as_posix()}: ")
    assert "What210 there is" in served.ask(PAGE).text


def test_a_name_that_is_no_text_is_told_and_hides_no_other_edit(clocks: Site, served: Server) -> None:
    (clocks.content / os.fsdecode(b"caf\xe9.md")).write_text("---\ntitle: x\n---\n", "utf-8")
    clocks.edit("clock.md", "What there is to say", "All there is to say")
    wait_until(lambda: "All there is to say" in served.ask(PAGE).text)
    clocks.edit("clock.md", "All there is to say", "More there is to say")
    wait_until(lambda: "More there is to say" in served.ask(PAGE).text)
    assert "expected a UTF-8 name" in served.wait_for("error: ")


def test_files_that_do_not_count_build_nothing(clocks: Site, served: Server) -> None:
    for name in (
        ".hidden.md",
        "clock.md~",
        ".git/index",
        "clock.md.swp",
        "node_modules/x.md",
        ".x/y.md",
    ):
        clocks.write(name, "---\ntitle: x\n---\n")
    sleep(0.5)
    clocks.edit("clock.md", "What there is to say", "All there is to say")
    assert served.wait_for("Rebuilt").startswith(f"Rebuilt  {clocks.content.as_posix()}/clock.md: ")


def test_output_and_cache_within_the_content_do_not_build_for_ever(tmp_path: Path) -> None:
    site = Site(tmp_path, tmp_path / "content" / "public", tmp_path / "content" / "kept")
    site.record("clock.md", article("clock"))
    with running(site) as server:
        sleep(0.5)
        site.edit("clock.md", "What there is to say", "All there is to say")
        served = server.wait_for("Rebuilt")
        assert served.startswith(f"Rebuilt  {site.content.as_posix()}/clock.md: ")
        sleep(1)
        site.write("site.toml", '[site]\ntitle = "After"\n')
        assert server.wait_for("Rebuilt").startswith(f"Rebuilt  {site.content.as_posix()}/site.toml: ")


def test_a_thousand_files_at_once_are_few_builds(clocks: Site, served: Server) -> None:
    for number in range(1000):
        clocks.record(f"many/{number}.md", article(f"thing-{number}"))
    builds = 0
    while served.ask("/repo/2024/05/01/the-thing-999/").status != 200:
        served.wait_for("Rebuilt")
        builds += 1
    assert builds < 100
    wait_for_clean(clocks)


def test_edits_during_a_build_are_built_next(clocks: Site) -> None:
    theme = clocks.own_templates()
    slow = "{% for i in range(15000000) %}{{ '' if i else 'x' }}{% endfor %}"
    with running(clocks, "--templates", theme) as server:
        (theme / "pages" / "404.html").write_text(slow, "utf-8")
        wait_until(lambda: (clocks.output / ".broadsheet" / "staging").is_dir())
        for number in range(5):
            clocks.record(f"late-{number}.md", article(f"late-{number}"))
            assert server.ask(PAGE).status == 200, "served during the build"
            sleep(0.05)
        assert server.wait_for("Rebuilt").startswith(f"Rebuilt  {theme.as_posix()}/pages/404.html: ")
        assert "and 4 others: " in server.wait_for("Rebuilt")
        assert server.ask("/repo/2024/05/01/the-late-4/").status == 200


def test_a_content_folder_that_goes_and_comes_back_is_found_again(clocks: Site, served: Server) -> None:
    away = clocks.folder / "away"
    with served.events(PAGE, current(served)) as events:
        assert events.next() == ("problems", [])
        clocks.content.rename(away)
        (fault,) = events.wait_for("problems")
        assert "content folder" in fault["text"]
        assert served.ask(PAGE).status == 200
        shutil.copytree(away, clocks.content)
        assert events.wait_for("problems") == []
        clocks.edit("clock.md", "What there is to say", "All there is to say")
        assert events.wait_for("reload")
        shutil.rmtree(clocks.content)
        events.wait_for("problems")
        shutil.copytree(away, clocks.content)
        assert events.wait_for("problems") == []
        clocks.edit("clock.md", "What there is to say", "All that is to say")
        wait_until(lambda: "All that is to say" in served.ask(PAGE).text)


def test_a_folder_of_records_that_is_new_is_watched(clocks: Site, served: Server) -> None:
    clocks.record("_news/2024/hand.md", article("hand"))
    served.wait_for("Rebuilt")
    clocks.edit("_news/2024/hand.md", "What there is to say", "All there is to say")
    wait_until(lambda: "All there is to say" in served.ask("/repo/2024/05/01/the-hand/").text)


def test_another_build_into_the_same_folder_is_waited_for(clocks: Site, served: Server) -> None:
    from generator.write.output_lock import lock_output

    with served.events(PAGE, current(served)) as events:
        assert events.next() == ("problems", [])
        with lock_output(clocks.output):
            clocks.edit("clock.md", "What there is to say", "All there is to say")
            (fault,) = events.wait_for("problems")
            assert "another build" in fault["text"]
        assert events.wait_for("problems") == []
        assert "All there is to say" in served.ask(PAGE).text


def test_the_base_path_may_change(clocks: Site) -> None:
    clocks.write("site.toml", '[site]\nbase_url = "https://example.org/one/"\n')
    with running(clocks, "--base-url", "") as server:
        assert server.ask("/").headers["location"] == "/one/"
        clocks.write("site.toml", '[site]\nbase_url = "https://example.org/two/"\n')
        wait_until(lambda: server.ask("/").headers["location"] == "/two/")
        assert server.ask("/two/").status == 200
        assert server.ask("/one/").status == 404


def test_a_hundred_open_streams_hear_of_an_edit_and_end_at_once(clocks: Site, served: Server) -> None:
    with ExitStack() as stack:
        streams = [stack.enter_context(served.events(PAGE, current(served))) for _ in range(100)]
        for stream in streams:
            assert stream.next() == ("problems", [])
        clocks.edit("clock.md", "What there is to say", "All there is to say")
        with ThreadPoolExecutor(20) as pool:
            assert set(pool.map(lambda stream: stream.wait_for("reload") is not None, streams)) == {True}
        assert served.ask(PAGE).status == 200
        assert served.interrupt() < 2
        assert served.process.returncode == 0
        assert all(stream.is_over() for stream in streams)


def test_ctrl_c_during_a_build_ends_all_processes_at_once_and_leaves_the_old_site(clocks: Site) -> None:
    theme = clocks.own_templates()
    for number in range(300):
        clocks.record(f"many/{number}.md", article(f"thing-{number}"))
    with running(clocks, "--templates", theme, "--workers", "2") as server:
        before = clocks.tree()
        (theme / "pages" / "item.html").write_text(SLOW_PAGE, "utf-8")
        wait_until(lambda: (clocks.output / ".broadsheet" / "staging").is_dir())
        wait_until(lambda: len(server.children()) >= 3)
        children = server.children()
        assert server.interrupt() < 2
        assert server.process.returncode == 0
        wait_until(lambda: not any(is_alive(child) for child in children))
    assert clocks.tree() == before
    assert not any("Traceback" in line for line in server.lines)


def test_ctrl_c_during_the_first_build_ends_at_once(clocks: Site) -> None:
    theme = clocks.own_templates()
    (theme / "pages" / "item.html").write_text(SLOW_PAGE, "utf-8")
    process = launch(clocks, "--templates", theme)
    wait_until(lambda: (clocks.output / ".broadsheet" / "staging").is_dir())
    started = monotonic()
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE)
    assert monotonic() - started < 2
    assert process.returncode == 0
    assert "Traceback" not in said


def test_the_builder_goes_with_a_server_that_is_killed(clocks: Site, served: Server) -> None:
    children = served.children()
    assert children
    served.process.kill()
    wait_until(lambda: not any(is_alive(child) for child in children))


def test_a_builder_that_is_killed_is_replaced(clocks: Site, served: Server) -> None:
    builder = max(served.children())
    os.kill(builder, signal.SIGKILL)
    clocks.edit("clock.md", "What there is to say", "All there is to say")
    wait_until(lambda: "All there is to say" in served.ask(PAGE).text)
