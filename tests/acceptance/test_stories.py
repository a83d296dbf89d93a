"""Stories from records to pages and feeds, and what somebody who reads a feed sees of them."""

import json
import re
from pathlib import Path

import pytest

from tests.support.newsboat import MISSING, PROGRAM, Newsboat, served
from tests.support.site_kit import Site

TEXT = "Three otters were seen at the mill of Adorf, for the first time in forty years."


def report(site: Site, number: int, **fields: object) -> None:
    """Write a record about the otters, by a paper of its own."""
    site.record(
        f"_news/otters{number}.md",
        {
            "title": f"Otters return to the river Adorf after forty years{' again' * (number % 2)}",
            "excerpt": TEXT,
            "publishedDateTime": f"2026-03-04T{8 + number:02}:00:00Z",
            "originalUrl": f"https://p{number}.example/otters",
            "provider": {"name": f"Paper {number}", "domain": f"p{number}.example"},
            **fields,
        },
    )


def others(site: Site) -> None:
    for number, title in enumerate(
        ("Market moves to the square", "Library lends tools", "Bakery wins a prize")
    ):
        site.record(
            f"_news/other{number}.md",
            {
                "title": title,
                "publishedDateTime": f"2026-03-0{number + 3}T07:00:00Z",
                "originalUrl": f"https://o{number}.example/x",
                "provider": {"name": f"Other {number}", "domain": f"o{number}.example"},
            },
        )


def entries(site: Site, feed: str) -> dict[str, str]:
    """Return the titles of a feed's entries, by id."""
    found = json.loads((site.output / feed).read_bytes())
    return {item["id"]: item["title"] for item in found["items"]}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    others(made)
    return made


@pytest.mark.parametrize("feed", ["feed.json", "top.json"])
def test_a_reader_sees_a_story_once_whatever_leads_it(site: Site, feed: str) -> None:
    """The reader keeps what it has seen by id, as all feed readers do."""
    overrides: dict[str, object] = {"overrides": {"feeds": {"stories": "leads"}}}
    seen: dict[str, str] = {}
    leads: list[str] = []
    for number, fields in enumerate(({}, {"quality": 60}, {"quality": 90}, {}, {"quality": 95})):
        report(site, number, **fields)
        site.build(**overrides)
        seen |= entries(site, feed)
        front = (site.output / "index.html").read_text("utf-8")
        lead = re.search(r'u-bookmark-of" (?:value|href)="https://(p\d)', front)
        leads += [lead[1]] if lead else []
    assert leads == ["p0", "p1", "p2", "p2", "p4"], "the lead does change"
    assert [title for title in seen.values() if "Otters" in title] == [
        "Otters return to the river Adorf after forty years"
    ]
    assert len(seen) == 4
    assert site.tree() == site.clean(**overrides)


@pytest.mark.skipif(PROGRAM is None, reason=MISSING)
def test_newsboat_shows_a_story_once_whatever_leads_it(site: Site, tmp_path: Path) -> None:
    home, output = tmp_path / "newsboat", site.output
    home.mkdir()
    output.mkdir()
    with served(output) as address:
        overrides: dict[str, object] = {"site": {"base_url": address}, "feeds": {"stories": "leads"}}
        reader = Newsboat(home)
        reader.follow(f"{address}feed.atom")
        shown: list[str] = []
        for number, fields in enumerate(({}, {"quality": 60}, {"quality": 90}, {}, {"quality": 95})):
            report(site, number, **fields)
            site.build(overrides=overrides)
            reader.reload()
            shown += reader.unread()
            reader.read_everything()
        titles = reader.titles()
    assert len(shown) == len(set(shown)) == len(titles) == 4
    assert sum(titles[id].startswith("Otters return") for id in shown) == 1


def test_every_place_says_who_else_covers_a_story(site: Site) -> None:
    for number in range(4):
        report(site, number, quality=90 if number == 2 else 40)
    site.build(overrides={"api": {"enabled": True}})
    front = (site.output / "index.html").read_text("utf-8")
    assert front.count('class="coverage"') == 1
    assert 'Also covered by <a href="https://p0.example/otters"' in front
    (page,) = (site.output / "stories").glob("*/index.html")
    story = page.read_text("utf-8")
    assert [story.index(f"Paper {number}") for number in range(4)] == sorted(
        story.index(f"Paper {number}") for number in range(4)
    )
    atom = (site.output / "feed.atom").read_text("utf-8")
    assert atom.count('rel="related" title="Paper') == 12, "each of four names the three others"
    item = next(
        each
        for each in json.loads((site.output / "feed.json").read_bytes())["items"]
        if "otters" in each["url"]
    )
    assert len(item["_broadsheet"]["story"]["items"]) == 3
    documents = [
        json.loads(each.read_bytes()) for each in (site.output / "api" / "items").rglob("otters*.json")
    ]
    assert {len(each["story"]["items"]) for each in documents} == {4}
    assert len({each["story"]["lead"] for each in documents}) == 1
    daily = json.loads((site.output / "daily.json").read_bytes())["items"]
    assert sum(entry["content_html"].count("Otters return") for entry in daily) == 1
    assert "Also covered by" in daily[0]["content_html"]


def test_a_record_overrules_what_was_found(site: Site) -> None:
    for number in range(4):
        report(site, number, story="none" if number else "Otters")
    report(site, 4, story="otters!", title="Fishers complain", excerpt="")
    site.build()
    assert not (site.output / "stories").exists(), "two providers have no page"
    front = (site.output / "index.html").read_text("utf-8")
    assert front.count('class="coverage"') == 1


def test_a_site_may_have_no_stories(site: Site) -> None:
    for number in range(4):
        report(site, number)
    site.build(overrides={"stories": {"enabled": False}})
    assert not (site.output / "stories").exists()
    assert 'class="coverage"' not in (site.output / "index.html").read_text("utf-8")
