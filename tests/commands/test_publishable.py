"""What is checked of a site before it is published, on a branch or in a store."""

from pathlib import Path

import pytest

from generator.base.errors import OutputError
from generator.commands.publishable import check_publishable
from generator.model.settings import HostSettings

PAGE = '<link rel="canonical" href="{}">'


def site(folder: Path, url: str = "https://radar.river.org/", **files: str) -> Path:
    for path, text in {"index.html": PAGE.format(url), **files}.items():
        (folder / path).write_text(text, "utf-8")
    return folder


def test_sizes_are_those_of_all_files(tmp_path: Path) -> None:
    checked = check_publishable(site(tmp_path, other="12345"), HostSettings(), force=False)
    assert checked.sizes["other"] == 5
    assert checked.size.files == 2
    assert checked.problems == ()


@pytest.mark.parametrize(
    ("url", "files", "message"),
    [
        ("http://localhost:8000/", {}, "which readers cannot reach"),
        ("https://radar.river.org/", {'"quoted': ""}, "is not a name that can be published"),
        ("https://radar.river.org/", {"large": "x" * 2_000_000}, "2.0 MB"),
    ],
)
def test_an_unpublishable_site_is_refused(
    tmp_path: Path, url: str, files: dict[str, str], message: str
) -> None:
    with pytest.raises(OutputError, match=message):
        check_publishable(site(tmp_path, url, **files), HostSettings(size=2), force=False)


def test_a_placeholder_can_be_published_by_force(tmp_path: Path) -> None:
    assert check_publishable(site(tmp_path, "http://localhost:8000/"), HostSettings(), force=True).sizes


def test_a_folder_without_a_front_page_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="has no front page"):
        check_publishable(tmp_path, HostSettings(), force=True)
