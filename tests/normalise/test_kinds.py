"""The kind and the status of an item."""

from typing import Any

import pytest

from tests.normalise.records import faulty, item_of


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
def test_the_kind_follows_from_type_and_folder(path: str, kind: str | None, means: str) -> None:
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
def test_the_status_follows_from_three_fields(fields: dict[str, Any], status: str) -> None:
    assert item_of(**fields).status == status


def test_promoted_unless_published_is_false() -> None:
    assert item_of().promoted is True
    assert item_of(published="no").promoted is False


def test_an_unknown_type_is_shown_as_an_article() -> None:
    item, problems = faulty("_learning/videos/x.md", type="opinion")
    assert item.kind == "article"
    assert problems == [("warning", "type")]
