"""What counts as an edit of an article."""

from datetime import timedelta
from typing import Any

import pytest

from generator.ingest.updates import differs, plan_update
from generator.model.ingest import EntryImage, KnownRecord, RecordUpdate
from tests.ingest.kit import NOW, entry, source

KNOWN = KnownRecord(
    "a.md",
    "https://hedgerow.example/1",
    source="hedgerow",
    title="The title of 1",
    excerpt="An excerpt.",
    image="https://hedgerow.example/i.jpg?w=100",
    published=NOW - timedelta(days=1),
    fetched="3f9a0c12b0",
)
SAME: dict[str, Any] = {
    "excerpt": "An excerpt.",
    "images": (EntryImage("https://hedgerow.example/i.jpg?w=200"),),
}


def plan(
    record: KnownRecord = KNOWN, settings: dict[str, Any] | None = None, **fields: Any
) -> RecordUpdate | None:
    return plan_update(entry(1, **{**SAME, **fields}), record, source(**(settings or {})), NOW)


def known(**fields: Any) -> KnownRecord:
    return KnownRecord(**{**{name: getattr(KNOWN, name) for name in KnownRecord.__struct_fields__}, **fields})


def test_the_same_values_are_no_update() -> None:
    assert plan() is None


def test_an_update_contains_only_changed_fields() -> None:
    assert plan(title="Another title") == RecordUpdate("a.md", "hedgerow", title="Another title")
    assert plan(excerpt="Another excerpt.") == RecordUpdate("a.md", "hedgerow", excerpt="Another excerpt.")
    image = (EntryImage("https://hedgerow.example/other.jpg"),)
    assert plan(images=image) == RecordUpdate("a.md", "hedgerow", images=image)


def test_fields_that_the_feed_lacks_stay() -> None:
    assert plan(excerpt="", images=()) is None


def test_only_a_missing_date_is_added() -> None:
    date = NOW - timedelta(days=1)
    assert plan(known(published=None), title="Another title", published=date) == RecordUpdate(
        "a.md", "hedgerow", published=date
    )
    for published in (None, NOW + timedelta(hours=2)):
        assert plan(known(published=None), title="Another title", published=published) is None
    for record in (known(published=None, fetched=""), known(published=None, fetched="3f9a0c12b3")):
        assert plan(record, published=date) is None
    assert plan(known(published=None), {"update": "never"}, published=date) is None


@pytest.mark.parametrize(
    ("record", "settings"),
    [
        (known(published=NOW - timedelta(days=7, seconds=1)), {}),
        (known(fetched=""), {}),
        (known(fetched="3f9a0c12b3"), {}),
        (KNOWN, {"update": "never"}),
    ],
)
def test_a_record_may_not_change_for_ever(record: KnownRecord, settings: dict[str, Any]) -> None:
    assert plan(record, settings, title="Another title") is None


def test_the_date_of_an_edit_is_that_of_the_feed() -> None:
    later = NOW - timedelta(hours=2)
    update = plan(title="Another title", updated=later)
    assert update is not None
    assert update.updated == later
    for wrong in (NOW + timedelta(hours=2), NOW - timedelta(days=1), None):
        update = plan(title="Another title", updated=wrong)
        assert update is not None
        assert update.updated is None


def test_another_image_alone_is_no_edit_with_a_date() -> None:
    update = plan(images=(EntryImage("https://hedgerow.example/o.jpg"),), updated=NOW)
    assert update is not None
    assert update.updated is None


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("The Title", "the  title"),
        ("The title (12 comments)", "The title (3 comments)"),
        ("12 Comments on bees", "7 comments on bees"),
        ("A long sentence that was cut…", "A long sentence that was cut here, and more"),
        ("A long sentence that was cut here", "A long sentence…"),
        ("The low-code title", "The low code title"),
        ("The title.", "The title"),
    ],
)
def test_little_differences_are_no_edit(new: str, old: str) -> None:
    assert not differs(new, old)


@pytest.mark.parametrize(
    ("new", "old"), [("741 killed", "768 killed"), ("Bees", "Wasps"), ("Something", ""), ("A…", "B…")]
)
def test_other_differences_are(new: str, old: str) -> None:
    assert differs(new, old)
