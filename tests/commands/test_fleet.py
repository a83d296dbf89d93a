"""The sites of a fleet: which folders are sites, and where each is built."""

from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.commands.fleet import check_apart, find_sites, site_options
from generator.model.options import BuildOptions
from generator.model.results.fleet import FleetSite


def settings(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text("", "utf-8")


def test_sites_have_settings_in_their_folder_or_in_content(tmp_path: Path) -> None:
    for place in ("zoo/content", "ai", "both", "both/content", ".hidden", "deep/er/content"):
        settings(tmp_path / place)
    (tmp_path / "pool/_news").mkdir(parents=True)
    (tmp_path / "site.toml").write_text("", "utf-8")
    assert find_sites(tmp_path) == [
        FleetSite("ai", tmp_path / "ai"),
        FleetSite("both", tmp_path / "both"),
        FleetSite("zoo", tmp_path / "zoo/content"),
    ]


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch, lambda _: None], ids=["empty", "a file", "absent"])
def test_a_folder_without_sites_is_an_error_with_the_fix(tmp_path: Path, make: object) -> None:
    folder = tmp_path / "sites"
    assert callable(make)
    make(folder)
    with pytest.raises(SettingsError, match="--sites") as error:
        find_sites(folder)
    assert "site.toml" in error.value.hint


def test_each_site_has_its_own_folder_in_the_output(tmp_path: Path) -> None:
    options = BuildOptions(Path("content"), tmp_path / "out", tmp_path / "cache", workers=2)
    found = site_options(options, FleetSite("ai", tmp_path / "ai"))
    assert (found.content, found.output, found.cache, found.site, found.workers) == (
        tmp_path / "ai",
        tmp_path / "out/ai",
        tmp_path / "cache",
        "ai",
        2,
    )


@pytest.mark.parametrize(
    ("output", "overlaps"),
    [
        ("output", False),
        ("sites-output", False),
        ("sites", True),
        ("sites/ai/out", True),
        ("sites/bio/content/pages", True),
        ("sites/bio", False),
        ("link/ai", True),
    ],
)
def test_no_site_is_published_inside_the_records_of_another(
    tmp_path: Path, output: str, overlaps: bool
) -> None:
    for place in ("sites/ai", "sites/bio/content"):
        settings(tmp_path / place)
    (tmp_path / "link").symlink_to(tmp_path / "sites")
    options = BuildOptions(Path("content"), tmp_path / output, tmp_path / "cache")
    if not overlaps:
        return check_apart(options, find_sites(tmp_path / "sites"))
    with pytest.raises(SettingsError, match=r"the folders of the sites .* overlap"):
        check_apart(options, find_sites(tmp_path / "sites"))
    return None
