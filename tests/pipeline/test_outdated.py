"""The rebuild table: a named change of a small site × exactly what the next build does, and why.

What has to happen is not taken from the program's word: two builds from nothing, before and after the change, say which
files differ. The table adds what must hold beside: reasons, and paths that must or must not be among them.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.errors import OutputError
from generator.model.trace import OnDisk
from generator.pipeline import outdated
from generator.pipeline.context import load_context
from generator.pipeline.outdated import ChangeSearch
from generator.pipeline.state import BuildState
from generator.write.trace import Trace
from tests.conftest import GOLDEN
from tests.support.site_kit import (
    ALLOW_REMOVAL,
    Site,
    Tree,
    article,
    difference,
    forget_table,
    moved,
    nameless,
    png,
)
from tests.support.site_links import JSON_FEEDS

RAIN = "_news/2024-05-01-rain-clock.md"
SNAIL = "_news/2024-05-03-snail-ladder.md"
SONG = "_news/ladder-song.txt"
VIDEO = "_learning/videos/winding.html"
LADDER = "assets/images/ladder.png"
LADDER_MADE = "pictures/ladder-content-160.webp"

RAIN_PAGE = "2024/05/01/the-clock-that-runs-on-rain/index.html"
SNAIL_PAGE = "2024/05/03/a-ladder-for-snails/index.html"
PAGE_1 = "page/1/index.html"

Change = Callable[[Site], object]


def edit(path: str, old: str, new: str) -> Change:
    return lambda site: site.edit(path, old, new)


def add(name: str, **fields: object) -> Change:
    return lambda site: site.record(f"_news/{name}.md", article(name, **fields))


def remove(path: str) -> Change:
    return lambda site: (site.content / path).unlink()


def rename(old: str, new: str) -> Change:
    return lambda site: (site.content / old).rename(site.content / new)


def setting(line: str) -> Change:
    return lambda site: site.edit("site.toml", "[site]\n", f"[site]\n{line}\n")


def no_change(site: Site) -> None:
    """Leave everything as it is."""


def rename_picture(site: Site) -> None:
    """Give a picture another name, and its record that name."""
    (site.content / LADDER).rename(site.content / "assets/steps.png")
    site.edit(SNAIL, LADDER, "assets/steps.png")


EDITS: dict[str, tuple[Change, set[str], set[str]]] = {
    # name: (change, paths that must move, paths that must not)
    "nothing": (no_change, set(), {RAIN_PAGE, "index.html"}),
    "retitle": (
        edit(SNAIL, "A ladder for snails", "A ladder for slugs"),
        # its page under a new path, its lists, the sidebar of another item, feeds, the sitemap
        {
            SNAIL_PAGE,
            "2024/05/03/a-ladder-for-slugs/index.html",
            RAIN_PAGE,
            "topics/ladders/index.html",
            "providers/paper.example/index.html",
            "providers/paper.example/feed.atom",
            "2024/05/03/index.html",
            "article/index.html",
            "sitemap-2024.xml",
        },
        # the newest three are in the feed, and it is not among them; nor is it a video
        {"feed.rss", "feed.atom", "video/index.html", "topics/index.html", "404.html"},
    ),
    "excerpt": (
        edit(SNAIL, "It is 4 cm high, and", "It is 5 cm high, and"),
        {SNAIL_PAGE, "article/index.html", "topics/ladders/feed.rss"},
        {RAIN_PAGE, "2024/05/index.html", "sitemap-2024.xml"},
    ),
    "body": (
        edit(SNAIL, "| low  | 9  |", "| low  | 8  |"),
        {SNAIL_PAGE, "topics/ladders/feed.rss", "topics/ladders/feed.atom"},
        {"article/index.html", "topics/ladders/index.html", RAIN_PAGE},
    ),
    "quality, which is not shown": (edit(RAIN, "quality: 71", "quality: 72"), set(), {RAIN_PAGE}),
    "an unknown field": (edit(RAIN, "heat: 12", "heat: 12\nflavour: tin"), set(), {RAIN_PAGE}),
    "secured": (edit(RAIN, "c2VjcmV0IG9m", "SECRETbyTheWay1"), set(), {RAIN_PAGE}),
    "touch": (lambda site: (site.content / RAIN).touch(), set(), {RAIN_PAGE}),
    "rename the file": (rename(RAIN, "_news/other-name.md"), set(), {RAIN_PAGE}),
    "move it to another folder": (rename(SONG, "songs.txt"), set(), {"index.html"}),
    "add a newer record": (
        add("new", publishedDateTime="2024-05-06T10:00:00Z"),
        {"2024/05/06/the-new/index.html", "index.html", "feed.rss", "feed.atom", "2024/05/06/index.html"},
        {PAGE_1, "page/2/index.html", "providers/choir.example/index.html", "undated/index.html"},
    ),
    "add an older record": (
        add("old", publishedDateTime="2023-01-06T10:00:00Z"),
        {"2023/01/06/the-old/index.html", "2023/index.html", "sitemap-2023.xml", PAGE_1},
        {"feed.rss", "feed.atom", "providers/choir.example/index.html", SNAIL_PAGE},
    ),
    "add as many older records as fill a page": (
        lambda site: [add(name, publishedDateTime="2023-01-06T10:00:00Z")(site) for name in ("one", "two")],
        {"index.html", "page/3/index.html", "page/4/index.html"},  # the front page leads to a page more
        {"feed.rss", "undated/index.html"},
    ),
    "add an undated record": (
        add("odd", publishedDateTime=None, type="download"),
        {"download/the-odd/index.html", "undated/index.html", "sitemap-undated.xml"},
        {"feed.rss", PAGE_1, "page/2/index.html", "2024/index.html", "index.html"},
    ),
    "remove a record": (
        remove(SONG),
        {
            "2024/05/04/ladder-song-a-round-for-two/index.html",
            "providers/choir.example/feed.rss",
            "index.html",
        },
        {PAGE_1, "video/index.html", "providers/paper.example/index.html"},
    ),
    "withdraw a record": (
        edit(SNAIL, "published: false", "deleted: true"),
        {SNAIL_PAGE, RAIN_PAGE, LADDER_MADE},
        {"providers/choir.example/index.html"},
    ),
    "promote a record": (edit(SNAIL, "published: false", "published: true"), set(), {SNAIL_PAGE}),
    "another topic": (
        edit(SNAIL, "topics:\n  - Ladders\n", "topics:\n  - Snails\n"),
        {SNAIL_PAGE, "topics/snails/index.html", "topics/snails/feed.rss", "topics/ladders/index.html"},
        {"topics/clocks/feed.rss", "video/index.html", "feed.rss"},
    ),
    "another date": (
        edit(SNAIL, "2024-05-03T09:00:00Z", "2024-05-04T13:00:00Z"),
        {SNAIL_PAGE, "2024/05/04/a-ladder-for-snails/index.html", "feed.rss", "2024/05/03/index.html"},
        {PAGE_1, "video/index.html", "undated/index.html"},
    ),
    "another picture": (
        lambda site: site.write(LADDER, png(1, 2, 3)),
        {LADDER_MADE, SNAIL_PAGE, "article/index.html"},  # the name of a picture tells its content
        {"video/index.html"},
    ),
    "another date of a picture's file": (
        lambda site: (site.content / LADDER).touch(),
        set(),
        {LADDER_MADE, SNAIL_PAGE},
    ),
    "the same picture under another name": (
        rename_picture,
        {LADDER_MADE, "pictures/steps-content-160.webp", SNAIL_PAGE},
        {"video/index.html"},
    ),
    "a picture is none any more": (
        lambda site: site.write(LADDER, "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        {LADDER_MADE, SNAIL_PAGE},
        {"video/index.html"},
    ),
    "a picture is too small to be one": (
        lambda site: site.write(LADDER, png(1, 2, 3, 1, 1)),
        {LADDER_MADE, SNAIL_PAGE},
        {"video/index.html"},
    ),
    "pictures in AVIF, too": (
        edit("site.toml", 'mode = "remote"', 'mode = "remote"\navif = true'),
        {"pictures/ladder-content-160.avif", LADDER_MADE, SNAIL_PAGE},
        {"video/index.html", "feeds/index.html"},
    ),
    "a picture goes": (
        remove(LADDER),
        {LADDER_MADE, SNAIL_PAGE, RAIN_PAGE, "article/index.html"},
        {"feed.rss"},
    ),
    "a logo goes": (
        remove("assets/images/organizations/paper.example-50x50.png"),
        {
            RAIN_PAGE,
            SNAIL_PAGE,
            "providers/index.html",
            "pictures/paper-example-50x50-content-50.webp",
        },
        {"providers/choir.example/index.html"},
    ),
    "a topic's short name, which no page shows": (
        edit("_data/topics/02-rain-clocks.yaml", "shortname: Rain", "shortname: Drops"),
        set(),
        {RAIN_PAGE, "topics/rain-clocks/index.html", "topics/index.html"},
    ),
    "a topic's parent goes": (
        edit("_data/topics/02-rain-clocks.yaml", "parent: Clocks\n", ""),
        {"topics/index.html", "topics/clocks/index.html", "topics/rain-clocks/index.html"},
        {"topics/ladders/index.html", "feed.rss"},
    ),
    "a member leaves a collection": (
        edit("_learning/collections/clocks.md", "  - videos/winding\n", ""),
        {
            "collection/everything-about-clocks/index.html",
            "collection/index.html",  # it says how many there are
            "2024/05/01/winding-a-clock-without-a-key/index.html",
        },
        {"course/escapements-from-nothing/index.html", "feed.rss"},
    ),
    "a member of a collection goes": (
        remove("_learning/courses/escapements.md"),
        {
            "collection/everything-about-clocks/index.html",
            "collection/index.html",
            "topics/clocks/undated/index.html",
        },
        {"index.html", "feed.rss", PAGE_1},
    ),
    "retitle a member of a collection": (
        edit("_learning/videos/winding.html", "Winding a clock without a key", "Winding without a key"),
        {"collection/everything-about-clocks/index.html", "collection/index.html", "video/index.html"},
        {"article/index.html", "course/index.html", "feed.rss"},
    ),
    "retitle a collection": (
        edit("_learning/collections/clocks.md", "Everything about clocks", "All about clocks"),
        {"course/escapements-from-nothing/index.html", "2024/05/01/winding-a-clock-without-a-key/index.html"},
        {"feed.rss", "video/index.html", "course/index.html"},
    ),
    "a picture of a related article elsewhere goes": (
        remove("assets/images/office.png"),
        {RAIN_PAGE, "pictures/office-content-160.webp"},
        {SNAIL_PAGE, "index.html", "article/index.html"},
    ),
    "a faulty record": (
        lambda site: site.write("_news/broken.md", "---\ntitle: [\n---\n"),
        set(),
        {"index.html"},
    ),
    "a record breaks": (
        edit(SONG, "title: ", "title: [ "),
        {"2024/05/04/ladder-song-a-round-for-two/index.html", "index.html"},
        {PAGE_1},
    ),
    "a comment in site.toml": (setting("# nothing to say"), set(), {"index.html"}),
    "the default of a setting": (setting('author = ""'), set(), {"index.html"}),
    "fewer entries in feeds": (
        edit("site.toml", "entries = 3", "entries = 2"),
        {"feed.rss", "feed.atom", "topics/clocks/feed.rss"},
        {"index.html", "providers/choir.example/feed.rss"},
    ),
}


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the golden tree, built. Tests change copies of it."""
    site = Site(tmp_path_factory.mktemp("once-built"))
    shutil.copytree(GOLDEN, site.content)
    site.build()
    return site


