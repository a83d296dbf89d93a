"""Paths of the static files of a theme."""

import pytest

from generator.model.output import Asset
from generator.model.theme import StaticFile
from generator.plan.theme.assets import asset_output, asset_path, asset_paths

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
    assert asset_path(file) == path


def test_an_asset_is_copied_from_its_source() -> None:
    assert asset_output(STYLE) == Asset("static/style.01010101.css", "/theme/static/style.css", b"\1" * 16)


def test_paths_are_looked_up_by_the_path_in_the_theme() -> None:
    assert asset_paths([STYLE, LICENCE]) == {
        "style.css": "static/style.01010101.css",
        "LICENSE": "static/LICENSE.03030303",
    }
