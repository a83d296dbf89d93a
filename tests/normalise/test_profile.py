"""The profile of a person."""

from typing import Any

import pytest

from generator.model.item import Profile
from generator.normalise.problems import ProblemCollector
from generator.normalise.profile import normalise_profile


def test_a_profile_has_text_and_links() -> None:
    problems = ProblemCollector("x.md")
    fields = {
        "bio": "Writes <b>much</b>.",
        "location": "Ghent",
        "affiliation": {"name": "River Post", "domain": "riverpost.example"},
        "website": "https://ada.example/",
        "twitter": {"username": "ada", "url": "https://twitter.example/ada"},
    }
    assert normalise_profile(problems, fields) == Profile(
        bio="Writes much.",
        location="Ghent",
        affiliation="River Post",
        links=(("", "https://ada.example/"), ("Twitter", "https://twitter.example/ada")),
    )
    assert not problems.listed()


def test_an_affiliation_without_a_name_is_its_domain() -> None:
    fields = {"affiliation": {"domain": "riverpost.example"}}
    assert normalise_profile(ProblemCollector("x.md"), fields).affiliation == "riverpost.example"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"website": "ada"}, "website"),
        ({"linkedin": {"url": "javascript:x"}}, "linkedin.url"),
        ({"bio": ["x"]}, "bio"),
    ],
)
def test_an_invalid_field_is_ignored_with_a_warning(fields: dict[str, Any], named: str) -> None:
    problems = ProblemCollector("x.md")
    assert normalise_profile(problems, fields) == Profile()
    assert [(problem.severity, problem.field) for problem in problems.listed()] == [("warning", named)]
