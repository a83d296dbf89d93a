"""Files in an owner's folder of templates that no page will ever show."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.render.html.unused_templates import unused_templates

Write = Callable[..., Path]

SHIPPED = {"base.html": "", "pages/home.html": "", "pages/item.html": "", "partials/card.html": ""}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (
            {"pages/home.html": "", "static/hom.html": "", ".git/pages/hom.html": "", "pages/.hom.html": ""},
            {},
        ),
        ({"pages/hom.html": ""}, {"pages/hom.html": "pages/home.html"}),
        ({"page/home.html": ""}, {"page/home.html": "pages/home.html"}),
        ({"pages/home.htm": "", "README.md": "how to"}, {"pages/home.htm": "pages/home.html"}),
        ({"partials/weather.html": ""}, {"partials/weather.html": ""}),
        (
            {"partials/cards.html": "", "pages/home.html": "{{ fragment('partials/cards.html', x=1) }}"},
            {},
        ),
    ],
)
def test_what_nothing_names_and_what_stands_before_nothing_is_found(
    write_theme: Write, files: dict[str, str], found: dict[str, str]
) -> None:
    shipped, own = write_theme("shipped", SHIPPED), write_theme("own", files)
    assert {
        file.removeprefix(f"{own.as_posix()}/"): near for file, near in unused_templates(own, shipped)
    } == found
