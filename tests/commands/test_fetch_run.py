"""What a run does with lists of sources, and with a feed that is not what it was."""

from collections.abc import Iterator

import pytest

from generator.base.progress import Progress
from generator.commands.fetch import fetch
from generator.commands.source_trial import try_source
from tests.support.desk import BEES, WASPS, Desk
from tests.support.feed_host import FeedHost, feed_host, rss
from tests.support.site_kit import Site


@pytest.fixture(scope="module")
def running() -> Iterator[FeedHost]:
    with feed_host() as host:
        yield host


@pytest.fixture
def desk(site: Site, running: FeedHost) -> Desk:
    return Desk(site, running)


def test_lists_are_sources_of_sources(desk: Desk) -> None:
    feed = '<outline text="Bees"><outline xmlUrl="{}" text="Hedgerow"/></outline>'
    outline = f'<opml version="2.0"><body>{feed}</body></opml>'
    desk.settings(f'[fetch]\nlists = ["mine.opml", "{desk.host.url("/list")}"]\n')
    desk.site.write("mine.opml", outline.format(desk.host.url("/feed")))
    desk.host.give("/list", outline.format(desk.host.url("/other")))
    desk.host.give("/feed", rss(BEES))
    desk.host.give("/other", rss(WASPS))
    report = desk.fetch()
    assert (len(report.sources), report.total("new"), report.warnings) == (2, 2, ())
    assert all(b'topics: ["Bees"]' in text for text in desk.records().values())
    desk.host.give("/list", "", 404)
    report = desk.fetch(2)
    assert (len(report.sources), report.count("unchanged")) == (2, 2)
    assert "using its last answer" in report.warnings[0]
    desk.lose_cache()
    before = desk.records()
    assert len(desk.fetch(4).sources) == 1
    assert desk.records() == before


def strangers(desk: Desk) -> str:
    entries = [(name, f"Win at {name} today", BEES[2]) for name in ("cards", "dice")]
    return rss(*entries, title="Casino").replace("hedgerow.example", "casino.example")


def test_a_feed_of_somebody_else_waits_until_it_is_confirmed(desk: Desk) -> None:
    desk.source()
    more = ("ants", "Ants were not counted", BEES[2])
    desk.host.give("/feed", rss(BEES, WASPS, more))
    desk.fetch()
    before = desk.records()
    desk.host.give("/feed", strangers(desk))
    report = desk.fetch(2)
    assert desk.records() == before
    assert "may have a new owner: all its entries link to casino.example" in report.sources[0].notice
    assert report.sources[0].hint == "broadsheet sources try hedgerow"
    desk.lose_cache()
    assert desk.fetch(4).total("new") == 0
    assert desk.fetch(6).sources[0].notice.startswith("may have a new owner")
    trial = try_source(desk.options(7), "hedgerow", Progress())
    assert (trial.confirmed, trial.outcome.new) == (("casino.example",), 2)
    assert desk.fetch(8).total("new") == 2
    assert desk.fetch(10).sources[0].notice == ""


def test_a_github_schedule_about_to_stop_causes_a_warning(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"committed": 44}

    def query(*arguments: str) -> str:
        return str(int(desk.options().now.timestamp()) - days["committed"] * 86_400)

    desk.settings("# none yet")
    monkeypatch.setattr("generator.commands.git.query_git", query)
    on_github = {"GITHUB_ACTIONS": "true"}
    assert fetch(desk.options(environment=on_github), Progress()).warnings == ()
    days["committed"] = 45
    assert fetch(desk.options(environment={}), Progress()).warnings == ()
    assert "45 days ago" in fetch(desk.options(environment=on_github), Progress()).warnings[0]
