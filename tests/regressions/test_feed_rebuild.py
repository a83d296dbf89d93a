"""What an edit does to feeds: a new item moves the feeds it is in, and what is closed stays closed."""

from pathlib import Path

import pytest

from tests.support.site_kit import Site, article, difference
from tests.support.site_links import JSON_FEEDS


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two topics and two providers, an item a day in March and in April."""
    made = Site(tmp_path)
    made.write("site.toml", '[feeds]\nentries = 3\nhistory = ["site", "topics"]\n')
    for month, day in ((3, 2), (3, 3), (3, 4), (3, 5), (3, 6), (4, 7), (4, 8)):
        add(made, f"{month}-{day}", f"2024-0{month}-0{day}T10:00:00Z")
    made.build()
    return made


def add(site: Site, name: str, moment: str, topic: str = "Clocks", domain: str = "paper.example") -> None:
    provider = {"name": domain, "domain": domain}
    site.record(
        f"_news/{name}.md",
        article(name, publishedDateTime=moment, topics=[topic], provider=provider),
    )


def written(site: Site) -> set[str]:
    """Build, and return the feeds that were written, without endings; the result is that of a clean build."""
    done = site.explained()
    assert not difference(site.clean(), site.tree())
    moved = [path for path, (verb, _) in done.items() if verb == "write"]
    feeds = [path for path in moved if path.endswith((".rss", ".atom")) or path.split("/")[-1] in JSON_FEEDS]
    return {path.rpartition(".")[0] for path in feeds}


def own(*places: str) -> set[str]:
    return {f"{place}feed" for place in places}


def test_the_parts_are_those_of_the_months(site: Site) -> None:
    assert sorted(path for path in site.tree() if path.startswith("history/") and path.endswith("atom")) == [
        "history/2024-03-2.atom",
        "history/2024-03.atom",
    ]


def test_a_new_item_moves_the_feeds_it_is_in(site: Site) -> None:
    add(site, "new", "2024-04-08T12:00:00Z", topic="Ladders", domain="other.example")
    new = own("", "topics/ladders/", "providers/other.example/", "article/") | {"top"}
    assert written(site) == new | {"history/2024-03-2", "history/2024-04"}
    add(site, "newer", "2024-04-08T13:00:00Z", topic="Ladders", domain="other.example")
    assert written(site) == new


def test_the_first_item_of_a_month_closes_the_one_before_in_its_own_feeds(site: Site) -> None:
    add(site, "may", "2024-05-01T10:00:00Z", topic="Ladders")
    moved = written(site)
    assert moved & {"history/2024-03", "history/2024-03-2", "history/2024-04"} == {
        "history/2024-03-2",
        "history/2024-04",
    }
    assert {"daily", "weekly"} <= moved
    assert not [path for path in moved if path.startswith("topics/clocks/")]
    add(site, "may-2", "2024-05-01T11:00:00Z", topic="Ladders")
    assert not [path for path in written(site) if "history/" in path or path in ("daily", "weekly")]


def test_a_late_item_changes_its_own_month_alone(site: Site) -> None:
    add(site, "february", "2024-02-01T10:00:00Z")
    before = written(site)
    assert {path for path in before if "history/" in path} == {
        f"{place}history/{part}" for place in ("", "topics/clocks/") for part in ("2024-02", "2024-03")
    }
    add(site, "late", "2024-03-02T11:00:00Z")
    after = written(site)
    assert {path for path in after if path.startswith("history/")} == {"history/2024-03", "history/2024-03-2"}
    assert not after & own("", "article/", "topics/clocks/")


def test_an_item_that_goes_takes_its_part_with_it(site: Site) -> None:
    site.given["overrides"] = {"content": {"removal_limit": 100}}
    for day in range(2, 7):
        (site.content / f"_news/3-{day}.md").unlink()
    written(site)
    assert not [path for path in site.tree() if "history/" in path]


@pytest.mark.parametrize(
    "setting",
    [
        'formats = ["atom"]',
        'scopes = ["topics", "topic-providers"]',
        'history = ["providers", "kinds"]',
        "opml = false",
        'link = "page"',
        "ttl = 30",
        "entries = 5",
    ],
)
def test_a_setting_moves_what_it_shapes(site: Site, setting: str) -> None:
    kept = {"entries = 3": "", 'history = ["site", "topics"]': ""}
    name = setting.partition(" ")[0]
    lines = [line for line in kept if not line.startswith(name)]
    site.write("site.toml", "[feeds]\n" + "\n".join([setting, *lines]) + "\n")
    site.build()
    assert not difference(site.clean(), site.tree())
    assert site.build().counts.written == 0


def test_workers_do_not_count(site: Site) -> None:
    assert not difference(site.tree(), site.clean(workers=2))
