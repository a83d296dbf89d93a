"""The problems of images: ``check`` names those that a build names."""

import pytest

from generator.commands.check import check
from tests.support.site_kit import Site, article


@pytest.mark.parametrize("url", ["https://a.example/x", None])
def test_images_in_texts_are_judged_record_by_record(site: Site, url: str | None) -> None:
    """What one record may have elsewhere on the web, another one lacks."""
    site.write("assets/x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("_news/beside.svg", "<svg/>")
    text = "![a](/assets/x.svg) ![b](beside.svg) ![c](missing.png)\n"
    site.record("_news/a.md", article("a", originalUrl=url), text)
    site.record("_news/b.md", article("b", originalUrl=None), text)
    expected = site.build(offline=True).problems
    assert len(expected) >= 3
    assert any("_news/beside.svg': the file is not" in each.message for each in expected)
    assert check(site.content).problems == tuple(sorted(expected))