@pytest.mark.parametrize("name", EDITS)
def test_a_change_of_content_writes_what_differs_and_nothing_else(
    name: str, once_built: Site, tmp_path: Path
) -> None:
    change, must, must_not = EDITS[name]
    small_site = once_built.copied_to(tmp_path / "copy")
    before = small_site.tree()
    change(small_site)
    after = small_site.clean()
    stamps = stamps_of(small_site)

    done = small_site.explained()

    expected = moved(before, after)
    assert {path: verb for path, (verb, _) in done.items()} == expected
    assert done == {path: (verb, reason_of(path, before, after)) for path, verb in expected.items()}
    assert must <= {nameless(path) for path in done}
    assert not must_not & {nameless(path) for path in done}
    finished(small_site, after, stamps, expected)


@pytest.mark.parametrize("name", ["retitle a member of a collection", "retitle a collection", "retitle"])
def test_it_does_not_take_a_sidebar_to_tell_who_shows_a_title(name: str, small_site: Site) -> None:
    """Members and collections are near each other in sidebars as well; here there are none."""
    small_site.edit("site.toml", "[lists]", "[lists]\nrelated = 0")
    small_site.build()
    before = small_site.tree()
    EDITS[name][0](small_site)
    after = small_site.clean()
    done = small_site.explained()
    assert {path: verb for path, (verb, _) in done.items()} == moved(before, after)
    assert not difference(after, small_site.tree())


