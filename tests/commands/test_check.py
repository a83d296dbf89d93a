"""``check`` reads as a build does, and says what a build cannot know."""

from datetime import UTC, datetime, timedelta

import pytest

from generator.commands.check import check, check_feeds, find_unused_templates
from tests.support.desk import BEES, NOW, Desk
from tests.support.feed_host import feed_host, rss
from tests.support.site_kit import Site, article

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def test_a_date_to_come_is_warned_of_by_the_clock_that_is_given(site: Site) -> None:
    site.record("_news/old.md", article("old", publishedDateTime="2024-06-01T11:00:00Z"))
    site.record("_news/new.md", article("new", publishedDateTime="2024-06-01T15:00:00+02:00"))
    (problem,) = check(site.content, NOON).problems
    assert (problem.path, problem.line, problem.field) == ("_news/new.md", 4, "publishedDateTime")
    assert problem.message == "expected a date in the past, found 2024-06-01T13:00:00Z: shown as it is"
    assert problem.severity == "warning"
    assert check(site.content).problems == ()
    assert site.build().problems == ()


def test_unknown_fields_have_places_and_suggestions(site: Site) -> None:
    site.record("b.md", article("b", excerp="x", novel=1))
    site.record("a.md", article("a", novel=1))
    first, second = check(site.content).unknown
    line = (site.content / "b.md").read_text("utf-8").splitlines().index("excerp: x") + 1
    assert (first.name, first.count, first.places, first.near) == ("excerp", 1, (f"b.md:{line}",), "excerpt")
    assert (second.name, second.count, second.near) == ("novel", 2, "")
    assert [place.partition(":")[0] for place in second.places] == ["a.md", "b.md"]


def test_unknown_fields_of_topics_and_within_lists_have_places_too(site: Site) -> None:
    site.write("_data/topics/1-x.yaml", "name: X\ncolour: red\n")
    site.write(
        "a.md",
        "---\ntitle: A\nimages:\n- url: https://a.example/x.png\n- url: https://a.example/y.png\n  lens: b\n---\n",
    )
    places = {field.name: field.places for field in check(site.content).unknown}
    assert places == {"colour": ("_data/topics/1-x.yaml:2",), "images.lens": ("a.md:6",)}


def test_problems_of_files_that_are_no_records_are_counted_apart_everywhere(site: Site) -> None:
    site.record("a.md", article("a"))
    site.record("b.md", {"excerpt": "no title"})
    site.write("_data/topics/1-x.yaml", "parent: none\n")
    (site.content / "away.md").symlink_to("/")
    findings = check(site.content)
    assert (findings.records, len(findings.problems), findings.beside) == (2, 3, 2)
    counts = site.build().counts
    assert (counts.records, counts.items, counts.left_out, counts.beside) == (2, 1, (("faulty", 1),), 2)


def test_rules_that_meet_nothing_and_topics_that_nothing_gives(site: Site) -> None:
    with feed_host() as host:
        desk = Desk(site, host)
        desk.source(more='drop = ["casino"]')
        host.give("/feed", rss(BEES))
        desk.fetch()
    site.write("_data/topics/1-lost.yaml", "name: Lost\n")
    (problem,) = check(site.content, NOW + timedelta(days=29), site.cache).problems
    assert problem.path == "_data/topics/1-lost.yaml"
    (_, problem) = check(site.content, NOW + timedelta(days=31), site.cache).problems
    assert (problem.path, problem.line, problem.field) == ("sources.toml", 4, "drop")
    assert check(site.content).problems == ()


def test_templates_that_no_page_uses_are_found_beside_the_shipped_ones(site: Site) -> None:
    own = site.own_templates()
    assert find_unused_templates(own) == []
    (own / "pages" / "hom.html").write_text("x", "utf-8")
    assert find_unused_templates(own) == [(f"{own.as_posix()}/pages/hom.html", "pages/home.html")]


def test_an_item_called_feed_is_no_feed(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for title in ("Feed", "Top", "Daily", "Weekly"):
        site.record(f"{title}.md", article(title, title=title))
    site.build(overrides={"api": {"enabled": True}})
    assert (site.output / "api/items/2024/05/01/feed.json").is_file()
    assert check_feeds([site.output])[2] == ()
    (site.output / "feed.json").write_text('{"version": "https://jsonfeed.org/version/1.1"')
    (site.output / "top.json").write_text('{"title": "T", "items": []}')
    assert {finding.path.rpartition("/")[2] for finding in check_feeds([site.output])[2]} == {
        "feed.json",
        "top.json",
    }


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html>", b"", b"\x89PNG\r\n\x1a\n", b"x" * 99],
    ids=["svg", "html", "empty", "cut", "noise"],
)
@pytest.mark.parametrize("field", ["body", "images"])
def test_a_file_that_is_no_image_is_named_as_a_build_does(site: Site, data: bytes, field: str) -> None:
    site.write("p.png", "")
    (site.content / "p.png").write_bytes(data)
    if field == "body":
        site.write("a.md", "---\ntitle: A\n---\n![x](p.png)\n")
    else:
        site.write("a.md", "---\ntitle: A\nimages: [{url: p.png}]\n---\n")
    (problem,) = check(site.content).problems
    assert (problem.path, problem.field.partition("[")[0]) == ("a.md", field)
    assert site.build().problems == (problem,)
