"""``sources add`` finds feeds, never the comments'; ``sources import`` adds what is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.base.concurrency.sandbox import WorkerFailed
from generator.base.errors import SettingsError
from generator.commands.source_additions import add_source, import_sources
from generator.ingest.sources_file import load_sources
from tests.support.feed_host import FeedHost, feed_host, rss
from tests.support.site_kit import Site

PAGE = """<!doctype html><html><head>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="alternate" type="application/rss+xml" title="Hedgerow" href="/feed"></head></html>"""
BEES = ("bees", "Bees were counted", "Mon, 09 Nov 2026 09:20:00 GMT")


@pytest.fixture
def host(site: Site) -> Iterator[FeedHost]:
    site.content.mkdir(exist_ok=True)
    with feed_host() as host:
        host.give("/", PAGE, content_type="text/html")
        host.give("/feed", rss(BEES))
        yield host


def test_the_feed_of_a_page_is_found_and_never_that_of_comments(site: Site, host: FeedHost) -> None:
    found, _ = add_source(site.content, site.cache, host.url("/"), True, ["Insects"])
    assert (found.title, found.newest) == ("Hedgerow", ("Bees were counted",))
    assert len(found.others) == 2
    (source,) = load_sources(site.content).sources
    assert (source.id, source.url, source.topics) == ("hedgerow", host.url("/feed"), ("Insects",))
    assert source.allow_private
    again = add_source(site.content, site.cache, host.url("/feed"), True)[1]
    assert (again.added, again.known) == ((), (host.url("/feed"),))


def test_a_private_address_needs_leave(site: Site, host: FeedHost) -> None:
    with pytest.raises(SettingsError) as error:
        add_source(site.content, site.cache, host.url("/"))
    assert "--private" in error.value.hint
    assert host.asked == []


def test_a_page_without_a_feed_is_an_error(site: Site, host: FeedHost) -> None:
    host.give("/", "<!doctype html><html></html>", content_type="text/html")
    with pytest.raises(SettingsError, match="names one"):
        add_source(site.content, site.cache, host.url("/"), True)
    assert not (site.content / "sources.toml").exists()


def test_a_list_is_imported_once(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "planet.ini"
    file.write_text("[https://a.example/feed]\nname = A\n[https://b.example/feed]\nname = A\n", "utf-8")
    site.write("sources.toml", "# mine\n")
    assert [each.id for each in import_sources(site.content, site.cache, str(file)).added] == ["a", "a-2"]
    again = import_sources(site.content, site.cache, str(file))
    assert (again.added, len(again.known)) == ((), 2)
    assert (site.content / "sources.toml").read_text("utf-8").startswith("# mine\n")


def test_a_missing_list_is_reported(site: Site, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        import_sources(site.content, site.cache, str(tmp_path / "none"))


def test_an_invalid_url_makes_no_request(site: Site) -> None:
    with pytest.raises(SettingsError, match="expected the URL of a page"):
        add_source(site.content, site.cache, "ftp://a.example/")


def test_a_body_that_breaks_the_parser_is_an_error(
    site: Site, host: FeedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [(0, WorkerFailed("it took too long"))]
    monkeypatch.setattr("generator.commands.source_additions.parse_bodies", lambda *_: broken)
    with pytest.raises(SettingsError, match="cannot be parsed"):
        add_source(site.content, site.cache, host.url("/feed"), True)


INSIDE = "[http://127.0.0.1:1200/feed]\nname = Quarry\n[https://a.example/feed]\nname = A\n"


def test_private_feeds_of_a_list_need_leave_which_a_second_import_may_give(
    site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "planet.ini"
    file.write_text(INSIDE, "utf-8")
    site.write("sources.toml", "# mine\n")
    first = import_sources(site.content, site.cache, str(file))
    assert (len(first.added), first.closed) == (2, ("http://127.0.0.1:1200/feed",))
    assert import_sources(site.content, site.cache, str(file)).closed == first.closed
    second = import_sources(site.content, site.cache, str(file), private=True)
    assert (second.added, second.opened, second.closed) == ((), ("quarry",), ())
    assert [each.allow_private for each in load_sources(site.content).sources] == [True, False]
    third = import_sources(site.content, site.cache, str(file), private=True)
    assert (third.opened, third.closed) == ((), ())


def test_an_import_may_allow_private_feeds_at_once(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "planet.ini"
    file.write_text(INSIDE, "utf-8")
    site.content.mkdir(exist_ok=True)
    done = import_sources(site.content, site.cache, str(file), private=True)
    assert (len(done.added), done.opened, done.closed) == (2, (), ())
    assert [each.allow_private for each in load_sources(site.content).sources] == [True, False]


def test_adding_a_known_source_as_private_allows_it(site: Site, host: FeedHost) -> None:
    site.write("sources.toml", f'[[source]]\nid = "hedgerow"\nurl = "{host.url("/feed")}"  # by hand\n')
    assert add_source(site.content, site.cache, host.url("/feed"), True)[1].opened == ("hedgerow",)
    assert load_sources(site.content).sources[0].allow_private
    assert "# by hand" in (site.content / "sources.toml").read_text("utf-8")
