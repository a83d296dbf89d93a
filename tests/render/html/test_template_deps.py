"""The references of a template are found in every form in which a template can name another."""

import pytest

from generator.base.errors import TemplateError
from generator.render.html.template_deps import find_references


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("plain text", set()),
        (
            '{% extends "base.html" %}{% block main %}{% include "a.html" %}{% endblock %}',
            {"base.html", "a.html"},
        ),
        ('{% from "m.html" import x %}{% import "n.html" as n %}', {"m.html", "n.html"}),
        ('{% include ["a.html", "b.html"] %}', {"a.html", "b.html"}),
        ('{{ fragment("a.html", card=1) }}{{ fragments("b.html", card=[]) }}', {"a.html", "b.html"}),
        ("an include is only a word here", set()),
        ('{# {% include "a.html" %} #}', set()),
    ],
)
def test_constant_names_are_found(source: str, names: set[str]) -> None:
    assert find_references("x.html", source, "own/x.html") == frozenset(names)


@pytest.mark.parametrize(
    "source",
    [
        "{% extends page.kind %}",
        '{% include ["a.html", page.kind] %}',
        "{{ fragment(name) }}",
        "{{ fragment(1) }}",
        "{{ fragment() }}",
        '{% set f = fragment %}{{ f("a.html") }}',
    ],
)
def test_a_name_that_is_not_constant_may_be_any(source: str) -> None:
    assert find_references("x.html", source, "own/x.html") is None


def test_a_syntax_error_names_the_file_and_the_line() -> None:
    with pytest.raises(TemplateError, match=r"^own/x\.html:2: ") as caught:
        find_references("x.html", '{% include "a.html" %}\n{% if %}', "own/x.html")
    assert "Check this line" in caught.value.hint
