"""Pages of the owner: what their front matter means."""

from typing import Any

import pytest

from generator.base.problem import Problem
from generator.model.own_content import MenuEntry, OwnPage
from generator.model.record import Record
from generator.normalise.own_page import normalise_own_page


def page_of(
    fields: dict[str, Any], body: str = "", path: str = "pages/about.md"
) -> tuple[OwnPage | None, tuple[Problem, ...]]:
    return normalise_own_page(Record(path, "", fields, body, ""))


def good(fields: dict[str, Any], body: str = "", path: str = "pages/about.md") -> OwnPage:
    page, problems = page_of({"title": "About", **fields}, body, path)
    assert page is not None
    assert problems == ()
    return page


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("pages/about.md", "about/"),
        ("pages/About us.html", "about-us/"),
        ("pages/legal/Imprint.markdown", "legal/imprint/"),
        ("pages/legal/index.md", "legal/"),
        ("pages/index.md", ""),
    ],
)
def test_a_page_is_where_its_file_is(path: str, place: str) -> None:
    assert good({}, path=path).place == place


def test_a_permalink_comes_first() -> None:
    assert good({"permalink": "/who-we-are"}).place == "who-we-are/"


@pytest.mark.parametrize(
    ("value", "entry"),
    [
        (None, None),
        (False, None),
        ("false", None),
        (True, MenuEntry("About")),
        ("true", MenuEntry("About")),
        ("Who", MenuEntry("Who")),
        ({"label": "Who", "order": 2}, MenuEntry("Who", 2)),
        ({"order": "-1"}, MenuEntry("About", -1)),
    ],
)
def test_a_menu_is_a_label_or_a_mapping(value: Any, entry: MenuEntry | None) -> None:
    assert good({"menu": value}).menu == entry


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("landing", "pages/landing.html"),
        ("landing.html", "pages/landing.html"),
        ("mine/landing.html", "mine/landing.html"),
    ],
)
def test_a_template_has_a_short_name(value: str, name: str) -> None:
    assert good({"template": value}).template == name


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"menu": ["a"]}, "menu"),
        ({"template": "../x"}, "template"),
        ({"permalink": "a?b"}, "permalink"),
        ({"draft": "perhaps"}, "draft"),
    ],
)
def test_a_bad_value_is_ignored_with_a_warning(fields: dict[str, Any], field: str) -> None:
    page, (problem,) = page_of({"title": "About", **fields})
    assert page is not None
    assert (problem.field, problem.severity) == (field, "warning")


def test_a_page_without_a_title_is_left_out() -> None:
    page, (problem,) = page_of({})
    assert page is None
    assert (problem.field, problem.severity) == ("title", "error")


def test_links_and_images_of_the_site_are_listed() -> None:
    page = good(
        {}, "[a](/topics/) ![b](me.png){: .x }\n\n<a class='x' data-y='1' href='../z.md'>z</a> [c](#c)\n"
    )
    assert [link.written for link in page.body_links] == ["/topics/", "../z.md"]
    assert page.body_images[0].places()[0].url == "pages/me.png"
    assert '<a href="#c">c</a>' in page.body


def test_sealed_data_is_removed() -> None:
    page, _ = page_of({"title": "A"}, "a QUJDREVGR0hJSktMTU5PUA==;AAAAAAAAAAAAAAAAAAAAAA== b")
    assert page is not None
    assert "QUJD" not in page.body


def test_inline_styles_and_scripts_are_reported() -> None:
    _, (problem,) = page_of({"title": "A"}, "<style>p {color: red}</style>\n\ntext")
    assert problem.message.startswith("found inline styles or scripts")