def reason_of(path: str, before: Tree, after: Tree) -> str:
    """The reasons that a change of content can have."""
    if path not in before:
        return "new"
    return "view changed" if path in after else "orphaned"


def stamps_of(site: Site) -> dict[str, tuple[int, int]]:
    return {path: stamp(site.output / path) for path in site.tree()}


def stamp(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_ino, status.st_mtime_ns


def finished(site: Site, after: Tree, stamps: dict[str, tuple[int, int]], expected: dict[str, str]) -> None:
    """The output is what a clean build makes; what did not move was not touched; now there is nothing to do."""
    assert not difference(after, site.tree())
    touched = {path for path, now in stamps_of(site).items() if stamps.get(path) != now}
    assert touched == {path for path, verb in expected.items() if verb == "write"}
    again = site.build()
    assert again.settled
    assert (again.counts.written, again.counts.removed) == (0, 0)
    assert again.counts.unchanged == len(after)


def test_only_pages_that_show_a_title_are_written_when_it_changes(small_site: Site) -> None:
    """The same as above, from another side: by looking for the title itself."""
    old, new = b"A ladder for snails", b"A ladder for snakes"
    old_link, new_link = b"/a-ladder-for-snails/", b"/a-ladder-for-snakes/"
    small_site.build()
    before = small_site.tree()
    small_site.edit(SNAIL, old.decode(), new.decode())
    done = small_site.explained()
    after = small_site.tree()
    showing = {path for path, data in before.items() if old in data or old_link in data}
    showing |= {path for path, data in after.items() if new in data or new_link in data}
    assert done.keys() == showing


def test_an_older_record_of_the_same_title_takes_the_path_and_all_links_follow(small_site: Site) -> None:
    """Nothing of the item itself changed but where its page stands."""
    small_site.build()
    before = small_site.tree()
    older = article(
        "twin", title="A ladder for snails", publishedDateTime="2024-05-03T08:00:00Z", topics=["New"]
    )
    small_site.record("_news/twin.md", older)
    after = small_site.clean()
    stamps = stamps_of(small_site)
    done = small_site.explained()
    expected = moved(before, after)
    assert expected.keys() <= done.keys()
    assert {SNAIL_PAGE, RAIN_PAGE, "topics/ladders/index.html", "sitemap-2024.xml"} <= expected.keys()
    assert not {"feed.rss", "video/index.html"} & done.keys()
    finished(small_site, after, stamps, expected)


def test_an_item_of_a_far_future_moves_in_its_feeds_with_the_newest_of_the_others(small_site: Site) -> None:
    """Feeds show a slip of the pen with the date of the newest item before the gap, whatever topic that has."""
    small_site.record(
        "_news/slip.md", article("slip", publishedDateTime="2099-01-01T00:00:00Z", topics=["Slips"])
    )
    small_site.build()
    before = small_site.tree()
    add("new", publishedDateTime="2024-05-06T10:00:00Z", topics=["Clocks"])(small_site)
    done = small_site.explained()
    after = small_site.tree()
    assert {path: verb for path, (verb, _) in done.items()} == moved(before, after)
    assert not difference(small_site.clean(), after)
    assert {"topics/slips/feed.rss", "topics/slips/feed.atom"} <= done.keys()
    assert "topics/slips/index.html" not in done
    assert b"2024-05-06T10:00:00" in after["topics/slips/feed.atom"]


def test_the_report_counts_what_was_done(small_site: Site) -> None:
    first = small_site.build().counts
    assert (first.written, first.unchanged, first.removed) == (len(small_site.tree()), 0, 0)
    before = small_site.tree()
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    done = moved(before, small_site.clean())
    second = small_site.build().counts
    verbs = list(done.values())
    assert second.written == verbs.count("write")
    assert second.removed == verbs.count("remove")
    assert second.unchanged == len(small_site.tree()) - second.written


def test_an_edit_that_keeps_size_and_time_is_seen(small_site: Site) -> None:
    small_site.build()
    file = small_site.content / SNAIL
    status = file.stat()
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs!"[:19])
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert small_site.build().counts.written > 0
    assert not difference(small_site.clean(), small_site.tree())


# --- templates and settings -------------------------------------------------------------------------------------

ITEMS = 10
LISTS = 29
PAGES = 53
REDIRECTS = 3
THEME: dict[str, tuple[str, str, str, int]] = {
    # name: (file, old, new, how many pages use it)
    "a page template": ("pages/item.html", "</article>", "</article><hr>", ITEMS),
    "a partial of lists": ("partials/card.html", "</article>", "<hr></article>", LISTS),
    "a partial of every page": ("partials/footer.html", "</footer>", "<hr></footer>", PAGES - REDIRECTS),
    "the base": ("base.html", "</body>", "<hr></body>", PAGES - REDIRECTS),
    "a page without the base": ("pages/redirect.html", "</body>", "<hr></body>", REDIRECTS),
}


@pytest.mark.parametrize("name", THEME)
def test_a_change_of_a_template_renders_the_pages_that_use_it(name: str, small_site: Site) -> None:
    file, old, new, count = THEME[name]
    template = small_site.own_templates() / file
    small_site.build()
    before = small_site.tree()
    text = template.read_text("utf-8")
    assert old in text
    template.write_text(text.replace(old, new), "utf-8")
    after = small_site.clean()
    stamps = stamps_of(small_site)
    done = small_site.explained()
    expected = moved(before, after)
    assert len(done) == count
    assert {path: verb for path, (verb, _) in done.items()} == expected
    assert set(done.values()) == {("write", "template changed")}
    finished(small_site, after, stamps, expected)


def test_a_comment_in_a_template_renders_its_pages_and_writes_none(small_site: Site) -> None:
    template = small_site.own_templates() / "partials" / "card.html"
    small_site.build()
    before, stamps = small_site.tree(), stamps_of(small_site)
    template.write_text(template.read_text("utf-8").replace("{# An item", "{# One item"), "utf-8")
    report = small_site.build(explain=True)
    reasons = {each.path: each.reason for each in report.actions if each.verb == "write"}
    assert set(reasons.values()) == {"template changed"}
    assert "index.html" in reasons
    assert "404.html" not in reasons
    assert report.counts.written == 0
    finished(small_site, before, stamps, {})


def test_a_template_that_is_added_in_front_of_ours_counts(small_site: Site) -> None:
    own = small_site.folder / "mine"
    (own / "partials").mkdir(parents=True)
    small_site.given["templates"] = own
    small_site.build()
    before = small_site.tree()
    (own / "partials" / "footer.html").write_text("<footer>mine</footer>", "utf-8")
    small_site.build()
    assert b"<footer>mine</footer>" in small_site.tree()["index.html"]
    (own / "partials" / "footer.html").unlink()
    small_site.build()
    assert not difference(before, small_site.tree())


def test_the_style_sheet_moves_under_a_new_name_and_all_pages_with_it(small_site: Site) -> None:
    style = small_site.own_templates() / "static" / "style.css"
    small_site.build()
    before = small_site.tree()
    style.write_text(style.read_text("utf-8") + "\n.x { color: red }\n", "utf-8")
    after = small_site.clean()
    stamps = stamps_of(small_site)
    done = small_site.explained()
    styles = {path for path in before.keys() | after.keys() if path.startswith("static/style.")}
    assert len(styles) == 2
    assert moved(before, after).keys() <= done.keys()
    assert done.keys() - styles == {path for path in after if path.endswith(".html")}
    assert {done[path] for path in done.keys() - styles} == {("write", "template changed")}
    finished(small_site, after, stamps, moved(before, after))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "The Small Press"', 'title = "The Other Press"'),
        ('base_url = "https://press.example/small/"', 'base_url = "https://other.example/"'),
        ('timezone = "Europe/London"', 'timezone = "Pacific/Auckland"'),
        ('language = "en-GB"', 'language = "en-US"'),
        ('id = "golden"', 'id = "silver"'),
        ("page_size = 2", "page_size = 5"),
    ],
    ids=lambda text: text.partition(" ")[0],
)
def test_a_setting_moves_what_it_shapes(old: str, new: str, small_site: Site) -> None:
    small_site.build()
    before = small_site.tree()
    small_site.edit("site.toml", old, new)
    after = small_site.clean()
    stamps = stamps_of(small_site)
    done = small_site.explained()
    expected = moved(before, after)
    assert expected.keys() <= done.keys()
    finished(small_site, after, stamps, expected)


