"""Which documents the JSON API has, and what stands in each."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.support.site_kit import Site, article

ENABLED = {"api": {"enabled": True}, "search": {"enabled": False}}


def documents(site: Site) -> dict[str, Any]:
    return {path: json.loads(data) for path, data in site.tree().items() if path.startswith("api/")}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, overrides=ENABLED)
    for number in range(27):
        date = datetime(2024, 5, 1 + number, tzinfo=UTC).isoformat()
        site.record(f"_news/{number:02}.md", article(f"news {number}", publishedDateTime=date, topics=["AI"]))
    return site


def titles(document: dict[str, Any]) -> list[str]:
    return [each["title"] for each in document["value"]]


def test_a_disabled_api_has_no_documents(site: Site) -> None:
    site.given["overrides"] = {"search": {"enabled": False}}
    site.build()
    assert not documents(site)


def test_pages_count_from_the_newest(site: Site) -> None:
    site.build()
    found = documents(site)
    first, last = found["api/news/page/1/index.json"], found["api/news/page/2/index.json"]
    assert (first["page"], first["nextPage"], len(first["value"])) == (1, 2, 25)
    assert (last["page"], last["nextPage"]) == (2, None)
    assert titles(first)[0] == "The news 26"
    assert titles(last) == ["The news 1", "The news 0"]
    assert found["api/news/index.json"] == first == found["api/news/ai/index.json"]
    assert "api/news/page/3/index.json" not in found


def test_a_full_last_page_has_no_next_page(site: Site) -> None:
    for number in (0, 1):
        (site.content / f"_news/{number:02}.md").unlink()
    site.build()
    found = documents(site)
    assert found["api/news/index.json"]["nextPage"] is None
    assert "api/news/page/2/index.json" not in found


def test_equal_times_go_by_path_and_undated_items_come_last(tmp_path: Path) -> None:
    site = Site(tmp_path, overrides=ENABLED)
    for name in ("b", "a", "c"):
        site.record(f"_news/{name}.md", article(name, webUrl=f"https://x.example/{ord('z') - ord(name[0])}"))
    site.record("_news/0.md", article("undated", publishedDateTime=None))
    site.build()
    assert titles(documents(site)["api/news/index.json"]) == ["The a", "The b", "The c", "The undated"]


def test_an_item_that_is_not_promoted_has_a_document_but_is_in_no_list(tmp_path: Path) -> None:
    site = Site(tmp_path, overrides=ENABLED)
    site.record("_news/a.md", article("hidden", published=False))
    site.record("_learning/videos/b.md", article("lesson", type="video"))
    site.build()
    found = documents(site)
    assert "api/news/index.json" not in found
    assert titles(found["api/learning/index.json"]) == ["The lesson"]
    whole = {each["title"]: each["promoted"] for path, each in found.items() if path.startswith("api/items/")}
    assert whole == {"The hidden": False, "The lesson": True}


@pytest.mark.parametrize("folder", ["_..", "_a b", "_é", "_<x>"])
def test_a_folder_of_a_strange_name_has_no_list(tmp_path: Path, folder: str) -> None:
    site = Site(tmp_path, overrides=ENABLED)
    site.record(f"{folder}/a.md", article("a"))
    site.build()
    lists = [path for path in documents(site) if not path.startswith("api/items/")]
    assert sorted(lists) == ["api/providers.json", "api/schema.json", "api/topics.json"]


def test_all_documents_keep_to_the_schema_beside_them(site: Site) -> None:
    video = '<iframe src="https://www.youtube.com/embed/GW2Rz53BX6o"></iframe><script>alert(1)</script>'
    given = {"publishedDateTime": "2024-06-01", "tags": ["x"], "heat": 3, "length": "PT1M"}
    site.record("_news/video.md", article("video", featuredContent=video, **given))
    site.record("_people/ada.md", {"type": "profile", "title": "Ada", "bio": "Counts."})
    site.build()
    found = documents(site)
    schema = found.pop("api/schema.json")
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.check_schema(schema)
    assert {path: list(validator.iter_errors(document)) for path, document in found.items()} == {
        path: [] for path in found
    }
    assert list(validator.iter_errors({**found["api/news/index.json"], "more": 1}))
    frame = next(each for each in found["api/news/index.json"]["value"] if each["title"] == "The video")
    assert "script" not in frame["featuredContent"]
    assert 'src="https://www.youtube-nocookie.com/embed/GW2Rz53BX6o"' in frame["featuredContent"]


def test_topics_and_providers_link_to_their_lists(site: Site) -> None:
    site.build()
    found = documents(site)
    (topic,) = found["api/topics.json"]["topics"]
    assert (topic["slug"], topic["name"]) == ("ai", "AI")
    assert topic["lists"] == ["http://localhost:8000/api/news/ai/index.json"]
    assert found["api/providers.json"]["providers"]


def test_items_call_a_topic_as_its_page_does(site: Site) -> None:
    site.write("_data/topics/1-ai.yaml", "name: Artificial intelligence\nshortname: AI\notherNames: [ki]\n")
    site.record("_news/99.md", article("newest", topics=["ki", "artificial intelligence"]))
    site.build()
    found = documents(site)
    names = {topic["name"] for topic in found["api/topics.json"]["topics"]}
    used = [item["topics"] for path, item in found.items() if path.startswith("api/items/")]
    assert {name for topics in used for name in topics} <= names
    assert all(len(set(topics)) == len(topics) for topics in used)


EDITS = {
    "a topic's name": lambda site: site.write("_data/topics/1-ai.yaml", "name: ai\n"),
    "a title": lambda site: site.edit("_news/03.md", "The news 3", "Another title"),
    "a body": lambda site: site.write("_news/03.md", (site.content / "_news/03.md").read_text() + "More.\n"),
    "a topic": lambda site: site.edit("_news/03.md", "- AI", "- Bees"),
    "one more": lambda site: site.record("_news/99.md", article("newest", publishedDateTime="2024-07-01")),
    "one less": lambda site: (site.content / "_news/03.md").unlink(),
    "a member": lambda site: site.record(
        "_learning/c.md", {"type": "collection", "title": "C", "items": ["_news/03"]}
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_gives_the_same_documents_as_a_clean_build(site: Site, edit: str) -> None:
    site.build()
    EDITS[edit](site)
    site.build()
    assert site.tree() == site.clean()
    assert site.build().counts.written == 0
