"""Field cases about reading: inputs after bug reports of other generators, each with the right result.

The inputs are our own. The folders that they are examples of are run too, where they are at hand.
"""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.model.report import BuildReport
from tests.support.site_kit import ROOT, SHARED, Site

FOLDERS = SHARED / "field-cases"


def front(fields: str, body: str = "") -> str:
    return f"---\n{fields.strip()}\n---\n{body}"


def dated(title: str, name: str, more: str = "") -> str:
    address = f"https://source.example/{name}"
    return front(f"title: {title}\npublishedDateTime: 2026-03-01T10:00:00Z\noriginalUrl: {address}\n{more}")


@dataclass(frozen=True)
class Case:
    """A site, and what must be true of it. ``pages`` are folders that have a page, ``absent`` ones that have none,
    ``feed`` and ``not_in_feed`` texts of the RSS feed, ``problems`` texts of warnings, all others being wrong."""

    files: Mapping[str, str]
    pages: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    feed: tuple[str, ...] = ()
    not_in_feed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)


CASES = {
    "01 null is no text": Case(
        {
            "leek.md": dated(
                "Leeks", "leeks", "provider: {name: The Paper, domain: paper.example}\ntopics: [Garden]"
            ),
            "frost.md": front(
                '{"title": "Frost", "excerpt": null, "publishedDateTime": "2026-03-01T10:00:00Z", "quality": null, '
                '"originalUrl": "https://paper.example/frost", "provider": {"name": null, "domain": "paper.example"}, '
                '"topics": ["Garden", null], "tags": null, "images": null, "related": null, "draft": null}'
            ),
            "tilde.md": dated("Compost", "compost", "excerpt: ~\nprovider: ~\ntopics: ~\nlocale: ~"),
            "none.md": dated(
                "Nothing", "nothing", "topics: [undefined]\nprovider: {name: NaN, domain: paper.example}"
            ),
        },
        pages=("topics/garden", "providers/paper.example"),
        absent=(
            "topics/null",
            "topics/undefined",
            "providers/paper.example/null",
            "providers/paper.example/nan",
        ),
        not_in_feed=("null", "undefined", "NaN"),
        problems=("expected a name, found undefined", "expected a name, found NaN"),
    ),
    "03 dates of feeds": Case(
        {
            f"{number}.md": front(
                f'title: "Ice {number}"\npublishedDateTime: {text}\noriginalUrl: https://a.example/{number}'
            )
            for number, text in enumerate(
                [
                    '"Thu, 05 Mar 2026 07:30:00 +0100"',
                    "Thu, 05 Mar 2026 06:30:00 GMT",
                    "Thu Mar  5 06:30:00 2026",
                    "[2026, 3, 5, 6, 30, 0, 3, 64, 0]",
                ]
            )
        },
        pages=("2026/03/05/ice-0", "2026/03/05/ice-1", "2026/03/05/ice-2", "2026/03/05/ice-3"),
        feed=("<pubDate>Thu, 05 Mar 2026 06:30:00 +0000</pubDate>",),
    ),
    "04 a day in New York": Case(
        {
            "site.toml": '[site]\ntimezone = "America/New_York"\n',
            "fair.md": front("title: Fair\npublishedDateTime: 2026-03-01\noriginalUrl: https://a.example/f"),
            "2026-03-01-market.md": front("title: Market\noriginalUrl: https://a.example/m"),
            "mail.md": front("title: Mail\npublishedDateTime: 1 Mar 2026\noriginalUrl: https://a.example/l"),
        },
        pages=("2026/03/01/fair", "2026/03/01/market", "2026/03/01/mail"),
        absent=("2026/02",),
        feed=("Sun, 01 Mar 2026 05:00:00 +0000",),
    ),
    "04 a day in Auckland": Case(
        {
            "site.toml": '[site]\ntimezone = "Pacific/Auckland"\n',
            "fair.md": front("title: Fair\npublishedDateTime: 2026-03-01\noriginalUrl: https://a.example/f"),
            "2026-03-01-market.md": front("title: Market\noriginalUrl: https://a.example/m"),
        },
        pages=("2026/03/01/fair", "2026/03/01/market"),
        absent=("2026/02", "2026/03/02"),
    ),
    "05 drafts of Jekyll": Case(
        {
            "_posts/2026-03-01-public.md": front("title: Public\nlayout: post", "Hello."),
            "_posts/2026-03-02-private.md": front("title: Private\nstatus: draft", "No."),
            "_drafts/idea.md": front("title: Half an idea", "Not yet."),
            "notes/_drafts/other.md": front("title: Another idea", "Not yet."),
            "_drafts/ready.md": front("title: Ready\ndraft: false\npublishedDateTime: 2026-03-03", "Yes."),
        },
        pages=("2026/03/01/public", "2026/03/02/private", "2026/03/03/ready"),
        not_in_feed=("idea",),
        problems=("unknown field, which other programs use for draft",),
        unknown=("layout", "status"),
        left_out={"draft": 2},
    ),
    "07 names and folders": Case(
        {
            path: dated(f"About {number}", f"n{number}")
            for number, path in enumerate(
                ["robots.md", "license.md", "changelog.md", "README.md", "api/a.md", "assets/b.md", "fine.md"]
            )
        },
        pages=tuple(f"2026/03/01/about-{number}" for number in range(7)),
    ),
    "07 records that are not read": Case(
        {
            "fine.md": dated("Fine", "fine"),
            ".hidden.md": dated("Hidden", "hidden"),
            "story.mdx": dated("Other", "other"),
            "_data/stray.md": dated("Stray", "stray"),
            "robots.txt": "User-agent: *\n",
        },
        absent=("2026/03/01/hidden", "2026/03/01/other", "2026/03/01/stray"),
        problems=("begins with a dot", "with another ending", "in _data"),
    ),
    "10 JSON": Case(
        {
            "rocket.md": dated('"Launch \\ud83d\\ude80 day"', "rocket"),
            "whole.md": front(
                '{\n\t"title": "A\\/B \\ud83d\\ude80",\n\t"publishedDateTime": "2026-03-01T10:00:00Z",\n'
                '\t"originalUrl": "https:\\/\\/source.example\\/b"\n}'
            ),
        },
        feed=("Launch \N{ROCKET} day", "A/B \N{ROCKET}"),
    ),
    "u2 topics with commas": Case(
        {
            "a.md": dated("Commas", "a", "topics: Bees, Birds"),
            "b.md": dated("List", "b", "topics: [Oil, Gas]"),
        },
        pages=("topics/bees-birds", "topics/oil", "topics/gas"),
        problems=("found a single text with commas",),
    ),
    "u4 before 1900": Case(
        {
            "old.md": front(
                "title: News of a battle\npublishedDateTime: 1865-04-15\noriginalUrl: https://a.example/o"
            ),
            "new.md": dated("New", "new"),
        },
        pages=("1865/04/15/news-of-a-battle", "1865", "2026/03/01/new"),
        feed=("New",),
        not_in_feed=("battle",),
    ),
    "other forms of front matter": Case(
        {
            "a.md": "+++\ntitle = 'a'\n+++\n",
            "b.md": '{\n"title": "b"\n}\n',
            "c.md": "Title: c\nDate: 2026-03-01\n\ntext",
            "fine.md": dated("Fine", "fine"),
        },
        problems=("TOML between", "JSON needs a line", "the fields have no line of ---"),
        left_out={"faulty": 3},
    ),
    "dates that are none, or the only ones": Case(
        {
            "2026-02-30-x.md": front("title: No such day\noriginalUrl: https://a.example/x"),
            "updated.md": front(
                "title: Updated\nupdatedDateTime: 2026-03-04\noriginalUrl: https://a.example/u"
            ),
        },
        pages=("2026/03/04/updated", "article/no-such-day"),
        problems=("there is no 30 February 2026", "this date is used for both"),
    ),
    "values that YAML cuts": Case(
        {"a.md": dated("Route #66", "a", "excerpt: !important news\ntags: [a]"), "b.md": dated("&c", "b")},
        problems=("' #66'", "'!important'", "'&c'", "expected a title"),
        left_out={"faulty": 1},
    ),
}


