"""Exceptions from templates become messages with a file, a line and a suggestion; others are left alone."""

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, TemplateNotFound
from msgspec import Struct

from generator.base.errors import TemplateError
from generator.render.html.template_errors import MissingNameError, MissingNameUndefined, render_error


class View(Struct):
    heading: str = "Hello"


def failure(source: str, **values: Any) -> Exception:
    """Return the exception that rendering a template raises."""
    environment = Environment(
        loader=DictLoader({"page.html": source}), undefined=MissingNameUndefined, autoescape=True
    )
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the subject of the tests
        environment.get_template("page.html").render(view=View(), **values)
    return caught.value


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{{ view.headin }}", "View has no attribute 'headin'", "Did you mean 'heading'?"),
        ("{{ pge }}", "'pge' is undefined", "Did you mean 'page'?"),
        ("{{ zzz }}", "'zzz' is undefined", ""),
        ("{{ loop }}", "'loop' is undefined", "Use it inside a for loop."),
        ("{{ {'colour': 1}.color }}", "'dict object' has no attribute 'color'", "Did you mean 'colour'?"),
    ],
)
def test_an_undefined_name_suggests_a_similar_one(source: str, message: str, hint: str) -> None:
    error = failure(source)
    assert isinstance(error, MissingNameError)
    assert (error.message, error.hint) == (message, hint)


def test_a_syntax_error_is_translated() -> None:
    translated = render_error(failure("x\n{% if %}"), {}, ())
    assert translated is not None
    assert translated.message.startswith("page.html:2: Expected an expression")


def test_a_missing_template_suggests_a_similar_name() -> None:
    translated = render_error(TemplateNotFound("pages/itm.html"), {}, ["pages/item.html", "base.html"])
    assert translated is not None
    assert (translated.message, translated.hint) == (
        "template 'pages/itm.html' not found",
        "Did you mean 'pages/item.html'?",
    )


def test_an_error_outside_of_templates_is_not_translated() -> None:
    assert render_error(ValueError("ours"), {"page.html": "page.html"}, ()) is None


def test_a_translated_error_stays_as_it_is() -> None:
    error = TemplateError("a.html:1: something", "A hint.")
    assert render_error(error, {}, ()) is error
