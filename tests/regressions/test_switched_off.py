"""Sections that are switched off leave no link behind, and words of a theme that say too little stop nobody."""

import json
from pathlib import Path

import pytest

from generator.commands.check_site import check_site
from tests.support.site_kit import Site, article, difference

BASE = "https://h.example/sub/"
SECTIONS = ("topics", "providers", "kinds", "archive", "statistics", "feeds")


def a_site(folder: Path) -> Site:
    site = Site(folder)
    for number in range(6):
        day = f"2024-05-0{number + 1}T10:00:00Z"
        site.record(f"{number}.md", article(f"clock-{number}", publishedDateTime=day))
    return site


@pytest.mark.parametrize("off", [*[(name,) for name in SECTIONS], SECTIONS], ids="-".join)
def test_every_link_still_leads_somewhere(off: tuple[str, ...], tmp_path: Path) -> None:
    site = a_site(tmp_path)
    sections = dict.fromkeys(off, False)
    site.build(overrides={"site": {"base_url": BASE}, "sections": sections, "api": {"enabled": True}})
    assert [each for each in check_site(site.output, BASE).problems if each.severity == "error"] == []
    for name in ("topics", "providers"):
        told = json.loads((site.output / f"api/{name}.json").read_bytes())[name]
        assert [bool(each["page"]) for each in told] == [name not in off] * len(told)


@pytest.mark.parametrize(
    "words", ['title_of = "x"', 'list_summary = "y"', 'numbered_title = "n"', 'undated_title = "u"']
)
def test_words_that_leave_the_title_out_end_no_build(words: str, tmp_path: Path) -> None:
    site = a_site(tmp_path)
    theme = tmp_path / "theme"
    (theme / "words").mkdir(parents=True)
    (theme / "words/en.toml").write_text(words, "utf-8")
    site.build(templates=theme, overrides={"lists": {"page_size": 1}})
    assert (site.output / "topics/clocks/index.html").exists()


def test_a_provider_without_a_page_that_shares_its_domain_has_another_id_in_feeds(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    options = {"overrides": {"sections": {"providers": False}}}
    site.build(**options)
    another = {"name": "Another", "domain": "paper.example"}
    site.record("video.md", article("video", type="video", provider=another, topics=["Video"]))
    site.build(**options)
    assert difference(site.clean(**options), site.tree()) == ""
