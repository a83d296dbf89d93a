"""``broadsheet sources`` as people call it."""

from collections.abc import Callable, Iterator

import pytest

from tests.cli.conftest import Called
from tests.support.feed_host import FeedHost, feed_host, rss
from tests.support.site_kit import Site

Call = Callable[..., Called]
BEES = ("bees", "Bees were counted", "Mon, 09 Nov 2026 09:20:00 GMT")


@pytest.fixture
def host() -> Iterator[FeedHost]:
    with feed_host() as host:
        host.give("/feed", rss(BEES))
        yield host


@pytest.fixture
def sources(call: Call, site: Site) -> Call:
    site.content.mkdir(exist_ok=True)

    def sources(name: str, *arguments: str) -> Called:
        cache = () if name == "export" else ("--cache", site.cache)
        return call("sources", name, *arguments, "--content", site.content, *cache)

    return sources


def test_a_source_is_added_tried_listed_and_exported(sources: Call, site: Site, host: FeedHost) -> None:
    assert "No sources yet" in sources("list").stdout
    added = sources("add", host.url("/feed"), "--private")
    assert added.returncode == 0, added.stderr
    assert f"Added  hedgerow  {host.url('/feed')}" in added.stdout
    tried = sources("try", "hedgerow")
    assert tried.returncode == 0, tried.stderr
    assert "Bees were counted" in tried.stdout
    assert not (site.content / "_news").exists()
    assert sources("list").stdout.splitlines()[1].startswith("hedgerow  new")
    assert 'xmlUrl="http://127.0.0.1' in sources("export").stdout
    assert sources("update").stdout == "Nothing to change.\n"


def test_a_trial_that_fails_says_why(sources: Call, host: FeedHost) -> None:
    sources("add", host.url("/feed"), "--private")
    host.give("/feed", b"", 403)
    tried = sources("try", "hedgerow")
    assert tried.returncode == 1
    assert "refused this request" in tried.stderr


def test_an_import_lists_what_it_cannot_import(sources: Call, site: Site) -> None:
    list_ = site.write("planet.ini", "[https://a.example/feed]\nname = A\nface = a.png\n")
    called = sources("import", str(list_))
    assert called.stdout.endswith("1 source added to sources.toml\n")
    assert "Not imported  https://a.example/feed: face = a.png" in called.stderr


def test_the_group_alone_lists(call: Call, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.content.mkdir(exist_ok=True)
    monkeypatch.chdir(site.folder)
    assert "No sources yet" in call("sources").stdout


def test_private_feeds_in_a_list_are_reported_with_a_hint(sources: Call, site: Site) -> None:
    list_ = str(site.write("planet.ini", "[http://127.0.0.1:1200/feed]\nname = Quarry\n"))
    assert "import again with --private" in sources("import", list_).stdout
    tried = sources("try", "quarry")
    assert "allow_private = true" in tried.stderr
    assert "Updated quarry  allow_private = true\n" in sources("import", list_, "--private").stdout
