"""OPML 2.0 as feed readers import it."""

import lxml.etree
from hypothesis import given
from hypothesis import strategies as st

from generator.model.output import Opml
from generator.model.views.feeds import OutlineView
from generator.render.feeds.opml import render_opml

LINES = (
    OutlineView("Everything", "https://x.example/feed.atom", "https://x.example/"),
    OutlineView("Topics"),
    OutlineView("Craft", depth=1),
    OutlineView("Craft", "https://x.example/c.atom", "https://x.example/c/", 2),
    OutlineView("Ceramics & Co", "https://x.example/d.atom?a=1&b=2", "https://x.example/d/", 2),
    OutlineView("Energy", "https://x.example/e.atom", "https://x.example/e/", 1),
    OutlineView("Kinds"),
    OutlineView("Videos", "https://x.example/v.atom", "https://x.example/v/", 1),
)


def parsed(*lines: OutlineView, owner: str = "") -> lxml.etree._Element:
    return lxml.etree.fromstring(render_opml(Opml("feeds.opml", "A site", owner, lines)))


def shape(element: lxml.etree._Element) -> list[object]:
    return [[outline.get("text"), *shape(outline)] for outline in element.findall("outline")]


def test_folders_hold_what_is_deeper() -> None:
    assert shape(parsed(*LINES)[1]) == [
        ["Everything"],
        ["Topics", ["Craft", ["Craft"], ["Ceramics & Co"]], ["Energy"]],
        ["Kinds", ["Videos"]],
    ]


def test_a_feed_has_all_that_a_reader_asks_for() -> None:
    (feed,) = parsed(LINES[4]).iter("outline")
    assert dict(feed.attrib.items()) == {
        "type": "rss",
        "text": "Ceramics & Co",
        "title": "Ceramics & Co",
        "xmlUrl": "https://x.example/d.atom?a=1&b=2",
        "htmlUrl": "https://x.example/d/",
    }


def test_the_head_says_whose_list_it_is() -> None:
    root = parsed(owner="The Editors")
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [(each.tag, each.text) for each in root[0]] == [
        ("title", "A site"),
        ("ownerName", "The Editors"),
        ("docs", "http://opml.org/spec2.opml"),
    ]
    assert parsed()[0].find("ownerName") is None


@given(st.lists(st.tuples(st.text(), st.integers(0, 40), st.booleans())))
def test_any_lines_give_a_document_that_parses(lines: list[tuple[str, int, bool]]) -> None:
    outlines = [OutlineView(text, text if is_feed else "", text, depth) for text, depth, is_feed in lines]
    assert len(list(parsed(*outlines).iter("outline"))) == len(lines)


def test_a_feed_without_a_page_has_no_attribute_for_it() -> None:
    (feed,) = parsed(OutlineView("Craft", "https://x.example/c.atom")).iter("outline")
    assert "htmlUrl" not in feed.attrib
