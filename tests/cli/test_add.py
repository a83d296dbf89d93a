"""``broadsheet add``: a record for one page, in ten seconds."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from generator.cli.add import KINDS
from generator.model.item import Kind
from tests.cli.conftest import Called
from tests.support.feed_host import FeedHost, feed_host

Call = Callable[..., Called]
PAGE = '<title>Darn</title><meta property="article:published_time" content="2025-11-06T07:00:00Z">'


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def host() -> Iterator[FeedHost]:
    with feed_host() as host:
        host.give("/darn", PAGE, content_type="text/html")
        yield host


def test_a_page_becomes_a_record(call: Call, host: FeedHost, here: Path) -> None:
    done = call(
        "add", host.url("/darn"), "--private", "--topic", "Socks", "--type", "course", "--folder", "a"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Wrote   content/a/2025/11/2025-11-06-darn.md\n---\n")
    text = (here / "content/a/2025/11/2025-11-06-darn.md").read_text()
    assert 'topics: ["Socks"]\n' in text
    assert "type: course\n" in text
    assert call("check", "--strict").returncode == 0


def test_the_title_may_be_another_one(call: Call, host: FeedHost) -> None:
    done = call("add", host.url("/darn"), "--private", "--title", "Socks, darned")
    assert 'title: "Socks, darned"' in done.stdout


def test_offline_asks(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("\nWhen to go out.\nThe Harbour\n2026-03-04\n"))
    done = call("add", "https://harbour.example/tide-tables", "--offline")
    assert done.returncode == 0, done.stderr
    text = (here / "content/_news/2026/03/2026-03-04-tide-tables.md").read_text()
    assert 'title: "Tide tables"\nexcerpt: "When to go out."\n' in text
    assert 'provider: {name: "The Harbour", domain: "harbour.example"}' in text


def test_an_unreadable_page_causes_prompts(
    call: Call, host: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("Tides\n\n\n\n"))
    done = call("add", host.url("/none"), "--private")
    assert "Not read: " in done.stderr
    assert "answered 404" in done.stderr
    assert 'title: "Tides"' in done.stdout


def test_without_a_terminal_the_title_is_an_option(
    call: Call, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    done = call("add", "https://harbour.example/tide-tables", "--offline")
    assert done.returncode == 1
    assert "there is no terminal to ask for its title" in done.stderr
    assert list((here / "content").rglob("*.md")) == []
    done = call("add", "https://harbour.example/tide-tables", "--offline", "--title", "Tides")
    assert done.returncode == 0
    assert "The record has no date" in done.stdout


def test_the_types_are_those_of_records() -> None:
    assert get_args(Kind) == KINDS


def test_the_error_for_a_private_page_names_the_option(call: Call, host: FeedHost) -> None:
    done = call("add", host.url("/darn"))
    assert done.returncode == 1
    assert "ask for its title: 127.0.0.1 resolves to this machine" in done.stderr
    assert "--private" in done.stderr
    assert host.asked == []


def test_a_saved_page_may_be_given_its_url(call: Call, here: Path) -> None:
    (here / "saved.html").write_text(PAGE, "utf-8")
    refused = call("add", "saved.html", "--title", "Socks")
    assert (refused.returncode, "--url URL" in refused.stderr) == (1, True)
    done = call("add", "saved.html", "--url", "https://wool.example/darn?utm_source=x")
    assert (done.returncode, done.stderr) == (0, "")
    assert 'originalUrl: "https://wool.example/darn"\n' in done.stdout


def test_a_given_url_counts_more_than_that_of_the_page(call: Call, here: Path) -> None:
    (here / "saved.html").write_text(f'<link rel="canonical" href="https://wool.example/">{PAGE}', "utf-8")
    done = call("add", "saved.html", "--url", "https://wool.example/darn")
    assert 'originalUrl: "https://wool.example/darn"\n' in done.stdout


@pytest.mark.parametrize(
    ("place", "url", "message"),
    [
        ("saved.html", "darn", "--url: expected a URL, found 'darn'"),
        (
            "https://wool.example/",
            "https://wool.example/a",
            "--url: expected a saved page, found 'https://wool",
        ),
    ],
)
def test_an_invalid_url_of_a_saved_page_is_refused(
    call: Call, here: Path, place: str, url: str, message: str
) -> None:
    (here / "saved.html").write_text(PAGE, "utf-8")
    done = call("add", place, "--url", url)
    assert done.returncode == 1
    assert message in done.stderr
