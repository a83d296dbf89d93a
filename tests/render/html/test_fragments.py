"""A fragment sees only what it is given, and is rendered once for every value."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.model.views.parts import LinkView
from generator.render.html.environment import make_environment
from generator.render.html.fragments import Fragments
from generator.render.html.theme import load_theme

Write = Callable[..., Path]


@pytest.fixture
def fragments(write_theme: Write, monkeypatch: pytest.MonkeyPatch) -> tuple[Fragments, list[str]]:
    files = {
        "part.html": "<i>{{ link.title }}</i>\n",
        "other.html": "<b>{{ link.title }}</b>",
        "value.html": "{{ value }}",
        "pair.html": "{{ a }}-{{ b }}",
        "whole.html": '{% set link = given %}{% include "part.html" %}{{ fragment("part.html", link=given) }}',
    }
    environment = make_environment(load_theme([write_theme("own", files)]).load)
    rendered: list[str] = []
    get = environment.get_template

    def spy(name: str, *rest: Any) -> object:
        rendered.append(name)
        return get(name, *rest)

    monkeypatch.setattr(environment, "get_template", spy)
    made = Fragments(environment)
    environment.globals["fragment"] = made.render
    return made, rendered


Made = tuple[Fragments, list[str]]


def test_equal_values_are_rendered_once_per_template(fragments: Made) -> None:
    made, rendered = fragments
    for _ in range(3):
        assert made.render("part.html", link=LinkView("A & B", "/")) == "<i>A &amp; B</i>"
        assert made.render("other.html", link=LinkView("A & B", "/")) == "<b>A &amp; B</b>"
    assert made.render("part.html", link=LinkView("C", "/")) == "<i>C</i>"
    assert rendered == ["part.html", "other.html", "part.html"]


def test_values_that_are_equal_but_look_different_are_told_apart(fragments: Made) -> None:
    made, _ = fragments
    assert [made.render("value.html", value=value) for value in (1, True, 1.0, "1")] == [
        "1",
        "True",
        "1.0",
        "1",
    ]


def test_values_are_told_apart_by_name(fragments: Made) -> None:
    made, _ = fragments
    assert made.render("pair.html", a=1, b=2) == "1-2"
    assert made.render("pair.html", b=1, a=2) == "2-1"


def test_a_fragment_reads_like_an_include(fragments: Made) -> None:
    made, _ = fragments
    assert made.render("whole.html", given=LinkView("<A>", "/")) == "<i>&lt;A&gt;</i>" * 2


def test_fragments_read_like_a_loop(fragments: Made) -> None:
    made, rendered = fragments
    links = (LinkView("A", "/"), LinkView("B", "/"), LinkView("A", "/"))
    assert made.render_each("part.html", link=links) == "<i>A</i>\n<i>B</i>\n<i>A</i>"
    assert made.render_each("part.html", link=()) == ""
    assert rendered == ["part.html", "part.html"]
