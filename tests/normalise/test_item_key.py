"""The key of an item: the URL of the article, else the id that its record has, else day and title."""

from typing import Any

import pytest

from generator.model.record import Record
from generator.normalise.item_key import MAX_ID_LENGTH, item_key
from generator.normalise.problems import ProblemCollector
from generator.normalise.urls import RecordUrls

LETTER = {"publishedDateTime": "2026-03-01T10:00:00Z"}


def key(path: str, fields: dict[str, Any], urls: RecordUrls | None = None, title: str = "Letter 12") -> str:
    record = Record(path=path, folder="", fields=fields, body="", head="")
    return item_key(ProblemCollector(path), record, urls or RecordUrls(), title)


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (RecordUrls("https://A.example/?utm_source=x", "https://b.example/"), "https://a.example/"),
        (RecordUrls(web="https://b.example/2"), "https://b.example/2"),
        (RecordUrls(web="https://b.example/#/2"), "https://b.example/#/2"),
    ],
)
def test_a_url_is_the_key_whatever_the_id(urls: RecordUrls, expected: str) -> None:
    assert key("x.md", {"id": "7"}, urls) == expected


@pytest.mark.parametrize(
    ("source", "expected"), [("hedgerow", "#v4"), ("", ""), ("The Hedgerow", ""), (["hedgerow"], "")]
)
def test_a_fragment_counts_in_a_record_that_a_fetch_wrote(source: object, expected: str) -> None:
    urls = RecordUrls("https://a.example/log?utm_source=x#v4")
    assert key("x.md", {"source": source}, urls) == f"https://a.example/log{expected}"


@pytest.mark.parametrize(
    "path", ["_newsletters/12.md", "_newsletters/letter-12.md", "letters/2026/12.markdown", "12.html"]
)
@pytest.mark.parametrize("title", ["Letter 12", "letter  12!", "LETTER 12"])
def test_without_a_url_the_day_and_the_title_are_the_key(path: str, title: str) -> None:
    assert key(path, LETTER, title=title) == "record:2026-03-01/letter12"


@pytest.mark.parametrize(
    ("path", "written", "day"),
    [
        ("2026-03-01-x.md", None, "2026-03-01"),
        ("2025-01-01-x.md", "2026-03-01", "2026-03-01"),
        ("x.md", "2026-03-01T23:30:00-05:00", "2026-03-02"),
        ("x.md", "yesterday", ""),
        ("x.md", ["2026"], ""),
        ("x.md", None, ""),
    ],
)
def test_the_day_is_the_one_that_is_written(path: str, written: object, day: str) -> None:
    assert key(path, {"publishedDateTime": written}) == f"record:{day}/letter12"


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("Mål", "Mal"), ("?", "!"), ("東京", "京都")])
def test_different_titles_have_different_keys(one: str, other: str) -> None:
    assert key("x.md", LETTER, title=one) != key("x.md", LETTER, title=other)


@pytest.mark.parametrize(("written", "expected"), [("12", "id:12"), (" letter\n 12 ", "id:letter 12")])
def test_an_id_wins_over_day_and_title(written: str, expected: str) -> None:
    assert key("x.md", {**LETTER, "id": written}) == expected


@pytest.mark.parametrize("written", [["12"], {"a": "b"}, "x" * (MAX_ID_LENGTH + 1), "a\u0000b"])
def test_an_invalid_id_is_a_problem_and_changes_nothing(written: object) -> None:
    record = Record(path="x.md", folder="", fields={**LETTER, "id": written}, body="", head="")
    problems = ProblemCollector("x.md")
    assert item_key(problems, record, RecordUrls(), "Letter 12") == "record:2026-03-01/letter12"
    assert [problem.field for problem in problems.listed()] == ["id"]


@pytest.mark.parametrize("written", [None, ""])
def test_an_empty_id_is_none(written: object) -> None:
    assert key("x.md", {**LETTER, "id": written}) == "record:2026-03-01/letter12"
