"""The Nu HTML checker finds no error on any page: of the demo, and of a site with all that can be switched on."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.normalise.item import normalise
from generator.read.record import read_record
from tests.support.random_bodies import make_body
from tests.support.site_kit import ROOT, SHARED, Site


def faults(nu: list[str], folder: Path) -> list[str]:
    """Return what the checker says of the pages of a folder, warnings included, once each."""
    command = [*nu, "--format", "json", "--exit-zero-always", "--skip-non-html", str(folder)]
    said = subprocess.run(command, capture_output=True, check=True, timeout=300).stderr
    messages = json.loads(said)["messages"]
    assert not [each for each in messages if each["type"] == "non-document-error"]
    told: dict[str, str] = {}
    for each in messages:
        if "Content Security Policy" in each["message"]:
            continue  # a file has no origin, and "self" is nobody: the browser tests hold the policy
        place = Path(each["url"].removeprefix("file:")).relative_to(folder)
        told.setdefault(each["message"], f"{place}:{each.get('lastLine')}: {each['message']}")
    return list(told.values())


@pytest.mark.slow
def test_every_page_of_the_demo_is_valid(site: Site, nu: list[str]) -> None:
    shutil.copytree(ROOT / "content", site.content)
    site.build(offline=True)
    assert faults(nu, site.output) == []


@pytest.mark.slow
def test_every_page_of_a_site_with_all_settings_is_valid(small_site: Site, nu: list[str]) -> None:
    settings = small_site.content / "site.toml"
    more = """
[theme]
accent = "#2f5d8c"
navigation = ["topics", "archive", "About <https://example.org/about>"]
footer = ["Imprint </imprint/>", "Set in your own letters"]
"""
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    small_site.build()
    assert faults(nu, small_site.output) == []


BODIES = 120
"""Random bodies to check. The seeds are fixed."""

ABOUT_TEXT = ("dt” name", "This document appears to be written in")
"""Warnings about words, not markup: a term that occurs twice, and a guess of the language."""


@pytest.mark.long
def test_every_body_is_valid_whatever_it_was(site: Site, nu: list[str]) -> None:
    for seed in range(BODIES):
        head = f'---\ntitle: "Body {seed}"\noriginalUrl: "https://a.example/{seed}"\n---\n'
        site.write(f"{seed}.html", head + make_body(seed))
    site.build(offline=True)
    assert [each for each in faults(nu, site.output) if not any(text in each for text in ABOUT_TEXT)] == []


@pytest.mark.long
def test_the_bodies_of_a_real_site_are_valid(tmp_path: Path, nu: list[str]) -> None:
    content = SHARED / "data" / "powerapps"
    if not content.exists():
        pytest.skip("the real site is not at hand")
    (tmp_path / "pages").mkdir()
    for number, file in enumerate(sorted(content.rglob("*.md"))):
        record = read_record(file.relative_to(content).as_posix(), file.read_bytes()).record
        item = normalise(record)[0] if record and record.body else None
        if item and item.body:
            page = f'<!doctype html><html lang="en"><title>t</title><h1>T</h1><div>{item.body}</div></html>'
            (tmp_path / "pages" / f"{number}.html").write_text(page, "utf-8")
    assert faults(nu, tmp_path / "pages") == []
