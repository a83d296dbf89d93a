"""Fields that only some kinds of records have."""

from typing import Any

import pytest

from generator.model.item import ItemAction
from tests.normalise.records import LINK, faulty, item_of


def test_members_are_relative_to_the_parent_of_the_collections_folder() -> None:
    item = item_of("_learning/collections/y.md", items=["videos/x", "courses/z.md", "videos/x"])
    assert item.members == ("_learning/videos/x", "_learning/courses/z")
    assert item_of("y.md", items=["x"]).members == ("x",)


@pytest.mark.parametrize(
    ("field", "value", "attribute", "kept"),
    [
        ("locale", "en_GB", "locale", "en-GB"),
        ("price", 0, "price", "0"),
        ("length", "PT1H15M", "length", 4500),
        ("levels", ["Beginner", "beginner"], "levels", ("Beginner",)),
        ("ratings", {"average": "4.5", "count": 12}, "rating", 4.5),
        ("ratings", {"average": "4.5", "count": 12}, "rating_count", 12),
        ("members", "120", "member_count", 120),
        ("actions", [{"url": LINK, "title": "Get"}], "actions", (ItemAction(LINK, "Get"),)),
        ("items", ["videos/x.md"], "members", ("videos/x",)),
    ],
)
def test_valid_values_are_kept(field: str, value: Any, attribute: str, kept: Any) -> None:
    assert getattr(item_of(**{field: value}), attribute) == kept


@pytest.mark.parametrize(
    ("field", "value", "named", "attribute", "kept"),
    [
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
    ],
)
def test_invalid_values_are_ignored_with_a_warning(
    field: str, value: Any, named: str, attribute: str, kept: Any
) -> None:
    item, problems = faulty(**{field: value})
    assert getattr(item, attribute) == kept
    assert problems[0] == ("warning", named)
