"""The related articles that a record lists."""

from typing import Any

import pytest

from generator.normalise.related import MOST
from tests.normalise.records import LINK, faulty, item_of


def test_the_record_itself_and_duplicates_are_removed_silently() -> None:
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


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ("x", "related[0]"),
        ({"title": "T"}, "related[0]"),
        ({"webUrl": LINK}, "related[0]"),
        ({"title": "T", "webUrl": "data:x"}, "related[0].webUrl"),
    ],
)
def test_an_entry_without_title_or_url_is_ignored_with_a_warning(entry: Any, field: str) -> None:
    item, problems = faulty(related=[entry])
    assert item.related == ()
    assert problems[0] == ("warning", field)


def test_further_entries_are_ignored_with_a_warning() -> None:
    entries = [{"title": "T", "webUrl": f"https://a.example/{number}"} for number in range(MOST + 1)]
    item, problems = faulty(related=entries)
    assert len(item.related) == MOST
    assert problems == [("warning", "related")]
