"""Several records of the same article: one is built, the others are left out with a warning."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.settings import ContentSettings, Settings
from generator.organise.duplicates import drop_duplicates, duplicate_problems

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


WITH_DRAFTS = Settings(content=ContentSettings(drafts=True))


def reasons(catalogue: Catalogue) -> dict[str, str]:
    return {left.path: left.reason for left in catalogue.left_out}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"published": NOON}, {"published": NOON + timedelta(seconds=1)}),
        ({"published": NOON}, {"published": None}),
        ({"published": NOON, "promoted": False}, {"published": NOON + timedelta(days=1), "promoted": True}),
        ({"promoted": True, "path": "z.md"}, {"promoted": False, "path": "a.md"}),
        ({"path": "a.md"}, {"path": "b.md"}),
        ({"published": None, "path": "a.md"}, {"published": None, "path": "b.md"}),
        ({"published": NOON + timedelta(days=1)}, {"published": NOON, "status": "draft"}),
    ],
    ids=["earlier", "dated", "earlier, not promoted", "promoted", "path", "path, undated", "live"],
)
def test_of_two_records_of_an_article_the_senior_stays(
    make_item: MakeItem, arrange: Arrange, first: dict[str, object], second: dict[str, object]
) -> None:
    one = make_item("one", key="https://a.example/same", **first)
    two = make_item("two", key="https://a.example/same", **second)
    for items in ([one, two], [two, one]):
        catalogue, problems = arrange(items, settings=WITH_DRAFTS)
        assert [item.path for item in catalogue.items] == [one.path]
        assert catalogue.twins == {0: (two.path,)}
        assert reasons(catalogue) == {two.path: "duplicate"}
        assert [(problem.path, problem.field, problem.severity) for problem in problems] == [
            (two.path, "originalUrl", "warning")
        ]
        assert problems[0].message.startswith(f"same article as '{one.path}' (same URL): this record is")
        assert problems[0].hint


def test_three_records_of_an_article_leave_one(make_item: MakeItem, arrange: Arrange) -> None:
    items = [
        make_item(name, key="https://a.example/same", published=NOON + timedelta(days=day))
        for name, day in (("c", 2), ("a", 0), ("b", 1))
    ]
    catalogue, problems = arrange(items)
    assert [item.path for item in catalogue.items] == ["_news/a.md"]
    assert catalogue.twins == {0: ("_news/b.md", "_news/c.md")}
    assert len(problems) == 2


def test_promotion_of_any_record_promotes_the_senior_one(make_item: MakeItem) -> None:
    senior = make_item("a", key="same", promoted=False)
    younger = make_item("b", key="same", promoted=True, published=NOON + timedelta(days=1))
    kept, groups = drop_duplicates([younger, senior, make_item("c", key="other")])
    assert [(item.path, item.promoted) for item in kept.values()] == [
        ("_news/a.md", True),
        ("_news/c.md", True),
    ]
    assert groups == {"same": [senior, younger]}


@pytest.mark.parametrize(("original_url", "field"), [("https://a.example/b", "originalUrl"), ("", "webUrl")])
def test_a_warning_names_the_field_that_made_the_key(
    make_item: MakeItem, original_url: str, field: str
) -> None:
    senior, other = make_item("a"), make_item("b", original_url=original_url)
    (problem,) = duplicate_problems({"same": [senior, other]})
    assert (problem.path, problem.field) == ("_news/b.md", field)
