"""The text of records: one fixed form, read back with equal values, and proof against edits."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.plain_text import clean_line
from generator.ingest.record_text import (
    MOST_UPDATES,
    count_updates,
    is_untouched,
    retopic_record,
    update_record,
    withdraw_record,
    write_record,
)
from generator.model.ingest import Enclosure, EntryImage, FetchedRecord, RecordUpdate
from generator.model.item import Item
from generator.normalise.field_schema import find_unknown_fields
from generator.normalise.item import normalise
from generator.read.record import read_record

RECORD = FetchedRecord(
    title="Bees, counted",
    excerpt="48,112 left the hive. 48,109 came home.",
    published=datetime(2026, 11, 3, 9, 20, tzinfo=UTC),
    original_url="https://hedgerow.example/notes/bees-counted",
    kind="article",
    provider="Hedgerow",
    domain="hedgerow.example",
    authors=("Ada Fennimore",),
    topics=("Small Things", "Insects"),
    tags=("hives",),
    images=(EntryImage("https://hedgerow.example/i/comb.jpg", 1200, 675),),
    quality=70,
    source="hedgerow",
    guid="tag:hedgerow.example,2026:417",
)
TEXT = """\
---
title: "Bees, counted"
excerpt: "48,112 left the hive. 48,109 came home."
publishedDateTime: 2026-11-03T09:20:00Z
originalUrl: "https://hedgerow.example/notes/bees-counted"
type: article
provider: {name: "Hedgerow", domain: "hedgerow.example", authors: [{name: "Ada Fennimore"}]}
topics: ["Small Things", "Insects"]
tags: ["hives"]
images: [{url: "https://hedgerow.example/i/comb.jpg", width: 1200, height: 675}]
quality: 70
source: hedgerow
guid: "tag:hedgerow.example,2026:417"
"""


def read(text: str) -> Item:
    reading = read_record("_news/a.md", text.encode())
    assert reading.record is not None
    assert reading.problems == ()
    assert reading.record.body == ""
    assert find_unknown_fields(reading.record) == ()
    item, problems = normalise(reading.record)
    assert problems == ()
    assert item is not None
    return item


def test_the_form_is_fixed() -> None:
    text = write_record(RECORD)
    assert text.startswith(TEXT)
    assert text.removeprefix(TEXT).startswith("fetched: ")
    assert text.endswith("\n---\n")
    assert len(text.removeprefix(TEXT).splitlines()[0]) == len("fetched: ") + 10


def same(record: FetchedRecord, item: Item) -> bool:
    return (
        (item.title, item.excerpt, item.published, item.updated, item.original_url, item.kind)
        == (record.title, record.excerpt, record.published, record.updated, record.original_url, record.kind)
        and (item.source is None) == (not record.provider)
        and (
            item.source is None
            or (item.source.name, item.source.authors) == (record.provider, record.authors)
        )
        and (item.topics, item.tags, item.quality) == (record.topics, record.tags, record.quality)
        and [(each.url, each.width, each.height, each.title) for each in item.images]
        == [(each.url, each.width, each.height, each.title) for each in record.images]
        and [(each.url, each.type, each.title) for each in item.actions]
        == [(each.url, each.type, each.title) for each in ([record.enclosure] if record.enclosure else [])]
        and (item.locale, item.promoted) == (record.locale, record.promoted is not False)
        and (item.source_id, item.guid) == (record.source, record.guid)
    )


def test_all_fields_are_read_back() -> None:
    full = msgspec.structs.replace(
        RECORD,
        updated=datetime(2026, 11, 4, tzinfo=UTC),
        enclosure=Enclosure("https://hedgerow.example/a.mp3", "audio/mpeg", "Listen & learn", 3753),
        locale="de",
        promoted=False,
        kind="video",
    )
    assert same(full, read(write_record(full)))
    assert "\nlength: PT1H2M33S\n" in write_record(full)
    assert same(RECORD, read(write_record(RECORD)))
    assert same(
        FetchedRecord("T", "https://a.example/", "a"),
        read(write_record(FetchedRecord("T", "https://a.example/", "a"))),
    )


PLAIN = st.text(max_size=60).map(lambda text: clean_line(text, limit=90))
TRICKY = st.text(st.sampled_from("<b>/&amp;lt#38\"'\\{}[]:,-!%@`|\u2028\x85\u00a0é漢😀 "), max_size=40).map(
    lambda text: clean_line(text, limit=90)
)
TEXTS = st.one_of(PLAIN, TRICKY)
NAMES = st.lists(TEXTS.filter(bool), max_size=3, unique_by=str.casefold).map(tuple)


@given(TEXTS.filter(bool), TEXTS, TEXTS, NAMES, NAMES, NAMES, TEXTS)
def test_any_texts_are_read_back_as_they_were(
    title: str,
    excerpt: str,
    provider: str,
    authors: tuple[str, ...],
    topics: tuple[str, ...],
    tags: tuple[str, ...],
    alt: str,
) -> None:
    record = FetchedRecord(
        title=title,
        excerpt=excerpt,
        original_url="https://a.example/?a=1&b=2",
        source="a",
        provider=provider,
        domain="a.example",
        authors=authors if provider else (),
        topics=topics,
        tags=tags,
        images=(EntryImage("https://a.example/i?x=1&y=2", title=alt),),
        guid='a <b> &amp; "c" \\ \'',
    )
    text = write_record(record)
    assert same(record, read(text))
    assert is_untouched(text)


EDITS = [
    ("Bees, counted", "Bees, recounted"),
    ('"hives"', '"hive"'),
    ("quality: 70", "quality: 71"),
    ("quality: 70\n", ""),
    ("type: article", "type: article # mine"),
    ("\n---\n", "\ndraft: true\n---\n"),
    ("source: hedgerow", "source: quarry"),
    ("---\ntitle", "---\n\ntitle"),
    ('"hives"', "hives"),
    ("fetched: ", "fetched:  "),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_any_edit_protects_a_record(old: str, new: str) -> None:
    text = write_record(RECORD)
    edited = text[:4] + text[4:].replace(old, new, 1) if old.startswith("\n") else text.replace(old, new, 1)
    assert edited != text
    assert not is_untouched(edited)
    assert update_record(edited, RecordUpdate("a.md", "hedgerow", title="New")) is None
    assert retopic_record(edited, ("New",)) is None


@pytest.mark.parametrize("body", ["A note of mine.", "\n", " "])
def test_a_body_is_an_edit(body: str) -> None:
    assert not is_untouched(write_record(RECORD) + body)


def test_line_ends_are_no_edit() -> None:
    assert is_untouched(write_record(RECORD).replace("\n", "\r\n"))


def test_an_update_changes_only_the_given_fields() -> None:
    moment = datetime(2026, 11, 4, tzinfo=UTC)
    updated = update_record(
        write_record(RECORD), RecordUpdate("a.md", "hedgerow", "Bees <b> & more", updated=moment)
    )
    assert updated is not None
    assert same(msgspec.structs.replace(RECORD, title="Bees <b> & more", updated=moment), read(updated))
    bare = FetchedRecord("T", "https://a.example/", "a")
    image = EntryImage("https://a.example/i.jpg")
    more = update_record(write_record(bare), RecordUpdate("a.md", "a", excerpt="More", images=(image,)))
    assert more is not None
    assert same(msgspec.structs.replace(bare, excerpt="More", images=(image,)), read(more))


def test_a_record_is_updated_so_many_times_and_no_more() -> None:
    text: str | None = write_record(RECORD)
    for number in range(MOST_UPDATES):
        assert text is not None
        assert count_updates(read(text).fetched) == number
        text = update_record(text, RecordUpdate("a.md", "hedgerow", title=f"Title {number}"))
    assert text is not None
    assert is_untouched(text)
    assert update_record(text, RecordUpdate("a.md", "hedgerow", title="One more")) is None


def test_other_topics_are_no_update() -> None:
    text = retopic_record(write_record(RECORD), ("Insects",))
    assert text is not None
    item = read(text)
    assert (item.topics, count_updates(item.fetched)) == (("Insects",), 0)
    empty = retopic_record(text, ())
    assert empty is not None
    assert read(empty).topics == ()


@pytest.mark.parametrize("fetched", ["", "abc", "3f9a0c12b", "3f9a0c12bf"])
def test_other_values_of_fetched_are_no_updates(fetched: str) -> None:
    assert count_updates(fetched) == 0


def test_a_withdrawn_record_has_its_identity_and_no_text() -> None:
    text = withdraw_record("https://a.example/1", "hedgerow", 'tag:"1"')
    item = read(text)
    assert (item.status, item.key, item.source_id, item.guid) == (
        "withdrawn",
        "https://a.example/1",
        "hedgerow",
        'tag:"1"',
    )
    assert (item.title, item.excerpt, item.source) == ("", "", None)
    assert (
        withdraw_record("https://a.example/1")
        == '---\noriginalUrl: "https://a.example/1"\nremoved: true\n---\n'
    )
