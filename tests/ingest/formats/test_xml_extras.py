"""What a second look at XML finds."""

import pytest

from generator.ingest.formats.xml_extras import (
    element_text,
    find_skipped_times,
    find_tombstones,
    local_name,
    parse_tree,
)
from generator.model.ingest import Tombstone


def test_tombstones_have_an_id_and_perhaps_a_url() -> None:
    root = parse_tree(
        b"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'>"
        b"<at:deleted-entry ref='tag:1'><link href='https://a.example/1'/></at:deleted-entry>"
        b"<at:deleted-entry ref=''/>"
        b"<at:deleted-entry ref='tag:2'><at:comment>gone</at:comment></at:deleted-entry></feed>"
    )
    assert root is not None
    assert find_tombstones(root) == (Tombstone("tag:1", "https://a.example/1"), Tombstone("tag:2"))


@pytest.mark.parametrize(
    ("xml", "skipped"),
    [
        (b"<skipHours><hour>24</hour><hour>7</hour></skipHours>", ((0, 7), ())),
        (b"<skipDays><day>Monday</day><day>friday</day><day>Someday</day></skipDays>", ((), (0, 4))),
        (b"<skipHours><hour>99</hour><hour>x</hour><!-- c --></skipHours>", ((), ())),
        (b"", ((), ())),
    ],
)
def test_hours_and_days_to_skip(xml: bytes, skipped: object) -> None:
    root = parse_tree(b"<rss><channel>" + xml + b"</channel></rss>")
    assert root is not None
    assert find_skipped_times(root) == skipped


@pytest.mark.parametrize("body", [b"", b"plain", b"\x00"])
def test_no_xml_has_no_tree(body: bytes) -> None:
    root = parse_tree(body)
    assert root is None or local_name(root) != "rss"


def test_entities_are_not_expanded() -> None:
    root = parse_tree(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>1&x;2</a>')
    assert root is not None
    assert element_text(root) in ("12", "1&x;2")
