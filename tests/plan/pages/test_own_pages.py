"""Pages of the owner: their place on the site."""

from pathlib import Path

import pytest

from tests.support.site_kit import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    fields = {"title": "Bees", "originalUrl": "https://a.example/1", "publishedDateTime": "2026-01-01"}
    site.record("_news/a.md", {**fields, "topics": ["Nature"]})
    site.record("pages/about.md", {"title": "About us"})
    return site


@pytest.mark.parametrize(
    ("permalink", "other"),
    [
        ("/topics/", "the page “Topics”"),
        ("/topics/nature/", "the list “Nature”"),
        ("/2026/01/01/Bees", "_news/a.md"),
        ("/search/", "the search page"),
        ("404.html", "the page “Page not found”"),
        ("/about/", "pages/about.md"),
    ],
)
def test_a_page_never_takes_the_path_of_another(site: Site, permalink: str, other: str) -> None:
    site.build()
    before = site.tree()
    site.record("pages/z.md", {"title": "Z", "permalink": permalink})
    (problem,) = site.build().problems
    assert (problem.path, problem.line, problem.field) == ("pages/z.md", 3, "permalink")
    assert f"which is that of {other}" in problem.message
    assert site.tree() == before


def test_a_page_at_the_top_would_be_the_front_page(site: Site) -> None:
    site.record("pages/index.md", {"title": "Z"})
    (problem,) = site.build().problems
    assert "found /, which is that of" in problem.message