def write_case(site: Site, case: Case) -> None:
    for path, text in case.files.items():
        site.write(path, text)


@pytest.mark.parametrize("name", CASES)
def test_what_is_right_comes_out(site: Site, name: str) -> None:
    case = CASES[name]
    write_case(site, case)
    report = site.build()
    tree = site.tree()
    feed = tree.get("feed.rss", b"").decode()
    assert [page for page in case.pages if f"{page}/index.html" not in tree] == []
    assert [page for page in case.absent for path in tree if path.startswith(f"{page}/")] == []
    assert [text for text in case.feed if text not in feed] == []
    assert [text for text in case.not_in_feed if text in feed] == []
    messages = [problem.message for problem in report.problems]
    assert [text for text in case.problems if not any(text in each for each in messages)] == []
    assert [each for each in messages if not any(text in each for text in case.problems)] == []
    assert tuple(each.name for each in report.unknown) == case.unknown
    assert dict(report.counts.left_out) == case.left_out


def test_files_that_are_not_records_are_counted(site: Site) -> None:
    write_case(site, CASES["07 records that are not read"])
    assert site.build().others == ("robots.txt",)
    site.write("README.md", "# About this site\n")
    assert site.build().others == ("README.md", "robots.txt")
    assert site.build().settled


def test_a_site_made_for_jekyll_is_told_once_what_published_means(site: Site) -> None:
    site.write("_posts/2026-03-01-a.md", front("title: A", "a"))
    assert not site.build().looks_like_jekyll
    site.write("_posts/2026-03-02-b.md", front("title: B\npublished: false", "b"))
    assert site.build(full=True).looks_like_jekyll
    assert not site.build().looks_like_jekyll


