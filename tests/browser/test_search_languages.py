"""Search in many languages, as a reader meets it: what is asked for is found, and nothing else."""

from pathlib import Path

import pytest

from tests.browser.kit import hosted, watched
from tests.support.headlines import FINDS, HEADLINES
from tests.support.recorded import needs_browser, opened
from tests.support.site_kit import Site

pytestmark = [
    pytest.mark.slow,
    needs_browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def test_what_is_asked_for_is_found_in_every_language(tmp_path: Path) -> None:
    missed = []
    with hosted(tmp_path) as origin, opened() as running:
        for language, groups in HEADLINES.items():
            site = Site(tmp_path / f"src-{language}", output=tmp_path / language)
            for number, title in enumerate(title for group in groups for title in group):
                fields = {"title": title, "publishedDateTime": f"2026-03-{number + 1:02}T10:00:00Z"}
                site.record(f"{number}.md", {**fields, "originalUrl": f"https://source.example/{number}"})
            site.build(overrides={"site": {"base_url": f"{origin}/{language}/", "language": language}})
            for words, number in FINDS[language]:
                with watched(running, origin) as page:
                    page.goto(f"{origin}/{language}/search/?q={words}")
                    page.locator("#results h2").first.wait_for()
                    found = set(page.locator("#results h2").all_inner_texts())
                    if not found <= set(groups[number]) or len(found) < 2:
                        missed.append((language, words, found))
                    if language in ("ja", "zh", "ko", "th"):
                        assert page.locator("#results mark").count()
    assert missed == []
