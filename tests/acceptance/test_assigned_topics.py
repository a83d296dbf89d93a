"""``[topics] assign``, from the setting to the pages and to ``explain``."""

from pathlib import Path

import pytest

from generator.cli import run
from tests.support.site_kit import Site, article


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.write("_data/topics/01-bees.yaml", "name: Bees\nkeywords: [bee]\nparent: Insects\n")
    site.write("_data/topics/02-insects.yaml", "name: Insects\n")
    site.record("a.md", article("bee", topics=None))
    site.record("b.md", article("bee-hive", topics=["Houses"]))
    return site


def listed(site: Site, topic: str) -> list[str]:
    page = site.output / f"topics/{topic}/index.html"
    text = page.read_text("utf-8") if page.is_file() else ""
    return [name for name in ("the-bee/", "the-bee-hive/") if f"/{name}" in text]


@pytest.mark.parametrize(
    ("assign", "bees"), [("never", []), ("missing", ["the-bee/"]), ("always", ["the-bee/", "the-bee-hive/"])]
)
def test_topics_are_assigned_as_the_setting_says(site: Site, assign: str, bees: list[str]) -> None:
    site.write("site.toml", f"[topics]\nassign = '{assign}'\n")
    assert site.build().problems == ()
    assert listed(site, "bees") == listed(site, "insects") == bees
    assert listed(site, "houses") == ["the-bee-hive/"]


def test_explain_names_the_phrase(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("site.toml", "[topics]\nassign = 'always'\n")
    folders = ["--content", str(site.content), "--cache", str(site.cache)]
    assert run(["explain", "a.md", *folders]) == 0
    assert "Bees: assigned by bee: the main topic" in " ".join(capsys.readouterr().out.split())
    assert run(["explain", "b.md", *folders]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Houses: listed in the record first: the main topic" in said
    assert "Bees: assigned by bee" in said


def test_an_incremental_build_follows_the_setting_and_the_topic_files(site: Site) -> None:
    site.build()
    for assign, keywords in (("missing", "bee"), ("missing", "wasp"), ("always", "hive"), ("never", "hive")):
        site.write("site.toml", f"[topics]\nassign = '{assign}'\n")
        site.write("_data/topics/01-bees.yaml", f"name: Bees\nkeywords: [{keywords}]\n")
        site.build()
        assert site.tree() == site.clean()
