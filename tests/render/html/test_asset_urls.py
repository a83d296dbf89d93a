"""The template function ``asset`` knows static files by their names."""

import pytest

from generator.render.html.asset_urls import AssetUrls
from generator.render.html.template_errors import MissingNameError

ASSETS = AssetUrls([("hero.webp", "/static/hero.01010101.webp"), ("b/c.svg", "/b/c.svg")])


def test_a_file_is_found_by_its_name() -> None:
    assert ASSETS.find("hero.webp") == "/static/hero.01010101.webp"


@pytest.mark.parametrize(
    ("name", "hint"), [("heroo.webp", "Did you mean 'hero.webp'?"), ("zebra.mp4", ""), (3, "")]
)
def test_an_unknown_name_is_an_error_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(MissingNameError, match="no such file in static/") as caught:
        ASSETS.find(name)
    assert caught.value.hint == hint
