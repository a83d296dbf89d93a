"""Environments escape everything, refuse undefined names and offer nothing that differs between builds."""

import pytest
from jinja2 import TemplateAssertionError
from jinja2.exceptions import UndefinedError

from generator.render.html.environment import PURE_GLOBALS, bare_environment, make_environment


def load(name: str) -> tuple[str, str, None] | None:
    sources = {"a.html": "<{{ text }}>", "b.html": '{% include "a.html" %}'}
    return (sources[name], f"own/{name}", None) if name in sources else None


def test_text_is_escaped() -> None:
    assert make_environment(load).get_template("a.html").render(text="<&>") == "<&lt;&amp;&gt;>"


def test_an_undefined_name_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'text' is undefined"):
        make_environment(load).get_template("b.html").render()


def test_a_template_is_loaded_once() -> None:
    names: list[str] = []

    def counting(name: str) -> tuple[str, str, None] | None:
        names.append(name)
        return load(name)

    environment = make_environment(counting)
    for _ in range(3):
        environment.get_template("b.html").render(text="x")
    assert names == ["b.html", "a.html"]


def test_a_template_with_globals_of_its_own_is_not_shared() -> None:
    environment = make_environment(load)
    assert environment.get_template("a.html", globals={"text": "mine"}).render() == "<mine>"
    assert environment.get_template(environment.get_template("a.html")).render(text="x") == "<x>"


def test_templates_share_the_globals_of_their_environment() -> None:
    environment = make_environment(load)
    template = environment.get_template("a.html")
    environment.globals["text"] = "ours"
    assert template.render() == "<ours>"
    assert template.render(text="x") == "<x>"


@pytest.mark.parametrize("source", ["{{ [1]|random }}", "{{ 1|pprint }}", "{{ 1 is sameas 1 }}"])
def test_filters_and_tests_that_differ_between_builds_are_unknown(source: str) -> None:
    with pytest.raises(TemplateAssertionError):
        bare_environment().from_string(source)


def test_only_pure_functions_are_global() -> None:
    assert set(bare_environment().globals) == set(PURE_GLOBALS)
