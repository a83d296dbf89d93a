"""Paths of the static files of a theme."""

import pytest

from generator.base.errors import TemplateError
from generator.model.output import Asset, Text
from generator.model.theme import StaticFile
from generator.plan.theme.assets import asset_path, publish_assets

STYLE = StaticFile("style.css", "/theme/static/style.css", b"\1" * 16)
LICENCE = StaticFile("LICENSE", "/theme/static/LICENSE", b"\3" * 16)


@pytest.mark.parametrize(
    ("file", "path"),
    [
        (STYLE, "static/style.01010101.css"),
        (LICENCE, "static/LICENSE.03030303"),
        (StaticFile("fonts/a.b.woff2", "x", b"\xab" * 16), "static/fonts/a.b.abababab.woff2"),
    ],
)
def test_the_path_of_a_static_file_has_its_digest_before_the_extension(file: StaticFile, path: str) -> None:
    assert asset_path(file.path, file.digest) == path


def test_an_asset_is_copied_from_its_source() -> None:
    assert publish_assets([STYLE])["style.css"] == Asset(
        "static/style.01010101.css", "/theme/static/style.css", b"\1" * 16
    )


def test_paths_are_looked_up_by_the_path_in_the_theme() -> None:
    published = publish_assets([STYLE, LICENCE])
    assert {path: each.path for path, each in published.items()} == {
        "style.css": "static/style.01010101.css",
        "LICENSE": "static/LICENSE.03030303",
    }


FONT = StaticFile("fonts/a.woff2", "/theme/static/fonts/a.woff2", b"\2" * 16)
HERO = StaticFile("hero (1).webp", "/theme/static/hero (1).webp", b"\4" * 16)


def published(text: str, path: str = "own.css", own: tuple[str, ...] = ()) -> str:
    """Return a style sheet as it is published."""
    output = publish_assets([FONT, HERO, StaticFile(path, "own.css", b"\5" * 16, text)], own)[path]
    return output.text if isinstance(output, Text) else text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("url(fonts/a.woff2)", "url(fonts/a.02020202.woff2)"),
        ("URL( './fonts/a.woff2' )", "URL( 'fonts/a.02020202.woff2' )"),
        ('url("fonts/a.woff2#icon")', 'url("fonts/a.02020202.woff2#icon")'),
        ('url("hero%20(1).webp?v=2")', 'url("hero%20%281%29.04040404.webp?v=2")'),
        ("@import 'fonts/a.woff2' screen;", "@import 'fonts/a.02020202.woff2' screen;"),
        ("url(u) url(fonts/a.woff2)", "url(u) url(fonts/a.02020202.woff2)"),
        ("url(card.svg)", "url(../card.svg)"),
        ("url(/img/card.svg)", "url(../img/card.svg)"),
    ],
)
def test_names_of_static_files_in_a_style_sheet_become_their_urls(text: str, expected: str) -> None:
    assert published(text, own=("card.svg", "img/card.svg")) == expected


def test_urls_are_relative_to_the_folder_of_the_style_sheet() -> None:
    text = "url(../hero%20(1).webp) url('a.woff2') url(/card.svg)"
    found = published(text.replace("(1)", "%281%29"), "fonts/own.css", ("card.svg",))
    assert found == "url(../hero%20%281%29.04040404.webp) url('a.02020202.woff2') url(../../card.svg)"


@pytest.mark.parametrize(
    "text",
    [
        "/* url(fonts/a.woff2) */",
        "p::before {content: 'url(fonts/a.woff2)'}",
        "url(https://cdn.example/fonts/a.woff2)",
        "url(//cdn.example/fonts/a.woff2)",
        "url(data:font/woff2;base64,fonts/a.woff2)",
        "url(#fonts/a.woff2)",
        "url(nowhere.webp)",
        "url(/fonts/a.woff2)",
        "url()",
    ],
)
def test_everything_else_in_a_style_sheet_stays(text: str) -> None:
    assert published(text) == text


def test_a_style_sheet_has_another_path_when_a_file_that_it_names_changes() -> None:
    style = StaticFile("own.css", "own.css", b"\5" * 16, "@import 'more.css';")
    more = StaticFile("more.css", "more.css", b"\6" * 16, "p {background: url(fonts/a.woff2)}")
    changed = StaticFile(FONT.path, FONT.source, b"\7" * 16)
    before, after = (publish_assets([style, more, font]) for font in (FONT, changed))
    assert before["own.css"].path != after["own.css"].path
    assert before["more.css"].path != after["more.css"].path


def test_style_sheets_that_import_each_other_are_an_error_with_the_circle() -> None:
    one = StaticFile("one.css", "mytheme/static/one.css", b"\5" * 16, "@import 'two.css';")
    two = StaticFile("two.css", "mytheme/static/two.css", b"\6" * 16, "@import 'one.css';")
    with pytest.raises(TemplateError, match=r"mytheme/static/one\.css: .*one\.css → two\.css → one\.css"):
        publish_assets([one, two])
