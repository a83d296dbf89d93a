"""A record becomes an item: faults degrade it field by field, and only a missing title leaves it out."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base.problem import Problem
from generator.model.item import Action, Embed, Item, Picture, Profile, Reference, Source
from generator.model.record import Record
from generator.normalise.item import normalise
from generator.normalise.known import RECORD, unknown_fields

LINK = "https://news.example/a/story"


def record(path: str = "_news/story.md", body: str = "", **fields: Any) -> Record:
    folder = next((part[1:] for part in path.split("/")[:-1] if part.startswith("_")), "")
    return Record(path=path, folder=folder, fields=fields, body=body, head="")


def item_of(path: str = "_news/story.md", body: str = "", **fields: Any) -> Item:
    item, problems = normalise(record(path, body, **{"title": "Story", **fields}))
    assert item is not None
    assert problems == ()
    return item


def faulty(path: str = "_news/story.md", **fields: Any) -> tuple[Item, list[tuple[str, str]]]:
    item, problems = normalise(record(path, **{"title": "Story", **fields}))
    assert item is not None
    return item, [(problem.severity, problem.field) for problem in problems]


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
        source=Source("News", "news.example", (), ("A. Writer", "B. Writer")),
        topics=("Machine Learning", "AI"),
        tags=("US-CA", "GB"),
        pictures=(Picture("https://cdn.example/p.png", width=1280, height=804, cached=True),),
        related=(
            Reference(
                "https://other.example/x",
                "Other",
                "https://other.example/x#y",
                source=Source("Other", "other.example"),
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
    assert item.actions == (Action("https://a.example/x%20y.zip", "Get", "download"),)
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
    assert item.key == "path:_people/x.md"
    assert [problem.field for problem in problems] == ["website"]


@pytest.mark.parametrize(
    ("path", "kind", "means"),
    [
        ("_news/x.md", "VIDEO", "video"),
        ("_news/x.md", None, "article"),
        ("x.md", "", "article"),
        ("_newsletters/x.html", "article", "newsletter"),
        ("_communities/x.md", "forum", "forum"),
        ("_communities/x.md", None, "forum"),
        ("_people/x.md", None, "profile"),
        ("_learning/videos/x.md", None, "video"),
        ("_learning/videos/2020/x.md", None, "video"),
        ("_learning/collections/x.md", None, "collection"),
        ("_samples/x.md", None, "download"),
        ("_learning/x.md", None, "article"),
    ],
)
def test_type_and_folder_tell_the_kind(path: str, kind: str | None, means: str) -> None:
    assert item_of(path, type=kind).kind == means


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


def test_a_fault_says_what_was_expected_and_found() -> None:
    _, problems = normalise(record(title="x", publishedDateTime="yesterday"))
    assert problems == (
        Problem(
            "_news/story.md",
            0,
            "publishedDateTime",
            "expected a date and time, found 'yesterday'",
            "Write it as 2021-12-15T10:00:00Z.",
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
def test_a_missing_date_is_the_file_names(path: str, date: str | None, published: datetime | None) -> None:
    assert item_of(path, publishedDateTime=date).published == published


def test_a_wrong_date_falls_back_to_the_file_name_too() -> None:
    item, faults = faulty("_news/2021-12-15-x.md", publishedDateTime="2021-13-01T00:00:00Z")
    assert item.published == datetime(2021, 12, 15, tzinfo=UTC)
    assert faults == [("warning", "publishedDateTime")]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"removed": "true"}, "withdrawn"),
        ({"deleted": True, "draft": True}, "withdrawn"),
        ({"draft": "yes"}, "draft"),
        ({"removed": "false", "published": "false"}, "live"),
    ],
)
def test_withdrawn_and_draft_records_say_so(fields: dict[str, Any], status: str) -> None:
    assert item_of(**fields).status == status


def test_promoted_unless_published_is_false() -> None:
    assert item_of().promoted is True
    assert item_of(published="no").promoted is False


@pytest.mark.parametrize(
    ("field", "value", "attribute", "becomes"),
    [
        ("topics", "AI", "topics", ("AI",)),
        ("tags", {"name": "GB"}, "tags", ("GB",)),
        ("images", "https://a.example/x.png", "pictures", (Picture("https://a.example/x.png"),)),
        ("images", {"url": "https://a.example/x.png"}, "pictures", (Picture("https://a.example/x.png"),)),
        ("levels", "Beginner", "levels", ("Beginner",)),
        ("provider", "News", "source", Source("News")),
        ("related", {"title": "T", "webUrl": LINK}, "related", (Reference(LINK, "T", LINK),)),
        ("actions", {"url": LINK, "title": "Get"}, "actions", (Action(LINK, "Get"),)),
    ],
)
def test_a_single_value_in_place_of_a_list_is_repaired(
    field: str, value: Any, attribute: str, becomes: Any
) -> None:
    item, faults = faulty(**{field: value})
    assert getattr(item, attribute) == becomes
    assert faults == [("repaired", field)]


@pytest.mark.parametrize(
    ("field", "value", "named", "attribute", "becomes"),
    [
        ("topics", 5, "topics", "topics", ()),
        ("topics", ["AI", ["x"], {"y": 1}, None], "topics[1]", "topics", ("AI",)),
        ("tags", [f"t{n}" for n in range(51)], "tags", "tags", tuple(f"t{n}" for n in range(50))),
        ("tags", ["x" * 101], "tags", "tags", ("x" * 99 + "…",)),
        ("images", [5], "images[0].url", "pictures", ()),
        ("images", [{"url": "data:image/png;base64,AAAA"}], "images[0].url", "pictures", ()),
        ("images", [{"url": "/assets/../../etc/passwd.png"}], "images[0].url", "pictures", ()),
        (
            "images",
            [{"url": "/a.png", "width": "wide"}],
            "images[0].width",
            "pictures",
            (Picture("a.png", local=True),),
        ),
        ("images", 5, "images", "pictures", ()),
        ("provider", ["News"], "provider", "source", None),
        ("provider", {"name": "N", "domain": "not a host"}, "provider.domain", "source", Source("N")),
        ("originalUrl", "ftp://a.example", "originalUrl", "key", "path:_news/story.md"),
        ("originalUrl", ["x"], "originalUrl", "original_url", ""),
        ("webUrl", "https://u:p@a.example/", "webUrl", "link", ""),
        ("ratings", "good", "ratings", "rating", None),
        ("ratings", {"average": 9}, "ratings.average", "rating", None),
        ("ratings", {"count": -1}, "ratings.count", "rating_count", None),
        ("length", "15 min", "length", "length", None),
        ("locale", "../x", "locale", "locale", ""),
        ("members", "many", "members", "member_count", None),
        ("actions", [{"title": "Get"}], "actions[0]", "actions", ()),
        ("actions", [{"url": "javascript:x"}], "actions[0].url", "actions", ()),
        ("items", ["../x"], "items[0]", "members", ()),
        ("items", ["/videos/x"], "items[0]", "members", ()),
        ("items", ["videos//x", "videos\\x", 5, "a\nb"], "items[0]", "members", ()),
        ("related", ["x"], "related[0]", "related", ()),
        ("related", [{"title": "T"}], "related[0]", "related", ()),
        ("related", [{"webUrl": LINK}], "related[0]", "related", ()),
        ("related", [{"title": "T", "webUrl": "data:x"}], "related[0].webUrl", "related", ()),
        ("excerpt", ["x"], "excerpt", "excerpt", ""),
        ("category", {}, "category", "category", ""),
        ("featuredContent", "<b>x</b>", "featuredContent", "embed", None),
        ("heat", "hot", "heat", "heat", None),
        ("updatedDateTime", "later", "updatedDateTime", "updated", None),
    ],
)
def test_a_wrong_field_is_left_out_with_a_warning(
    field: str, value: Any, named: str, attribute: str, becomes: Any
) -> None:
    item, faults = faulty(**{field: value})
    assert getattr(item, attribute) == becomes
    assert faults[0] == ("warning", named)
    assert {severity for severity, _ in faults} == {"warning"}


@pytest.mark.parametrize(
    ("url", "picture"),
    [
        ("https://a.example//x.png", Picture("https://a.example//x.png")),
        ("//a.example/x.png", Picture("https://a.example/x.png")),
        (" https://a.example/x y.png ", Picture("https://a.example/x%20y.png")),
        ("/assets/x.png", Picture("assets/x.png", local=True)),
        ("assets//images/x%20y.JPG?v=2#z", Picture("assets/images/x y.JPG", local=True)),
        ("assets/e\u0301.png", Picture("assets/é.png", local=True)),
        ("/assets/%2e%2e/x.png", None),
        ("/assets/%252e/x.png", Picture("assets/%2e/x.png", local=True)),
        ("/assets/x%00.png", None),
        ("/assets\\x.png", None),
        ("/assets/%5cx.png", None),
        ("/assets/%ff.png", None),
        ("/.git/x.png", None),
        ("/_news/2021-12-15-x.md", None),
        ("C:/x.png", None),
        ("file:///x.png", None),
    ],
)
def test_pictures_are_remote_or_the_sites_own(url: str, picture: Picture | None) -> None:
    assert faulty(images=[{"url": url}])[0].pictures == ((picture,) if picture else ())


@pytest.mark.parametrize(
    ("width", "pixels"),
    [("640", 640), (640, 640), ("640.0", 640), (0, None), (-5, None), ("100001", None), (None, None)],
)
def test_sizes_are_pixels_or_unknown(width: Any, pixels: int | None) -> None:
    assert item_of(images=[{"url": "/x.png", "width": width}]).pictures[0].width == pixels


@pytest.mark.parametrize(
    ("provider", "source"),
    [
        ({"name": "N"}, Source("N", "news.example")),
        ({"domain": "WWW.A.example."}, Source("a.example", "a.example")),
        ({"name": "N", "domain": "https://www.a.example/x"}, Source("N", "a.example")),
        ({"name": "N", "domain": "münchen.example"}, Source("N", "xn--mnchen-3ya.example")),
        ({}, Source("news.example", "news.example")),
        (None, None),
    ],
)
def test_a_provider_is_completed_from_the_link(provider: Any, source: Source | None) -> None:
    assert item_of(webUrl=LINK, provider=provider).source == source


def test_related_leaves_out_itself_and_repeats_silently() -> None:
    entries = [
        {"title": "Self", "webUrl": f"{LINK}#x"},
        {"title": "A", "webUrl": "https://a.example/?utm_medium=x"},
        {"title": "A again", "webUrl": "https://A.example"},
        {"title": "B", "originalUrl": "https://b.example/1", "webUrl": "https://b.example/2"},
    ]
    item = item_of(webUrl=LINK, related=entries)
    assert [(entry.key, entry.title) for entry in item.related] == [
        ("https://a.example/", "A"),
        ("https://b.example/1", "B"),
    ]


def test_members_are_joined_to_the_kinds_folder() -> None:
    item = item_of("_learning/collections/y.md", items=["videos/x", "courses/z.md", "videos/x"])
    assert item.members == ("_learning/videos/x", "_learning/courses/z")
    assert item_of("y.md", items=["x"]).members == ("x",)


def test_the_links_of_a_body_are_resolved_against_the_item() -> None:
    assert item_of(webUrl=LINK, body="<p><a href=x>y</a></p>").body == (
        '<p><a href="https://news.example/a/x" rel="noopener">y</a></p>'
    )


def test_unknown_fields_are_named_once_without_indices() -> None:
    fields: dict[str, Any] = {
        "title": "x",
        "novel": 1,
        "provider": {"name": "N", "colour": "red", "images": [{"url": "x", "alt": ""}]},
        "related": [{"title": "x", "provider": {"size": 1}}, {"provider": {"size": 2}}, 5],
        "topics": [{"any": "thing"}],
    }
    assert unknown_fields(record(**fields)) == (
        "novel",
        "provider.colour",
        "provider.images.alt",
        "related.provider.size",
    )
    assert unknown_fields(record("_data/topics/1-x.yaml", taxonomy="topic", services={}, odd=1)) == ("odd",)


SPECIAL = [
    "https://a.example/x",
    "//[",
    "PT5M",
    "2021-12-15",
    "<b",
    "&#x0;",
    "\ud800",
    "a==",
    "yes",
    10**4000,
]
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=4)
) | st.sampled_from(SPECIAL)
NAMES = st.sampled_from(
    sorted(RECORD.names | {name for shape in RECORD.inner.values() for name in shape.names})
) | st.text(max_size=3)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(NAMES, VALUES, max_size=10),
    st.text(max_size=60),
    st.sampled_from(["x.md", "_people/x.md", "_learning/collections/x.html", ""]),
)
def test_no_record_whatever_stops_the_build(fields: dict[str, Any], body: str, path: str) -> None:
    found = record(path, body)
    found = Record(found.path, found.folder, fields, body, "")
    item, problems = normalise(found)
    assert (item is None) == any(problem.severity == "error" for problem in problems)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(item), type=Item | None) == item
    msgspec.msgpack.encode((problems, unknown_fields(found)))
    assert normalise(found) == (item, problems)
