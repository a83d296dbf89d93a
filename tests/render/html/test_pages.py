"""The language of templates: strict, escaped, pure; and its faults name a file, a line and a way out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.base.errors import TemplateError
from generator.model.output import Page
from generator.model.views.pages import NotFoundPage
from generator.model.views.parts import HeadView, LinkView, SiteView
from generator.render.html.pages import PageRenderer
from generator.render.html.theme import load_theme

Write = Callable[..., Path]

SITE = SiteView("The Site", "", "en", "/", "", "", (LinkView("A", "/a/"),), (), "Broadsheet")
HEADING = """<b>"Fish" & 'chips'</b>"""


@pytest.fixture
def render(write_theme: Write) -> Callable[..., str]:
    def run(source: str, **files: str) -> str:
        others = {f"{name}.html": text for name, text in files.items()}
        renderer = PageRenderer(load_theme([write_theme("own", {"page.html": source, **others})]), SITE)
        view = NotFoundPage(HeadView("T", "", ""), HEADING, (LinkView("Home", "/"),))
        return renderer.render(Page("there/index.html", "page.html", view)).decode()

    return run


Render = Callable[..., str]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ page.heading }}", "&lt;b&gt;&#34;Fish&#34; &amp; &#39;chips&#39;&lt;/b&gt;"),
        (
            '<a title="{{ page.heading|upper }}">',
            '<a title="&lt;B&gt;&#34;FISH&#34; &amp; &#39;CHIPS&#39;&lt;/B&gt;">',
        ),
        ("{{ page.heading|safe }}", HEADING),
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "012"),
        ("{% set ns = namespace(n=1) %}{% set ns.n = 2 %}{{ ns.n }}", "2"),
        ("{{ site.title }}{{ page.crumbs[0].title }}", "The SiteHome"),
        ("{% if 1 %}\n  x\n  {% endif %}\n", "  x"),
    ],
)
def test_templates_say(render: Render, source: str, expected: str) -> None:
    assert render(source) == expected + "\n"


@pytest.mark.parametrize("source", ["x", "x\n", "x\n\n\n", "x{% if 0 %}{% endif %}\n\n"])
def test_a_page_ends_with_one_newline(render: Render, source: str) -> None:
    assert render(source) == "x\n"


def test_a_page_is_utf8_even_where_a_character_cannot_be(render: Render) -> None:
    assert render("{{ '\\ud800' }}ü") == "?ü\n"


@pytest.mark.parametrize(
    "source",
    [
        "{{ now() }}",
        "{{ lipsum() }}",
        "{{ cycler('a') }}",
        "{{ joiner() }}",
        "{{ dict() }}",
        "{{ [1, 2]|random }}",
        "{{ page|pprint }}",
        "{{ 1 is sameas 1 }}",
    ],
)
def test_nothing_reaches_chance_state_or_the_clock(render: Render, source: str) -> None:
    with pytest.raises(TemplateError, match=r"page\.html:1: "):
        render(source)


@pytest.mark.parametrize(
    ("source", "files", "message", "hint"),
    [
        (
            "\n{{ page.headin }}",
            {},
            r"own/page\.html:2: \w+ has no attribute 'headin'",
            "Did you mean 'heading'?",
        ),
        ("{{ pag.heading }}", {}, r"page\.html:1: 'pag' is undefined", "Did you mean 'page'?"),
        ("{{ loop.index }}", {}, r"page\.html:1: 'loop' is undefined", "Use it inside a for loop."),
        ("{% if page.quux %}{% endif %}", {}, r"page\.html:1: .* has no attribute 'quux'", ""),
        ("{{ {'colour': 1}.color }}", {}, r"page\.html:1: .*'color'", "Did you mean 'colour'?"),
        (
            "{{ page.heading",
            {},
            r"page\.html:1: unexpected end of template",
            "Check this line and those before",
        ),
        ("x\n{% endfor %}", {}, r"page\.html:2: .*unknown tag 'endfor'", "Check this line and those before"),
        (
            '\n{% include "pat.html" %}',
            {"part": ""},
            r"page\.html:2: template 'pat",
            "'part.html'?",
        ),
        ('{% extends "nothing.html" %}', {}, r"page\.html:1: template 'nothing.html' not found", ""),
        (
            '{{ fragment("crd.html") }}',
            {"card": ""},
            r"page\.html:1: template .crd.html'",
            "'card.html'?",
        ),
        ('{% include "part.html" %}', {"part": "\n\n{{ page.headin }}"}, r"own/part\.html:3: ", "'heading'?"),
        (
            '{{ fragment("part.html") }}',
            {"part": "{{ page.heading }}"},
            r"own/part\.html:1: 'page' is und",
            "A partial rendered by fragment() sees only 'site' and its arguments.",
        ),
        ('{{ fragment("part.html") }}', {"part": "{% if %}"}, r"own/part\.html:1: Expected an expr", ""),
        ("{{ 1 / 0 }}", {}, r"page\.html:1: ZeroDivisionError", ""),
        ("{{ page.heading|shout }}", {}, r"page\.html:1: No filter named 'shout'", ""),
        ("{{ page.crumbs[3].title }}", {}, r"page\.html:1: .*has no element 3", ""),
    ],
)
def test_a_fault_names_file_line_page_and_a_way_out(
    render: Render, source: str, files: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(TemplateError, match=message) as caught:
        render(source, **files)
    assert hint in caught.value.hint
    assert caught.value.message.endswith("(in there/index.html)")


@pytest.mark.parametrize(
    ("source", "files", "circle"),
    [
        ('{% include "page.html" %}', {}, "page.html → page.html"),
        ('{% extends "page.html" %}', {}, "page.html → page.html"),
        ('{% from "page.html" import x %}', {}, "page.html → page.html"),
        ('x{% include "a.html" %}', {"a": 'y{% include "b.html" %}', "b": '{% include "a.html" %}'}, "a → b"),
        ('{{ fragment("a.html") }}', {"a": '{{ fragment("a.html") }}'}, "a → a"),
        (
            '{{ fragment("a.html") }}',
            {"a": '{{ fragment("b.html") }}', "b": '{{ fragment("a.html") }}'},
            "a → b",
        ),
        ('{% extends "a.html" %}', {"a": '{% extends "b.html" %}', "b": '{% extends "a.html" %}'}, "a → b"),
        (
            '{% extends "a.html" %}{% block m %}{% include "page.html" %}{% endblock %}',
            {"a": "{% block m %}{% endblock %}"},
            "page.html → a.html → page.html",
        ),
        (
            '{% macro m() %}{% include "a.html" %}{% endmacro %}{{ m() }}',
            {"a": '{% include "a.html" %}'},
            "a → a",
        ),
    ],
)
def test_a_template_that_includes_itself_is_an_error_with_the_circle(
    render: Render, source: str, files: dict[str, str], circle: str
) -> None:
    with pytest.raises(TemplateError, match=r"own/\w+\.html:1: .* without end: ") as caught:
        render(source, **files)
    message = caught.value.message.replace(".html", "")
    around = circle.replace(".html", "").split(" → ")
    turned = [around[1:] + around[1:2], around[1:] + around[:1] + around[1:2], around, [*around, around[0]]]
    assert any(f"without end: {' → '.join(each)} (in " in message for each in turned), message
    assert '"shipped/pages/item.html"' in caught.value.hint


def test_a_template_may_include_itself_a_few_times(render: Render) -> None:
    count = "{% if depth %}{{ depth }}{% set depth = depth - 1 %}{% include 'a.html' %}{% endif %}"
    assert render("{% set depth = 5 %}{% include 'a.html' %}", a=count) == "54321\n"


def test_a_page_template_that_is_not_there_is_a_fault(write_theme: Write) -> None:
    renderer = PageRenderer(load_theme([write_theme("own", {"pages/item.html": ""})]), SITE)
    view = NotFoundPage(HeadView("T", "", ""), "", ())
    with pytest.raises(TemplateError, match=r"template .pages/itm\.html. not found") as caught:
        renderer.render(Page("x.html", "pages/itm.html", view))
    assert caught.value.hint == "Did you mean 'pages/item.html'?"
