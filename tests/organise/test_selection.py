from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.settings import ContentSettings, Settings

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)
EVERYTHING = Settings()
PROMOTED_ONLY = Settings(content=ContentSettings(unpromoted="exclude"))
WITH_DRAFTS = Settings(content=ContentSettings(drafts=True))


def reasons(catalogue: Catalogue) -> dict[str, str]:
    return {left.path: left.reason for left in catalogue.left_out}


@pytest.mark.parametrize(
    ("fields", "settings", "reason"),
    [
        ({}, EVERYTHING, None),
        ({"promoted": False}, EVERYTHING, None),
        ({"promoted": False}, PROMOTED_ONLY, "not promoted"),
        ({"status": "draft"}, EVERYTHING, "draft"),
        ({"status": "draft"}, WITH_DRAFTS, None),
        ({"status": "withdrawn"}, EVERYTHING, "withdrawn"),
        ({"status": "withdrawn"}, WITH_DRAFTS, "withdrawn"),
        ({"status": "withdrawn", "promoted": False}, PROMOTED_ONLY, "withdrawn"),
    ],
)
def test_a_record_is_built_or_left_out_with_a_reason(
    make_item: MakeItem, arrange: Arrange, fields: dict[str, object], settings: Settings, reason: str | None
) -> None:
    catalogue, problems = arrange([make_item("one", **fields)], settings=settings)
    assert reasons(catalogue) == ({"_news/one.md": reason} if reason else {})
    assert len(catalogue.items) == (0 if reason else 1)
    assert problems == ()


def test_withdrawal_removes_every_record_of_the_article(make_item: MakeItem, arrange: Arrange) -> None:
    gone = make_item("gone", status="withdrawn")
    copy = make_item("copy", key=gone.key)
    draft = make_item("draft", key=gone.key, status="draft", original_url="")
    catalogue, problems = arrange([copy, gone, draft, make_item("stays")])
    assert [item.title for item in catalogue.items] == ["stays"]
    assert set(reasons(catalogue).values()) == {"withdrawn"}
    assert [(problem.path, problem.field, problem.severity) for problem in problems] == [
        ("_news/copy.md", "originalUrl", "warning"),
        ("_news/draft.md", "webUrl", "warning"),
    ]
    assert problems[0].message.startswith("same article as '_news/gone.md', which is withdrawn: ")


@pytest.mark.parametrize(
    ("promoted", "settings", "built", "expected"),
    [
        ((False, True), EVERYTHING, [True], {"_news/b.md": "duplicate"}),
        ((False, True), PROMOTED_ONLY, [True], {"_news/b.md": "duplicate"}),
        ((False, False), EVERYTHING, [False], {"_news/b.md": "duplicate"}),
        ((False, False), PROMOTED_ONLY, [], {"_news/a.md": "not promoted", "_news/b.md": "not promoted"}),
    ],
)
def test_an_article_is_promoted_if_any_of_its_records_is(
    make_item: MakeItem,
    arrange: Arrange,
    promoted: tuple[bool, bool],
    settings: Settings,
    built: list[bool],
    expected: dict[str, str],
) -> None:
    items = [
        make_item(name, key="https://a.example/same", promoted=each)
        for name, each in zip("ab", promoted, strict=True)
    ]
    # The path decides between equals, so make "a" the older one.
    items[1] = make_item("b", key=items[1].key, promoted=promoted[1], published=NOON + timedelta(days=1))
    catalogue, problems = arrange(items, settings=settings)
    assert [item.promoted for item in catalogue.items] == built
    assert reasons(catalogue) == expected
    assert len(problems) == len(built), "a record that is not built stands behind nobody"


def test_no_items_make_an_empty_catalogue(arrange: Arrange) -> None:
    catalogue, problems = arrange([])
    assert (catalogue.items, catalogue.topics, catalogue.providers) == ((), (), ())
    assert (catalogue.kinds, catalogue.days, catalogue.left_out, problems) == ({}, {}, (), ())
