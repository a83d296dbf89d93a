"""Items become known records."""

from datetime import UTC, datetime

from generator.ingest.known import known_record
from generator.model.ingest import KnownRecord
from generator.model.item import Item, ItemImage


def test_known_records_have_the_identity_of_their_item() -> None:
    moment = datetime(2026, 11, 3, tzinfo=UTC)
    item = Item(
        path="a.md",
        key="https://a.example/",
        kind="article",
        title="T",
        original_url="https://a.example/?utm_source=x",
        excerpt="E",
        images=(ItemImage("https://a.example/i.jpg"), ItemImage("https://a.example/j.jpg")),
        published=moment,
        source_id="hedgerow",
        guid="g",
        fetched="3f9a0c12b0",
    )
    assert known_record(item) == KnownRecord(
        "a.md",
        "https://a.example/",
        "https://a.example/?utm_source=x",
        "hedgerow",
        "g",
        "T",
        "E",
        "https://a.example/i.jpg",
        moment,
        False,
        "3f9a0c12b0",
    )


def test_a_withdrawn_item_is_known_as_such() -> None:
    item = Item(
        path="a.md",
        key="https://a.example/",
        kind="article",
        title="",
        web_url="https://a.example/",
        status="withdrawn",
    )
    known = known_record(item)
    assert (known.withdrawn, known.url, known.image) == (True, "https://a.example/", "")
