"""The JSON API of the real site, held against the documents that the old system published of the same records."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.support.site_kit import SHARED, Site

SOURCE = SHARED / "data" / "powerapps"
PAGE_SIZE = 25
TOPICS = ("ai-builder", "canvas-apps", "common-data-service", "teams-integration")
"""The topics of which the old system left whole lists."""

ONCE = 3
"""Articles that have two promoted records: the old system listed both of them, we list each article once."""

Entry = dict[str, Any]


def plain(text: str) -> str:
    """Do to a text what is justified in ``docs/api.md``: entities decoded, nothing invisible, single spaces."""
    return re.sub(r"\s+", " ", unescape(text).replace("\u00ad", "").replace("\u200b", "")).strip()


def justified(entry: Entry) -> Entry:
    video = entry["featuredContent"]
    return {
        **entry,
        "title": plain(entry["title"]),
        "excerpt": plain(entry["excerpt"]),
        "featuredContent": video and video.replace("www.youtube.com/embed", "www.youtube-nocookie.com/embed"),
    }


def old(path: str) -> list[Entry]:
    found: list[Entry] = json.loads((SOURCE / "api" / path).read_text("utf-8"))["value"]
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    if not (SOURCE / "api").is_dir():
        pytest.skip("the old system's documents are not here (../shared/data/powerapps/api)")
    site = Site(tmp_path_factory.mktemp("api"))
    for folder in ("_news", "_data"):
        shutil.copytree(SOURCE / folder, site.content / folder)
    site.write(
        "site.toml",
        '[site]\nlanguage = "en-US"\n[api]\nenabled = true\n[search]\nenabled = false\n[feeds]\nscopes = []\n',
    )
    site.build()
    return site


@pytest.fixture(scope="module")
def twins(site: Site) -> frozenset[str]:
    """Records that are left out because another one of the same article is listed."""
    left_out = site.build(full=True).left_out
    return frozenset([path for path, reason in left_out if reason == "duplicate"])


def ours(site: Site, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.output / "api" / path).read_text("utf-8"))
    return found


def listed(twins: frozenset[str], entries: list[Entry]) -> list[Entry]:
    return [justified(each) for each in entries if each["path"] not in twins]


def test_every_page_is_the_old_one_but_for_what_is_justified(site: Site, twins: frozenset[str]) -> None:
    pages = len(list((SOURCE / "api/news/page").iterdir()))
    before = [entry for number in range(1, pages + 1) for entry in old(f"news/page/{number}/index.json")]
    expected = listed(twins, before)
    assert len(before) - len(expected) == ONCE
    last = -(-len(expected) // PAGE_SIZE)
    for number in range(1, last + 1):
        document = ours(site, f"news/page/{number}/index.json")
        first = (number - 1) * PAGE_SIZE
        assert document["value"] == expected[first : first + PAGE_SIZE], number
        assert (document["page"], document["nextPage"]) == (number, number + 1 if number < last else None)
    assert not (site.output / f"api/news/page/{last + 1}").exists()
    assert ours(site, "news/index.json") == ours(site, "news/page/1/index.json")


@pytest.mark.parametrize("topic", TOPICS)
def test_the_lists_of_topics_are_the_old_ones(site: Site, twins: frozenset[str], topic: str) -> None:
    expected = listed(twins, old(f"news/{topic}/index.json"))
    document = {"page": 1, "value": expected, "nextPage": None}
    assert ours(site, f"news/{topic}/index.json") == document
    assert ours(site, f"news/{topic}/page/1/index.json") == document


def test_no_name_is_missing_and_none_is_new(site: Site) -> None:
    entries = old("news/index.json")
    assert [set(each) for each in ours(site, "news/index.json")["value"]] == [set(each) for each in entries]


def test_nothing_sealed_is_published(site: Site) -> None:
    sealed = re.compile(r"^secured: \"(.{40})", re.MULTILINE)
    values = {
        found[1].encode()
        for file in (SOURCE / "_news").glob("2024-*.md")
        if (found := sealed.search(file.read_text("utf-8")))
    }
    assert values
    documents = b"".join(file.read_bytes() for file in Path(site.output, "api").rglob("*.json"))
    assert not [value for value in values if value in documents]
