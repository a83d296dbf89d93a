"""``broadsheet fetch`` as people call it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Called
from tests.support.feed_host import FeedHost, feed_host, rss
from tests.support.site_kit import Site

Call = Callable[..., Called]
BEES = ("bees", "Bees were counted", "Mon, 09 Nov 2026 09:20:00 GMT")


@pytest.fixture
def host() -> Iterator[FeedHost]:
    with feed_host() as host:
        yield host


@pytest.fixture
def fetch(call: Call, site: Site, host: FeedHost) -> Call:
    site.write(
        "sources.toml", f'[[source]]\nid = "bees"\nurl = "{host.url("/feed")}"\nallow_private = true\n'
    )
    host.give("/feed", rss(BEES))

    def fetch(*arguments: str) -> Called:
        folders = ("--content", site.content, "--cache", site.cache)
        return call("fetch", *folders, "--now", "2026-11-10T12:00:00Z", *arguments)

    return fetch


def test_a_fetch_prints_a_summary(fetch: Call, site: Site) -> None:
    report = site.folder / "report.json"
    called = fetch("--explain", "--report", str(report))
    assert called.returncode == 0, called.stderr
    assert called.stdout.splitlines()[-2:] == ["1 source: 1 read", "1 new record, 0 updated"]
    assert "new       Bees were counted" in called.stdout
    assert json.loads(report.read_text("utf-8"))["sources"][0]["new"] == 1
    assert fetch().stdout.startswith("1 source: 1 not due")


def test_a_failed_source_matters_only_if_strict(fetch: Call, host: FeedHost) -> None:
    host.give("/feed", b"", 403)
    called = fetch()
    assert (called.returncode, "refused this request" in called.stdout) == (0, True)
    assert fetch("--force", "--strict").returncode == 1


def test_quiet_prints_nothing(fetch: Call) -> None:
    called = fetch("-q")
    assert (called.stdout, called.stderr) == ("", "")


def test_an_invalid_time_is_refused(call: Call) -> None:
    called = call("fetch", "--now", "noon")
    assert called.returncode == 1
    assert "expected a time such as 2026-11-30T09:00:00Z" in called.stderr


def test_an_invalid_sources_file_makes_no_request(fetch: Call, site: Site, host: FeedHost) -> None:
    site.write("sources.toml", '[[source]]\nid = "bees"\n')
    called = fetch()
    assert called.returncode == 1
    assert "sources.toml:1" in called.stderr
    assert host.asked == []


def test_a_dry_run_shows_what_it_would_write(fetch: Call, site: Site) -> None:
    called = fetch("--dry-run")
    planned = called.stdout.splitlines()[0].split(maxsplit=2)
    assert planned == ["new", "_news/2026/11/2026-11-09-bees-were-counted.md", "Bees were counted"]
    assert not (site.content / "_news").exists()
    fetch()
    assert (site.content / planned[1]).exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("fetch",),
        ("fetch", "--retopic"),
        ("sources", "export"),
        ("sources", "update"),
        ("sources", "try", "a"),
        ("sources", "import", "a.ini"),
    ],
)
def test_a_folder_without_content_is_refused_and_unchanged(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "a.ini").write_text("[https://a.example/feed]\nname = A\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    called = call(*arguments)
    assert (called.returncode, called.stdout) == (1, "")
    assert "content folder 'content': expected a folder of records, found nothing" in called.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["a.ini"]


def test_content_without_sources_is_an_error(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    called = call("fetch")
    assert called.returncode == 1
    assert "content folder 'content': expected sources.toml, found none" in called.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["content"]