def test_the_title_of_the_site_is_on_every_page_and_in_every_feed(small_site: Site) -> None:
    small_site.build()
    small_site.edit("site.toml", "The Small Press", "The Other Press")
    done = small_site.explained()
    for path in small_site.tree():
        if (
            path.endswith((".html", ".rss", ".atom", ".opml", ".webmanifest"))
            or path.rpartition("/")[2] in JSON_FEEDS
        ):
            assert done[path][0] == "write", path
        else:
            assert path not in done


def test_options_choose_records_and_their_return_brings_the_old_site_back(small_site: Site) -> None:
    small_site.write(
        "_news/draft.md", '---\ntitle: A draft\ndraft: true\npublishedDateTime: "2024-05-01"\n---\n'
    )
    small_site.build()
    before = small_site.tree()
    for overrides in ({"content": {"drafts": True}}, {"content": {"unpromoted": "exclude"}}):
        after = small_site.clean(overrides=overrides)
        done = small_site.explained(overrides=overrides)
        assert {path: verb for path, (verb, _) in done.items()} == moved(before, after)
        assert not difference(after, small_site.tree())
        small_site.build()
        assert not difference(before, small_site.tree())


# --- the output folder ------------------------------------------------------------------------------------------


def test_an_output_that_is_gone_is_written_again(small_site: Site) -> None:
    small_site.build()
    before, stamps = small_site.tree(), stamps_of(small_site)
    (small_site.output / RAIN_PAGE).unlink()
    shutil.rmtree(small_site.output / "topics" / "ladders")
    gone = {path for path in before if path == RAIN_PAGE or path.startswith("topics/ladders/")}
    assert small_site.explained() == dict.fromkeys(gone, ("write", "missing"))
    finished(small_site, before, stamps, dict.fromkeys(gone, "write"))


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: data + b"<!-- mine -->",
        lambda data: data.replace(b"clock", b"block"),
        lambda data: b"",
        lambda data: b"\0" * len(data),
    ],
    ids=["longer", "same size", "empty", "zeros"],
)
def test_an_output_that_was_altered_is_written_again(
    alter: Callable[[bytes], bytes], small_site: Site
) -> None:
    small_site.build()
    before, stamps = small_site.tree(), stamps_of(small_site)
    (small_site.output / RAIN_PAGE).write_bytes(alter(before[RAIN_PAGE]))
    assert small_site.explained() == {RAIN_PAGE: ("write", "altered")}
    finished(small_site, before, stamps, {RAIN_PAGE: "write"})