def test_ctrl_c_while_serve_builds_is_no_error(site: Site) -> None:
    site.write("a.md", dated("Note", "a"))
    log = site.folder / "serve.log"
    arguments = ["serve", "--offline", "--port", "0", "--content", str(site.content)]
    arguments += ["--output", str(site.output), "--cache", str(site.cache)]
    for pause in (0.1, 0.4):
        with log.open("w") as out:
            server = subprocess.Popen(
                [sys.executable, "-m", "generator", *arguments],
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
            try:
                wait_for(lambda: "Serving" in log.read_text("utf-8"))
                site.edit("a.md", "title: Note", "title: Note nil")
                time.sleep(pause)
                server.send_signal(signal.SIGINT)
                assert server.wait(20) == 0
            finally:
                server.kill()
        site.edit("a.md", "title: Note nil", "title: Note")
        assert not re.search("error|killed", log.read_text("utf-8"), re.IGNORECASE)


def wait_for(is_there: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_there():
        assert time.monotonic() < end
        time.sleep(0.05)


def check_null(report: BuildReport, site: Site) -> None:
    assert not any("/null/" in path for path in site.tree())
    assert report.problems == ()


def check_planet(report: BuildReport, site: Site) -> None:
    assert b"Thu, 05 Mar 2026 06:30:00 +0000" in site.tree()["feed.rss"]


def check_day(report: BuildReport, site: Site) -> None:
    assert not any(path.startswith("2026/02") for path in site.tree())


def check_drafts(report: BuildReport, site: Site) -> None:
    assert dict(report.counts.left_out) == {"draft": 1}
    assert report.looks_like_jekyll


def check_names(report: BuildReport, site: Site) -> None:
    assert report.counts.items == 6


def check_escapes(report: BuildReport, site: Site) -> None:
    assert "Launch day \N{ROCKET}" in site.tree()["feed.rss"].decode()


def check_commas(report: BuildReport, site: Site) -> None:
    assert "commas" in report.problems[0].message


def check_old(report: BuildReport, site: Site) -> None:
    assert "1865/04/15/news-of-a-battle/index.html" in site.tree()


SHARED_CASES: dict[str, Callable[[BuildReport, Site], None]] = {
    "01-null-is-text": check_null,
    "03-planet-by-the-guide": check_planet,
    "04-day-before": check_day,
    "05-jekyll-drafts": check_drafts,
    "07-names-not-read": check_names,
    "10-json-escapes": check_escapes,
    "u2-comma-topics": check_commas,
    "u4-before-1900": check_old,
}


@pytest.mark.skipif(
    not FOLDERS.is_dir(), reason="the folders of field cases are not here (../shared/field-cases)"
)
@pytest.mark.parametrize("name", SHARED_CASES)
def test_the_folders_of_field_cases_come_out_right(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path)
    shutil.copytree(FOLDERS / name / "content", site.content)
    SHARED_CASES[name](site.build(), site)
