"""Ids never change: old feeds contain them."""

import re

from generator.base.tag_uri import build_tag_uri


def test_an_id_is_the_same_as_ever() -> None:
    expected = "tag:broadsheet.example,2026:item/ee2a8d26764edf79323cc2d9f9a379b8"
    assert build_tag_uri("broadsheet.example,2026", "https://a.example/x") == expected


def test_an_id_depends_on_authority_and_key_only() -> None:
    ids = {
        build_tag_uri(authority, key)
        for authority in ("a.example,2026", "b.example,2026")
        for key in ("https://a.example/x", "https://a.example/é\n")
    }
    assert len(ids) == 4
    assert all(re.fullmatch(r"tag:[ab]\.example,2026:item/[0-9a-f]{32}", each) for each in ids)
