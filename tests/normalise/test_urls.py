"""The URLs of a record."""

import pytest

from generator.normalise.problems import ProblemCollector
from generator.normalise.urls import RecordUrls, normalise_url, normalise_urls


def test_the_four_urls_of_a_record_are_read() -> None:
    problems = ProblemCollector("x.md")
    fields = {
        "originalUrl": "https://a.example/1",
        "webUrl": "HTTPS://B.example/2",
        "ampWebUrl": "//c.example/3",
        "cdnAmpWebUrl": "",
    }
    assert normalise_urls(problems, fields) == RecordUrls(
        "https://a.example/1", "https://b.example/2", "https://c.example/3", ""
    )
    assert not problems.listed()


def test_an_invalid_url_that_is_given_twice_is_reported_for_each_field() -> None:
    problems = ProblemCollector("x.md")
    assert normalise_urls(problems, {"originalUrl": "x", "webUrl": "x"}) == RecordUrls()
    assert [problem.field for problem in problems.listed()] == ["originalUrl", "webUrl"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("javascript:alert(1)", "Use a URL that starts with https:// or http://."),
        ("ftp://a.example/x", "Use a URL that starts with https:// or http://."),
        ("x.example/25", "Add https:// in front of it."),
        ("/blog/x.html", "Write the full URL, such as https://example.org/page."),
        ("https://u:p@a.example/", "Write the full URL, such as https://example.org/page."),
        (["x"], "Write the full URL, such as https://example.org/page."),
    ],
)
def test_an_invalid_url_is_ignored_with_a_fix(written: object, hint: str) -> None:
    problems = ProblemCollector("x.md")
    assert normalise_url(problems, "webUrl", written) == ""
    assert [problem.hint for problem in problems.listed()] == [hint]
