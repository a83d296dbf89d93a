"""A record becomes an item; only a missing title leaves it out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from generator.base.problem import Problem
from generator.model.item import Embed, Item, ItemAction, ItemImage, Profile, Publisher, RelatedLink
from generator.normalise.item import normalise
from tests.normalise.records import LINK, faulty, item_of, record


def test_a_whole_news_record() -> None:
    item = item_of(
        category="news",
        excerpt="Teaser.\n",
        publishedDateTime="2021-12-15T10:00:00Z",
        originalUrl=f"{LINK}?utm_source=x&id=1#top",
        webUrl=f"{LINK}?id=1",
        type="article",
        quality="36",
        heat="-1",
        published="false",
        provider={
            "name": "News",
            "domain": "www.News.example",
            "authors": [{"name": "A. Writer"}, "B. Writer"],
        },
        topics=["Machine Learning", "AI", "ai"],
        tags=["US-CA", "GB"],
        images=[{"url": "https://cdn.example/p.png", "width": "1280", "height": 804, "isCached": "true"}],
        related=[{"title": "Other", "webUrl": "//other.example/x#y", "provider": {"name": "Other"}}],
    )
    assert item == Item(
        path="_news/story.md",
        key=f"{LINK}?id=1",
        kind="article",
        title="Story",
        link=f"{LINK}?id=1",
        original_url=f"{LINK}?utm_source=x&id=1#top",
        web_url=f"{LINK}?id=1",
        excerpt="Teaser.",
        published=datetime(2021, 12, 15, 10, tzinfo=UTC),
        category="news",
        source=Publisher("News", "news.example", (), ("A. Writer", "B. Writer")),
        topics=("Machine Learning", "AI"),
        tags=("US-CA", "GB"),
        images=(ItemImage("https://cdn.example/p.png", width=1280, height=804, cached=True),),
        related=(
            RelatedLink(
                "https://other.example/x",
                "Other",
                "https://other.example/x#y",
                source=Publisher("Other", "other.example"),
            ),
        ),
        quality=36,
        heat=None,
        promoted=False,
    )


def test_a_course_keeps_its_facts() -> None:
    item = item_of(
        "_learning/courses/x.md",
        webUrl=LINK,
        publishedDateTime="2022-01-01",
        updatedDateTime="2022-01-01",
        price="Free",
        length="PT57M",
        levels=["Beginner"],
        ratings={"count": "524", "average": "4.43"},
        locale="en_us",
        members="8400",
        featuredContent="https://youtu.be/abcdefghijk",
        actions=[{"url": "https://a.example/x y.zip", "title": "Get", "type": "download"}],
        ampWebUrl="https://amp.example/x",
    )
    assert item.kind == "course"
    assert item.updated == datetime(2022, 1, 1, tzinfo=UTC)
    assert (item.price, item.length, item.levels, item.rating, item.rating_count) == (
        "Free",
        3420,
        ("Beginner",),
        4.43,
        524,
    )
    assert (item.locale, item.member_count, item.amp_url) == ("en-us", 8400, "https://amp.example/x")
    assert item.actions == (ItemAction("https://a.example/x%20y.zip", "Get", "download"),)
    assert item.embed == Embed(
        "YouTube",
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube-nocookie.com/embed/abcdefghijk",
    )


def test_a_person_is_found_by_name_and_link() -> None:
    item, problems = normalise(
        record(
            "_people/x.md",
            name="Ada Example",
            bio="Writes.",
            location="Town",
            affiliation={"name": "Firm", "domain": "firm.example"},
            website="javascript:alert(1)",
            twitter={"url": "https://t.example/ada", "followers": 5},
            linkedin="https://l.example/ada",
        )
    )
    assert item is not None
    assert (item.kind, item.title, item.excerpt, item.link) == (
        "profile",
        "Ada Example",
        "Writes.",
        "https://t.example/ada",
    )
    links = (("Twitter", "https://t.example/ada"), ("LinkedIn", "https://l.example/ada"))
    assert item.profile == Profile("Writes.", "Town", "Firm", links)
    assert item.key.startswith("record:/")
    assert [problem.field for problem in problems] == ["website"]


def test_a_record_without_title_is_left_out_with_all_its_faults() -> None:
    item, problems = normalise(
        record(title="<b></b>", quality="good", published="perhaps", type="poem", webUrl="javascript:1")
    )
    assert item is None
    assert {(problem.severity, problem.field) for problem in problems} == {
        ("error", "title"),
        ("warning", "quality"),
        ("warning", "published"),
        ("warning", "type"),
        ("warning", "webUrl"),
    }
    assert {problem.line for problem in problems} == {0}
    assert {problem.path for problem in problems} == {"_news/story.md"}


def test_a_problem_has_the_expected_and_the_found_value() -> None:
    _, problems = normalise(record(title="x", publishedDateTime="yesterday"))
    assert problems == (
        Problem(
            "_news/story.md",
            0,
            "publishedDateTime",
            "expected a date and time, found 'yesterday': ignored",
            "Use 2026-11-30 or 2026-11-30T09:00:00Z.",
            "warning",
        ),
    )


@pytest.mark.parametrize(
    ("path", "date", "published"),
    [
        ("_news/2021-12-15-x.md", None, datetime(2021, 12, 15, tzinfo=UTC)),
        ("_news/2021-12-15-x.md", "2020-01-02T00:00:00+01:00", datetime(2020, 1, 1, 23, tzinfo=UTC)),
        ("_news/x.md", None, None),
    ],
)
def test_a_missing_date_is_taken_from_the_file_name(
    path: str, date: str | None, published: datetime | None
) -> None:
    assert item_of(path, publishedDateTime=date).published == published


def test_a_wrong_date_falls_back_to_the_file_name_too() -> None:
    item, faults = faulty("_news/2021-12-15-x.md", publishedDateTime="2021-13-01T00:00:00Z")
    assert item.published == datetime(2021, 12, 15, tzinfo=UTC)
    assert faults == [("warning", "publishedDateTime")]


def test_the_links_of_a_body_are_resolved_against_the_item() -> None:
    assert item_of(webUrl=LINK, body="<p><a href=x>y</a></p>").body == (
        '<p><a href="https://news.example/a/x" rel="noopener">y</a></p>'
    )


def test_a_member_with_sealed_data_in_it_is_refused() -> None:
    item, severities = faulty("_collections/all/x.md", items=["Q" * 20 + ";AAECAwQFBgcICQoLDA0ODw=="])
    assert item.members == ()
    assert severities == [("warning", "items[0]")]


@pytest.mark.parametrize(
    ("field", "value", "attribute", "kept"),
    [
        ("originalUrl", "ftp://a.example", "key", "record:/story"),
        ("originalUrl", ["x"], "original_url", ""),
        ("webUrl", "https://u:p@a.example/", "link", ""),
        ("images", 5, "images", ()),
        ("excerpt", ["x"], "excerpt", ""),
        ("category", {}, "category", ""),
        ("featuredContent", "<b>x</b>", "embed", None),
        ("heat", "hot", "heat", None),
        ("updatedDateTime", "later", "updated", None),
    ],
)
def test_an_invalid_field_is_ignored_with_a_warning(
    field: str, value: Any, attribute: str, kept: Any
) -> None:
    item, problems = faulty(**{field: value})
    assert getattr(item, attribute) == kept
    assert problems == [("warning", field)]
