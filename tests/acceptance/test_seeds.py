"""The three records that the project started from."""

import pytest

from tests.acceptance.conftest import Built
from tests.support.site_feeds import parsed

TOPICS = ("machine-learning", "ai")


def test_three_items_two_topics_three_providers_and_their_feeds(seeds: Built) -> None:
    counts = seeds.report.counts
    assert (counts.records, counts.items, counts.left_out) == (3, 3, ())
    assert (counts.topics, counts.providers) == (2, 3)
    assert {fields["provider"]["domain"] for fields in seeds.records.values()} == {
        path.split("/")[1] for path in seeds.tree if path.startswith("providers/") and path.count("/") == 2
    }
    for folder in ("", *[f"topics/{slug}/" for slug in TOPICS]):
        for ending in ("rss", "atom"):
            assert len(parsed(seeds.tree[f"{folder}feed.{ending}"]).entries) == 3
    wholes = {"feed", "top", "daily", "weekly"}
    assert counts.feeds == 3 * (len(wholes) + len(TOPICS) + 3 + len({"articles"}))
    assert not [problem for problem in seeds.report.problems if problem.severity == "error"]


def test_titles_are_on_their_pages_and_lead_to_the_source(seeds: Built) -> None:
    for fields in seeds.records.values():
        page = seeds.item_page(fields["title"])
        assert fields["originalUrl"] in page.xpath("//main//a/@href")
        assert fields["provider"]["name"] in page.xpath("string(//main)")
        (picture,) = page.xpath("//main//img[@width > 100]")
        shown = fields["images"][0]
        assert picture.get("src") == shown["url"]
        shape = int(picture.get("width")) / int(picture.get("height"))
        assert shape == pytest.approx(shown["width"] / shown["height"], rel=0.005), (
            "nothing moves when it is there"
        )
        assert {link.text for link in page.xpath("//main//a[contains(@href, '/topics/')]")} == set(
            fields["topics"]
        )


def test_a_dash_that_went_through_a_wrong_encoding_is_a_dash_again(seeds: Built) -> None:
    showing = [path for path, data in seeds.tree.items() if b"up from 20" in data]
    assert len(showing) >= 5, "an item, its lists, its feeds"
    for path in showing:
        text = seeds.tree[path].decode()
        assert text.count("up from 20") == text.count("– up from 20"), path
    for path, data in seeds.tree.items():
        assert "â€" not in data.decode("utf-8", "replace"), path


def test_each_sidebar_links_the_related_article(seeds: Built) -> None:
    for fields in seeds.records.values():
        page = seeds.item_page(fields["title"])
        (first, *_) = fields["related"]
        link = page.xpath("//aside[contains(@class, 'related')]//a")[0]
        assert " ".join(link.text.split()) == " ".join(first["title"].split())
        assert link.get("href") == first["webUrl"]
        others = {each["title"] for each in seeds.records.values()} - {fields["title"]}
        assert {" ".join(each.text.split()) for each in page.xpath("//aside//a")} >= others
        assert fields["title"] not in page.xpath("//aside//a/text()")


def test_they_are_not_promoted_and_yet_built(seeds: Built) -> None:
    assert seeds.report.counts.unpromoted == 3
    assert not seeds.site.build(overrides={"content": {"unpromoted": "exclude"}}, dry_run=True).counts.items
