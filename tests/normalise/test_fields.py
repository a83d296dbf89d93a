"""Each field on its own: what is understood, what is repaired, what is left out with a warning."""

from typing import Any

import pytest

from generator.model.item import ItemAction, ItemImage, Publisher, RelatedLink
from tests.normalise.records import LINK, faulty, item_of


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
        ("images", "https://a.example/x.png", "pictures", (ItemImage("https://a.example/x.png"),)),
        ("images", {"url": "https://a.example/x.png"}, "pictures", (ItemImage("https://a.example/x.png"),)),
        ("levels", "Beginner", "levels", ("Beginner",)),
        ("provider", "News", "source", Publisher("News")),
        ("related", {"title": "T", "webUrl": LINK}, "related", (RelatedLink(LINK, "T", LINK),)),
        ("actions", {"url": LINK, "title": "Get"}, "actions", (ItemAction(LINK, "Get"),)),
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
            (ItemImage("a.png", local=True),),
        ),
        (
            "images",
            [{"url": "/a.png", "height": -3}],
            "images[0].height",
            "pictures",
            (ItemImage("a.png", local=True),),
        ),
        ("images", 5, "images", "pictures", ()),
        ("provider", ["News"], "provider", "source", None),
        ("provider", {"name": "N", "domain": "not a host"}, "provider.domain", "source", Publisher("N")),
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
        ("https://a.example//x.png", ItemImage("https://a.example//x.png")),
        ("//a.example/x.png", ItemImage("https://a.example/x.png")),
        (" https://a.example/x y.png ", ItemImage("https://a.example/x%20y.png")),
        ("/assets/x.png", ItemImage("assets/x.png", local=True)),
        ("assets//images/x%20y.JPG?v=2#z", ItemImage("assets/images/x y.JPG", local=True)),
        ("assets/e\u0301.png", ItemImage("assets/é.png", local=True)),
        ("/assets/%2e%2e/x.png", None),
        ("/assets/%252e/x.png", ItemImage("assets/%2e/x.png", local=True)),
        ("/assets/x%00.png", None),
        ("/assets\\x.png", None),
        ("/assets/%5cx.png", None),
        ("/assets/%ff.png", None),
        ("/.git/x.png", None),
        ("/_news/2021-12-15-x.md", None),
        ("/assets/x%E2%80%A8.png", None),
        ("/assets/x%E2%80%AE.png", None),
        ("/index.html/x.png", None),
        ("/news/A.HTML/x.png", None),
        ("/all.rss/x.png", None),
        ("/assets/a.png/x.png", None),
        ("/assets/v1.2/x.png", ItemImage("assets/v1.2/x.png", local=True)),
        ("C:/x.png", None),
        ("file:///x.png", None),
    ],
)
def test_pictures_are_remote_or_the_sites_own(url: str, picture: ItemImage | None) -> None:
    assert faulty(images=[{"url": url}])[0].pictures == ((picture,) if picture else ())


@pytest.mark.parametrize(
    ("width", "pixels"),
    [("640", 640), (640, 640), ("640.0", 640), (0, None), ("100001", None), (None, None)],
)
def test_sizes_are_pixels_or_unknown(width: Any, pixels: int | None) -> None:
    assert item_of(images=[{"url": "/x.png", "width": width}]).pictures[0].width == pixels


@pytest.mark.parametrize(
    ("provider", "source"),
    [
        ({"name": "N"}, Publisher("N", "news.example")),
        ({"domain": "WWW.A.example."}, Publisher("a.example", "a.example")),
        ({"name": "N", "domain": "https://www.a.example/x"}, Publisher("N", "a.example")),
        ({"name": "N", "domain": "münchen.example"}, Publisher("N", "xn--mnchen-3ya.example")),
        ({}, Publisher("news.example", "news.example")),
        (None, None),
    ],
)
def test_a_provider_is_completed_from_the_link(provider: Any, source: Publisher | None) -> None:
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
