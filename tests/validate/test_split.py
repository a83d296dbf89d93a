"""Splitting feeds into head and entries."""

import pytest

from generator.validate.split import parse_entries, split_feed, xml_parser
from tests.validate.samples import ATOM, JSON, OPML, RSS, spoilt


@pytest.mark.parametrize(
    ("feed", "tag", "first"), [(RSS, "item", 20), (ATOM, "{http://www.w3.org/2005/Atom}entry", 16)]
)
def test_splits_a_feed(feed: str, tag: str, first: int) -> None:
    parts = split_feed(feed.encode())
    assert parts is not None
    assert len(parts.entries) == 2
    assert feed.split("\n")[parts.first_line - 1].encode() == parts.entries[0]
    assert parts.first_line == first
    assert parts.head == feed.encode().replace(b"\n".join(parts.entries), b"")
    parsed = parse_entries(parts, parts.entries, tag)
    assert parsed is not None
    assert [each.tag for each in parsed] == [tag, tag]


@pytest.mark.parametrize(
    "data",
    [
        JSON.encode(),
        OPML.encode(),
        b"",
        b"<rss><channel></channel></rss>",
        RSS.replace("\n<item>", "<item>").encode(),
        RSS.replace("</item>\n", "</item>").encode(),
        spoilt("rss", ("<channel>", "<!-- <item> --><channel>")),
        spoilt("rss", ("<rss ", "<!DOCTYPE rss><rss ")),
        spoilt("rss", ("</channel>", "<ttl>9</ttl></channel>")),
    ],
)
def test_other_documents_are_not_split(data: bytes) -> None:
    assert split_feed(data) is None


@pytest.mark.parametrize(
    "entry",
    [
        b"<item><title>A</item>",
        b"<item><item></item></item>",
        b"<item><![CDATA[</item>]]></item>",
        b"<item><?a?></item>",
        b"<item/>",
    ],
)
def test_invalid_entries_are_not_parsed(entry: bytes) -> None:
    parts = split_feed(RSS.encode())
    assert parts is not None
    assert parse_entries(parts, [entry], "item") is None


def test_the_parser_resolves_no_entities() -> None:
    from lxml import etree

    root = etree.fromstring('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', xml_parser())
    assert root.text is None
