"""Sites and records whose script runs from right to left."""

import re

import pytest

from tests.support.site_kit import Site, article

HEBREW = "מי השאיר את האור דולק?"
ARABIC = "من يملك نسمة الهواء؟"
ONE_WAY = re.compile("[←→⇐⇒⟵⟶]")
"""Arrows that point the same way in every text. ‹ and › are mirrored where a text runs from right to left."""


def pages(site: Site) -> dict[str, str]:
    site.build()
    return {path: page.decode() for path, page in site.tree().items() if path.endswith(".html")}


@pytest.mark.parametrize(
    ("language", "locale", "direction"),
    [
        ("ar", "", ' dir="rtl"'),
        ("he-IL", "", ' dir="rtl"'),
        ("fa", "en-GB", ' dir="rtl"'),
        ("en", "ar", ""),
        ("de", "he", ""),
        ("en-GB", "", ""),
    ],
)
def test_the_direction_is_that_of_the_language_whosever_dates_are_shown(
    site: Site, language: str, locale: str, direction: str
) -> None:
    site.write("site.toml", f'[site]\nlanguage = "{language}"\nlocale = "{locale}"\n')
    site.record("_news/a.md", article("a"))
    for path, page in pages(site).items():
        assert f'<html lang="{language}"{direction}>' in page, path


def test_a_title_runs_its_own_way_and_tells_its_language(site: Site) -> None:
    site.record("_news/a.md", article("a", title=HEBREW, excerpt=ARABIC, locale="he"), "<p>שלום</p>")
    site.record("_news/b.md", article("b", title="Own words", locale="en-GB"))
    built = pages(site)
    home = built["index.html"]
    assert re.search(rf'<h[23] dir="auto" lang="he"><a [^>]*>{re.escape(HEBREW)}</a>', home)
    assert f'dir="auto" lang="he">{ARABIC}</p>' in home
    assert re.search(r"<h[23]><a [^>]*>Own words</a>", home), "English is the site's own, and runs its way"
    item = next(page for path, page in built.items() if path.startswith("2024/05/01/") and "שלום" in page)
    assert re.search(rf'<h1[^>]* dir="auto" lang="he">{re.escape(HEBREW)}</h1>', item)
    assert re.search(r'<div class="body[^"]*" dir="auto" lang="he">', item)
    other = next(page for path, page in built.items() if path.startswith("2024/05/01/own"))
    assert f"<bdi>{HEBREW}</bdi>" in other, "a neighbour's title does not turn the words beside it"


def test_a_related_title_runs_its_own_way(site: Site) -> None:
    site.record("_news/a.md", article("a", title=HEBREW, locale="he", originalUrl="https://paper.example/a"))
    related = [{"title": HEBREW, "webUrl": "https://paper.example/a"}]
    site.record("_news/b.md", article("b", title="Own words", related=related))
    page = next(page for page in pages(site).values() if "<h1" in page and 'class="related"' in page)
    sidebar = page[page.index('class="related"') :]
    assert re.search(rf'<a (?:dir="auto" lang="he" [^>]*>{re.escape(HEBREW)}|[^>]*>Own words)</a>', sidebar)


def test_no_sign_of_ours_points_one_way_only(site: Site) -> None:
    site.write("site.toml", '[site]\nlanguage = "ar"\n[lists]\npage_size = 2\n')
    for number in range(9):
        date = f"2024-0{number // 3 + 1}-0{number + 1}T10:00:00Z"
        site.record(f"_news/{number}.md", article(f"n{number}", title=ARABIC, publishedDateTime=date))
    site.record("_learning/courses/c.md", article("c", type="course", publishedDateTime=None))
    built = pages(site)
    assert any("‹ </span>" in page for page in built.values())
    assert [path for path, page in built.items() if ONE_WAY.search(page)] == []
