"""Shortcuts change how soon a page is made, and nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct

from generator.render.html.codegen import ShortcutCompiler, escape_value


class Point(Struct):
    x: object
    label: str = "a <b> & 'c'"


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_escaping_is_that_of_markupsafe(value: object) -> None:
    assert escape_value(value) == str(escape(value))
    assert type("".join([escape_value(value), "x"])) is str


@pytest.mark.parametrize(
    "source",
    ["{{ points|map(attribute='label') }}", "{{ points.__iter__ }}", "{{ (points|map('upper'), 1) }}"],
)
def test_what_would_look_otherwise_each_time_is_not_printed(source: str) -> None:
    with pytest.raises(TypeError, match="print its elements"):
        rendered(source, ShortcutCompiler)


def test_a_text_may_tell_of_a_place_in_memory() -> None:
    text = "<generator object f at 0x7f00>"
    assert rendered("{{ t }}{{ s }}", ShortcutCompiler, t=text, s=Markup(text)) == f"{escape(text)}{text}"


def rendered(source: str, compiler: Callable[..., object] | None, **values: object) -> str:
    sources = {
        "page": source,
        "part": "[{{ point.label }}]",
        "macros": "{% macro m(t) %}<i>{{ t }}</i>{% endmacro %}",
    }
    environment = Environment(loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined)
    if compiler is not None:
        environment.code_generator_class = ShortcutCompiler
    return environment.get_template("page").render(
        point=Point("<x>"), points=[Point(1), Point(None)], **values
    )


@pytest.mark.parametrize(
    "source",
    [
        "{{ point.label }}",
        "{{ point.x }} {{ point.label|safe }} {{ point.label|upper }} {{ point.label ~ '<' }}",
        "{% set a = point.label %}{{ a }}{% set b %}<u>{{ point.x }}</u>{% endset %}{{ b }}",
        "{% for each in points %}{{ loop.index }}{{ each.x }}{% if not loop.last %}<br>{% endif %}{% endfor %}",
        "{% include 'part' %}{% from 'macros' import m %}{{ m(point.label) }}{{ m('<b>'|safe) }}",
        "{{ point.nope is defined }} {{ point.nope|default('none <') }}",
        "{{ points|map(attribute='label')|join(', ') }} {{ points|selectattr('x')|list|length }}",
        "{% with p = point %}{{ p.label if p.x else p.nope }}{% endwith %}",
        "{% autoescape false %}{{ point.label }}{% endautoescape %}",
        "{% filter upper %}{{ point.label }}{% endfilter %}",
        "{% set ns = namespace(n=0) %}{% for p in points %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
        "{{ (point).label[0:3] }} {{ 1.5.real if false else point.label|length }}",
        "{% macro m(p) %}{{ p.label }}{{ caller() }}{% endmacro %}{% call m(point) %}<{{ point.x }}>{% endcall %}",
    ],
)
def test_a_template_comes_out_as_jinja_makes_it(source: str) -> None:
    assert rendered(source, ShortcutCompiler) == rendered(source, None)


def test_an_attribute_that_is_not_there_is_not_passed_over() -> None:
    with pytest.raises(AttributeError, match="nope"):
        rendered("{{ point.nope }}", ShortcutCompiler)
