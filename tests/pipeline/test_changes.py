"""changes.json: the URLs that a build added, changed and removed."""

import json
from typing import Any

import pytest

from generator.base.errors import OutputError
from tests.support.site_kit import Site, article

PAGE = "https://example.org/2024/05/01/the-one/"


@pytest.fixture
def small(site: Site) -> Site:
    site.write("site.toml", '[site]\nbase_url = "https://example.org/"\n')
    site.record("a.md", article("one"))
    return site


def changes(site: Site, **options: object) -> dict[str, Any]:
    site.build(**options)
    told = json.loads((site.cache / "changes.json").read_bytes())
    return {
        name: {each["address"]: each for each in told[name]} for name in ("added", "changed", "removed")
    } | {"moved": told["moved"]}


def test_a_first_build_adds_everything_and_names_items_by_their_entry_id(small: Site) -> None:
    found = changes(small)
    assert PAGE in found["added"]
    assert found["added"][PAGE]["kind"] == "page"
    assert found["added"][PAGE]["id"].startswith("tag:")
    assert found["added"]["https://example.org/feed.atom"]["kind"] == "feed"
    assert found["changed"] == found["removed"] == {}


def test_an_edit_changes_the_pages_that_show_it(small: Site) -> None:
    changes(small)
    small.edit("a.md", "What there is to say", "Everything")
    found = changes(small)
    assert PAGE in found["changed"]
    assert not [url for url in found["added"] if url.endswith("/")]


def test_a_removed_item_is_named_by_the_id_that_it_had(small: Site) -> None:
    small.record("b.md", article("two"))
    before = changes(small)["added"][PAGE]["id"]
    (small.content / "a.md").unlink()
    assert changes(small)["removed"][PAGE]["id"] == before


def test_a_retitled_item_has_moved(small: Site) -> None:
    changes(small)
    small.edit("a.md", "The one", "The other")
    (moved,) = changes(small)["moved"]
    assert [moved["before"], moved["after"]] == ["2024/05/01/the-one", "2024/05/01/the-other"]


def test_a_file_that_was_asked_for_and_cannot_be_written_is_an_error(small: Site) -> None:
    with pytest.raises(OutputError):
        small.build(changes=small.content)
