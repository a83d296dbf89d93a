"""What a parser of microformats2 reads of the demo: h-feed and h-entry, with where each item was published."""

import shutil
from pathlib import Path
from typing import Any

import mf2py
import pytest

from tests.support.site_kit import ROOT, Site

PLACES = (
    "",
    "topics/craft/",
    "providers/millpond.example/",
    "video/",
    "collection/",
    "2025/11/06/",
    "page/1/",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("demo"))
    shutil.copytree(ROOT / "content", site.content)
    site.build()
    return site.output


def read(demo: Path, place: str) -> list[dict[str, Any]]:
    html = (demo / place / "index.html").read_text("utf-8")
    found: list[dict[str, Any]] = mf2py.parse(doc=html, url=f"http://localhost:8000/{place}")["items"]
    return found


@pytest.mark.parametrize("place", PLACES)
def test_a_list_is_a_feed_of_entries(demo: Path, place: str) -> None:
    (feed,) = read(demo, place)
    assert feed["type"] == ["h-feed"]
    assert len(feed["properties"]["name"]) == 1
    entries = [each for each in feed["children"] if each["type"] == ["h-entry"]]
    assert entries
    for entry in entries:
        told = entry["properties"]
        (url,) = told["url"]
        assert url.startswith("http://localhost:8000/")
        assert all(each.startswith("https://") for each in told.get("bookmark-of", ()))
        assert told["name"][0]
    assert place == "collection/" or any("published" in each["properties"] for each in entries)


def test_an_item_is_an_entry_that_leads_to_its_source(demo: Path) -> None:
    place = "2025/06/14/a-neural-network-in-a-flowerpot/"
    (entry,) = read(demo, place)
    assert entry["type"] == ["h-entry"]
    told = entry["properties"]
    assert told["url"] == [f"http://localhost:8000/{place}"]
    assert told["bookmark-of"][0].startswith("https://")
    assert told["published"][0].startswith("2025-06-14T")
    assert {"name", "category", "summary"} <= told.keys()


def test_every_page_of_an_item_has_one_entry(demo: Path) -> None:
    pages = [file for file in demo.rglob("20*/*/*/*/index.html") if "page" not in file.parts]
    assert pages
    for file in pages:
        entries = read(demo, f"{file.parent.relative_to(demo).as_posix()}/")
        assert [each["type"] for each in entries] == [["h-entry"]], file