def test_outputs_that_only_got_new_stamps_are_left_alone(small_site: Site) -> None:
    """A copied or checked out site has other times on every file."""
    small_site.build()
    before = small_site.tree()
    for path in before:
        os.utime(small_site.output / path, ns=(10**18, 10**18))
    stamps = stamps_of(small_site)
    assert small_site.explained() == {}
    finished(small_site, before, stamps, {})


def test_foreign_files_stay_whatever_happens(small_site: Site) -> None:
    small_site.build()
    foreign = {
        "CNAME": b"press.example",
        "2024/05/03/a-ladder-for-snails/notes.txt": b"mine",
        "topics/ladders/mine/deep.txt": b"mine, too",
        ".git/config": b"[core]",
    }
    for path, data in foreign.items():
        file = small_site.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (small_site.output / "2024" / "empty").mkdir()
    assert small_site.explained() == {}
    for record in [
        *small_site.content.rglob("*.md"),
        *small_site.content.rglob("*.html"),
        small_site.content / SONG,
    ]:
        record.unlink()
    after = small_site.clean()
    small_site.build(overrides=ALLOW_REMOVAL)
    assert not difference(after | foreign, small_site.tree())
    assert (small_site.output / "2024" / "empty").is_dir()
    small_site.build(full=True)
    assert not difference(after | foreign, small_site.tree())


