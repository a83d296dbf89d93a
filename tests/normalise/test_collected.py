"""The fields that only ``broadsheet fetch`` uses: any value is taken without a complaint."""

from typing import Any

import pytest

from generator.model.record import Record
from generator.normalise.collected import normalise_source_id, normalise_token
from generator.normalise.field_schema import find_unknown_fields
from generator.normalise.item import normalise


def record(**fields: Any) -> Record:
    return Record("_news/a.md", "news", fields, "", "")


@pytest.mark.parametrize("value", ["hedgerow", "a", "quarry-times-2"])
def test_an_id_is_taken(value: str) -> None:
    assert normalise_source_id(value) == value


@pytest.mark.parametrize("value", [None, "", "Hedgerow", "-a", "a b", {"name": "x"}, ["a"], 3, "a" * 65])
def test_what_is_no_id_is_ignored(value: object) -> None:
    assert normalise_source_id(value) == ""


def test_tokens_are_taken_as_written() -> None:
    assert normalise_token(" tag:a,2026:<1>&amp; ") == "tag:a,2026:<1>&amp;"
    assert normalise_token(417) == "417"
    assert [normalise_token(each) for each in (None, True, ["a"], "a\nb", "x" * 1001)] == [""] * 5


def test_the_fields_are_known_and_cause_no_problem() -> None:
    fields = {"title": "T", "source": "hedgerow", "guid": "g", "fetched": "3f9a0c12be"}
    item, problems = normalise(record(**fields))
    assert item is not None
    assert (item.source_id, item.guid, item.fetched, problems) == ("hedgerow", "g", "3f9a0c12be", ())
    assert find_unknown_fields(record(**fields)) == ()


def test_a_withdrawn_record_needs_no_title() -> None:
    item, problems = normalise(record(originalUrl="https://a.example/x", removed="true", source="hedgerow"))
    assert item is not None
    assert (item.status, item.title, item.key, problems) == ("withdrawn", "", "https://a.example/x", ())


@pytest.mark.parametrize(
    "fields",
    [
        {"removed": "true"},
        {"originalUrl": "https://a.example/x"},
        {"removed": "false", "webUrl": "https://a.example"},
    ],
)
def test_any_other_record_needs_one(fields: dict[str, Any]) -> None:
    item, problems = normalise(record(**fields))
    assert item is None
    assert problems[0].field == "title"
