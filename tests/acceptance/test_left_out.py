"""What a site leaves out is not named by what it tells programs."""

import json
import re

import jsonschema
import pytest

from tests.support.site_kit import Site, article

HOME = "https://a.example/x/"


@pytest.mark.parametrize("section", ["topics", "providers", "kinds", "archive"])
def test_feeds_and_api_name_no_page_of_a_section_that_is_left_out(site: Site, section: str) -> None:
    for number in (1, 2, 3):
        dated = {"publishedDateTime": f"2024-05-0{number}T10:00:00Z"}
        site.record(f"_news/{number}.md", article(f"n{number}", **dated))
    chosen = {"site": {"base_url": HOME}, "api": {"enabled": True}, "sections": {section: False}}
    assert site.build(overrides=chosen, strict=True).findings == ()
    tree = site.tree()
    named = {
        address
        for path, data in tree.items()
        if path.endswith((".rss", ".atom", ".json", ".opml", ".xml"))
        for address in re.findall(rf"{HOME}([^\s\"<?#]*)", data.decode())
    }
    assert len(named) > 10
    pages = {f"{name}index.html" if not name or name.endswith("/") else name for name in named}
    assert pages - tree.keys() == set()
    schema = json.loads(tree["api/schema.json"])
    for path in ("api/topics.json", "api/providers.json"):
        jsonschema.validate(json.loads(tree[path]), schema)
