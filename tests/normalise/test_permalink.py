"""Paths that an owner chooses."""

import pytest

from generator.normalise.problems import ProblemCollector
from generator.normalise.urls import parse_permalink, read_permalink


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("/about/", "about/"),
        ("about", "about/"),
        (" /legal/imprint ", "legal/imprint/"),
        ("/about.html", "about.html"),
        ("/about/index.html", "about/"),
        ("v1.2/notes", "v1.2/notes/"),
        ("/über-uns/", "über-uns/"),
        ("/u\u0308ber/", "über/"),
        ("google123.html", "google123.html"),
    ],
)
def test_a_path_has_one_spelling(text: str, place: str) -> None:
    assert parse_permalink(text) == place


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "..", "../x", "a/../b", "a//b", ".hidden/", "a/.b", "a b", "a?b", "a#b", "a%20b", "a\\b"),
        *("https://a.example/", "//a.example", "a\x00b", "feed.rss/x", "sitemap.xml", "a.html/b", "x" * 200),
        *("a/" * 300, '"', "<b>", "a\nb", "index.html", "/index.html"),
    ],
)
def test_anything_else_is_no_path(text: str) -> None:
    assert parse_permalink(text) == ""


@pytest.mark.parametrize("value", ["a?b", 3, ["a"], True])
def test_a_value_that_is_no_path_is_reported(value: object) -> None:
    problems = ProblemCollector("a.md")
    assert read_permalink(problems, "permalink", value) == ""
    (problem,) = problems.listed()
    assert problem.message.startswith("expected a path on this site, found ")


@pytest.mark.parametrize("value", [None, ""])
def test_no_value_is_no_problem(value: object) -> None:
    problems = ProblemCollector("a.md")
    assert (read_permalink(problems, "permalink", value), problems.listed()) == ("", ())