def test_a_foreign_file_in_the_way_stops_the_build_before_anything_moves(small_site: Site) -> None:
    small_site.build()
    before = small_site.tree()
    mine = small_site.output / "2024/05/06/the-new/index.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    add("new", publishedDateTime="2024-05-06T10:00:00Z")(small_site)
    with pytest.raises(OutputError, match="did not write it") as refused:
        small_site.build()
    assert "--full" in refused.value.hint
    assert small_site.tree() == before | {"2024/05/06/the-new/index.html": b"mine"}
    small_site.build(full=True)
    assert not difference(small_site.clean(), small_site.tree())


def test_full_writes_everything_that_differs_and_says_so(small_site: Site) -> None:
    small_site.build()
    before, stamps = small_site.tree(), stamps_of(small_site)
    report = small_site.build(full=True, explain=True)
    assert {(each.verb, each.reason) for each in report.actions} == {("write", "asked for")}
    assert report.counts.written == 0, "the same bytes are not written twice"
    finished(small_site, before, stamps, {})


def test_a_file_gives_way_to_a_folder_and_back(small_site: Site) -> None:
    """A picture ``ladder.png`` becomes a folder of that name, with a picture in it."""
    small_site.build()
    (small_site.content / LADDER).unlink()
    small_site.write(f"{LADDER}/inner.png", png(1, 1, 1))
    small_site.edit(SNAIL, f"/{LADDER}", f"/{LADDER}/inner.png")
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())
    shutil.rmtree(small_site.content / LADDER)
    small_site.write(LADDER, png(2, 2, 2))
    small_site.edit(SNAIL, f"/{LADDER}/inner.png", f"/{LADDER}")
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())
    assert small_site.build().settled


