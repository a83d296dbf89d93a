"""The Nu HTML checker finds no error on any page: of the demo, and of a site with all that can be switched on."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.site_kit import ROOT, Site


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
