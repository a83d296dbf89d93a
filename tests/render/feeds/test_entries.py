"""Entries are written as feedgen would write them, and pictures of known length as readers want them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedSourceView, ThumbnailView
from generator.render.feeds.entries import atom_entry, rss_item
from generator.render.feeds.heads import NAMESPACES
from tests.render import feedgen_entries

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r&<>\"'"),
    max_size=20,
)
SOME = TEXTS.filter(bool)
MOMENTS = st.datetimes(
    datetime(1970, 1, 2),
    datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7))]),
)
SOURCES = st.builds(FeedSourceView, SOME, SOME, SOME, TEXTS)
SIZES = st.none() | st.integers(1, 5000)
PICTURES = st.builds(EnclosureView, SOME, TEXTS, SIZES, SIZES, TEXTS)
ENTRIES = st.builds(
    FeedEntryView,
    id=SOME,
    title=TEXTS,
    link=SOME,
    published=MOMENTS,
    updated=MOMENTS,
    summary=TEXTS,
    other=TEXTS,
    relation=st.sampled_from(["related", "via"]),
    content=TEXTS,
    source=st.none() | SOURCES,
    authors=st.lists(SOME, max_size=3).map(tuple),
    categories=st.lists(SOME, max_size=3).map(tuple),
    language=st.sampled_from(["", "de", "en-GB"]),
    picture=st.none() | PICTURES,
)


@given(ENTRIES)
def test_an_item_of_rss_is_what_feedgen_makes_of_it(view: FeedEntryView) -> None:
    assert rss_item(view) == feedgen_entries.serialised(feedgen_entries.rss_item(view))


@given(ENTRIES)
def test_an_entry_of_atom_is_what_feedgen_makes_of_it(view: FeedEntryView) -> None:
    assert atom_entry(view) == feedgen_entries.serialised(feedgen_entries.atom_entry(view))


@pytest.mark.parametrize("build", [rss_item, atom_entry])
@pytest.mark.parametrize("found", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_what_xml_forbids_is_refused(build: object, found: str) -> None:
    assert callable(build)
    moment = datetime(2021, 12, 15, tzinfo=UTC)
    with pytest.raises(ValueError, match=r"."):
        build(FeedEntryView("id", f"a{found}b", "https://a.example/", moment, moment, ""))


def read(data: bytes) -> etree._Element:
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return etree.fromstring(f"<root {spaces}>".encode() + data + b"</root>")[0]


def with_picture(content: str) -> FeedEntryView:
    moment = datetime(2021, 12, 15, tzinfo=UTC)
    small = ThumbnailView("https://s.example/small.jpg", 320, 180)
    picture = EnclosureView("https://s.example/p.jpg", "image/jpeg", 1280, 720, "A <boat>", 12345, small)
    return FeedEntryView(
        "id", "t", "https://a.example/", moment, moment, "", content=content, picture=picture
    )


def test_a_picture_of_known_length_is_an_enclosure_with_a_thumbnail() -> None:
    item, entry = read(rss_item(with_picture(""))), read(atom_entry(with_picture("")))
    (enclosure,) = item.findall("enclosure")
    assert {name: enclosure.get(name) for name in ("url", "length", "type")} == {
        "url": "https://s.example/p.jpg",
        "length": "12345",
        "type": "image/jpeg",
    }
    (link,) = [each for each in entry.findall("link") if each.get("rel") == "enclosure"]
    assert (link.get("href"), link.get("length"), link.get("type")) == (
        "https://s.example/p.jpg",
        "12345",
        "image/jpeg",
    )
    for parent in (item, entry):
        content = parent.find(f"{{{NAMESPACES['media']}}}content")
        assert content is not None
        assert content.get("fileSize") == "12345"
        thumbnail = content.find(f"{{{NAMESPACES['media']}}}thumbnail")
        assert thumbnail is not None
        assert (thumbnail.get("url"), thumbnail.get("width")) == ("https://s.example/small.jpg", "320")


def test_content_without_a_picture_begins_with_it_and_content_with_one_is_left_alone() -> None:
    shown = read(rss_item(with_picture("<p>text</p>"))).findtext("description")
    assert shown is not None
    assert shown.startswith('<p><img src="https://s.example/p.jpg" alt="A &lt;boat&gt;" width="1280"')
    assert shown.endswith("</p><p>text</p>")
    own = '<p><img src="https://b.example/own.png"></p>'
    assert read(rss_item(with_picture(own))).findtext("description") == own
    assert read(rss_item(with_picture(""))).findtext("description") is None


def test_a_source_without_a_page_is_named_without_a_link() -> None:
    view = FeedEntryView(
        id="tag:a", title="T", link="https://a.example/", published=datetime(2024, 5, 1, tzinfo=UTC),
        updated=datetime(2024, 5, 1, tzinfo=UTC), summary="", source=FeedSourceView("Paper", "", "tag:paper"),
    )  # fmt: skip
    assert b"<source" not in rss_item(view), "RSS wants an address of it"
    assert b"<title>Paper</title>" in atom_entry(view)
    assert b'href=""' not in atom_entry(view)