def test_an_output_folder_may_be_a_link(small_site: Site) -> None:
    real = small_site.folder / "real"
    real.mkdir()
    small_site.output.symlink_to(real)
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())
    assert small_site.build().settled


def test_a_site_that_moves_as_a_whole_stays_built(small_site: Site, tmp_path: Path) -> None:
    small_site.build()
    for folder in ("content", "output", "cache"):
        (tmp_path / "elsewhere").mkdir(exist_ok=True)
        (small_site.folder / folder).rename(tmp_path / "elsewhere" / folder)
    assert Site(tmp_path / "elsewhere").build().settled


def test_two_contents_may_take_turns_in_one_output(small_site: Site) -> None:
    other = Site(small_site.folder, output=small_site.output, cache=small_site.cache)
    other.content = small_site.folder / "other"
    other.record("a.md", article("a"))
    for site in (small_site, other, small_site, other):
        site.build(overrides=ALLOW_REMOVAL)
        assert not difference(site.clean(), site.tree())
        assert site.build(overrides=ALLOW_REMOVAL).settled


# --- what the last build left -------------------------------------------------------------------------------------


def stores_of(site: Site) -> list[Path]:
    return sorted(file for file in site.cache.rglob("*") if file.is_file())


def test_a_lost_cache_costs_time_and_nothing_else(small_site: Site) -> None:
    small_site.build()
    before = small_site.tree()
    shutil.rmtree(small_site.cache)
    report = small_site.build(explain=True)
    assert {(each.verb, each.reason) for each in report.actions} == {("write", "new")}
    assert (report.counts.written, report.counts.unchanged) == (0, len(before))
    assert not difference(before, small_site.tree())
    assert small_site.build().settled


@pytest.mark.parametrize("kind", ["content", "output", "pictures", "templates"])
def test_one_lost_store_costs_nothing_else(kind: str, small_site: Site) -> None:
    small_site.build()
    for store in stores_of(small_site):
        if kind in (store.name.split("-")[0], store.parent.name):
            store.unlink()
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())


@pytest.mark.parametrize("table", ["records", "related", "trace", "ledger", "findings", "stamp"])
def test_one_lost_table_costs_nothing_else(table: str, small_site: Site) -> None:
    small_site.build()
    forget_table(small_site, table)
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())


def test_a_lost_manifest_loses_no_orphan(small_site: Site) -> None:
    """The trace knows what is ours, too."""
    small_site.build()
    shutil.rmtree(small_site.output / ".broadsheet")
    (small_site.content / SONG).unlink()
    small_site.build()
    assert not difference(small_site.clean(), small_site.tree())


def test_with_manifest_and_cache_lost_nothing_is_overwritten_unasked(small_site: Site) -> None:
    small_site.build()
    before = small_site.tree()
    shutil.rmtree(small_site.output / ".broadsheet")
    shutil.rmtree(small_site.cache)
    with pytest.raises(OutputError, match="did not write it"):
        small_site.build()
    assert small_site.tree() == before
    small_site.build(full=True)
    assert small_site.tree() == before


def test_a_manifest_cannot_make_us_remove_what_is_outside(small_site: Site) -> None:
    small_site.build()
    outside = small_site.folder / "diary.txt"
    outside.write_text("mine", "utf-8")
    manifest = small_site.output / ".broadsheet" / "manifest"
    lines = [
        "../diary.txt",
        str(outside),
        "a/../../diary.txt",
        ".",
        "",
        "..",
        "../content/site.toml",
        "\\diary.txt",
    ]
    manifest.write_text(manifest.read_text("utf-8") + "\n".join(lines), "utf-8")
    (small_site.content / SONG).unlink()
    small_site.build()
    assert outside.read_text("utf-8") == "mine"
    assert (small_site.content / "site.toml").is_file()
    assert not difference(small_site.clean(), small_site.tree())


def damaged(data: bytes) -> list[bytes]:
    """A byte changed here and there, the end cut off, nothing left, something else altogether."""
    places = {0, 5, 20, 25, 40, len(data) // 2, len(data) - 1}
    flipped = [
        data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :] for at in sorted(places) if at < len(data)
    ]
    return [*flipped, data[:30], data[:-1], b"", b"\0" * 100, data + b"x"]


@pytest.mark.parametrize("kind", ["content", "output"])
def test_a_damaged_store_is_not_believed(kind: str, small_site: Site) -> None:
    small_site.build()
    (store,) = [file for file in stores_of(small_site) if file.name.startswith(kind)]
    whole = store.read_bytes()
    titles = [f"A ladder for snails {number}" for number in range(len(damaged(whole)))]
    before = "A ladder for snails"
    for title, data in zip(titles, damaged(whole), strict=True):
        small_site.edit(SNAIL, f'title: "{before}"', f'title: "{title}"')
        store.write_bytes(data)
        small_site.build()
        before = title
        assert title.encode() in small_site.tree()["topics/ladders/index.html"]
    assert not difference(small_site.clean(), small_site.tree())


def test_damaged_compiled_templates_are_compiled_again(small_site: Site) -> None:
    small_site.own_templates()  # those that are shipped may be kept elsewhere
    small_site.build()
    before = small_site.tree()
    compiled = [file for file in stores_of(small_site) if file.parent.name == "templates"]
    assert compiled
    for number, file in enumerate(compiled):
        damages = damaged(file.read_bytes())
        file.write_bytes(damages[number % len(damages)])
    small_site.build(full=True)
    assert not difference(before, small_site.tree())


def test_one_cache_serves_several_sites(small_site: Site) -> None:
    other = Site(small_site.folder, output=small_site.folder / "second")
    small_site.build()
    other.build()
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    small_site.build()
    other.build()
    assert small_site.tree() == small_site.clean()
    assert small_site.build().settled


@pytest.mark.parametrize("many", [1, 1_000_000])
def test_a_changed_output_is_found_and_an_untouched_one_is_not(
    small_site: Site, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(outdated, "MANY_FILES", many)  # here, or in another process
    small_site.build()
    trace = BuildState(load_context(small_site.options())).trace

    def changed(full: bool = False) -> dict[str, OnDisk | None]:
        with ChangeSearch(load_context(small_site.options(full=full, workers=2)), trace) as search:
            return search.result()

    assert changed(full=True).keys() == trace.files.keys()
    (small_site.output / "robots.txt").unlink()
    (small_site.output / "index.html").write_text("not ours", "utf-8")
    found = changed()
    assert found["robots.txt"] is None
    assert "index.html" in found


def test_without_a_trace_nothing_is_known_to_have_changed(small_site: Site) -> None:
    with ChangeSearch(load_context(small_site.options()), Trace({}, 0)) as search:
        assert search.result() == {}
