"""Which record an entry is."""

import pytest

from generator.ingest.identity import KnownIndex, TitleMatcher, guid_key, has_repeated_guids, loose_key
from generator.model.ingest import KnownRecord
from tests.ingest.kit import NOW, entry


def record(path: str = "a.md", key: str = "https://hedgerow.example/1", **fields: object) -> KnownRecord:
    return KnownRecord(path, key, **{"source": "hedgerow", "url": key, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url",
    [
        "http://hedgerow.example/bees",
        "https://www.hedgerow.example/bees/",
        "https://hedgerow.example/bees/index.html",
        "https://hedgerow.example/bees/amp",
        "https://hedgerow.example/bees/amp/",
        "https://amp.hedgerow.example/bees",
        "https://hedgerow.example/bees?outputType=amp",
        "https://hedgerow.example/bees?amp=1",
        "https://hedgerow.example/bees?amp",
        "https://HEDGEROW.example/bees",
    ],
)
def test_irrelevant_url_differences_are_ignored(url: str) -> None:
    assert loose_key(url) == "hedgerow.example/bees"


@pytest.mark.parametrize(
    "url",
    [
        "https://hedgerow.example/Bees",
        "https://hedgerow.example/bees?id=1",
        "https://hedgerow.example/bees/ampere",
        "https://hedgerow.example:8080/bees",
        "path:_news/a.md",
    ],
)
def test_other_differences_stay(url: str) -> None:
    assert loose_key(url) != "hedgerow.example/bees"


def test_the_query_of_amp_alone_goes() -> None:
    assert loose_key("https://a.example/x?id=1&amp=1&b=2") == "a.example/x?id=1&b=2"
    assert loose_key("https://a.example/x?example=1") == "a.example/x?example=1"


def test_a_guid_that_is_a_url_is_compared_as_one() -> None:
    assert guid_key("https://A.example/1?utm_source=x") == "https://a.example/1"
    assert guid_key("Tag:A") == "Tag:A"


def test_the_guid_wins_over_the_url() -> None:
    first, second = record("1.md", guid="g"), record("2.md", "https://hedgerow.example/2")
    index = KnownIndex([first, second])
    assert index.find(entry(2, guid="g")) == (first, "guid")
    assert index.find(entry(2, guid="g"), use_guid=False) == (second, "url")


def test_a_guid_of_another_source_says_nothing() -> None:
    index = KnownIndex([record(guid="g", source="quarry")])
    assert index.find(entry(2, guid="g")) is None


def test_the_url_matches_records_of_any_source() -> None:
    by_hand = record(source="")
    assert KnownIndex([by_hand]).find(entry(1, guid="new")) == (by_hand, "url")
    assert KnownIndex([by_hand]).find(entry(url="http://www.hedgerow.example/1/")) == (by_hand, "loose")


def test_a_record_without_a_guid_has_its_address_for_one() -> None:
    known = record()
    found = KnownIndex([known]).find(entry(url="https://new.example/x", guid="https://hedgerow.example/1"))
    assert found == (known, "guid")


def test_tombstones_match_only_records_of_their_source() -> None:
    mine, other = record(guid="g"), record("2.md", "https://quarry.example/1", source="quarry", guid="h")
    index = KnownIndex([mine, other])
    assert index.find_deleted("hedgerow", "g") == mine
    assert index.find_deleted("hedgerow", "h") is None
    assert index.find_deleted("hedgerow", "x", "https://hedgerow.example/1") == mine
    assert index.find_deleted("hedgerow", "x", "https://quarry.example/1") is None


def test_guids_are_repeated_if_their_urls_differ() -> None:
    assert has_repeated_guids([entry(1, guid="g"), entry(2, guid="g")])
    assert not has_repeated_guids([entry(1, guid="g"), entry(1, guid="g"), entry(2), entry(3)])


def test_a_title_is_matched_once_and_near_in_time() -> None:
    known = record(title="Weekly  Links", published=NOW)
    titles = TitleMatcher([known, record("w.md", title="Weekly links", withdrawn=True)])
    assert titles.take_near(entry(title="weekly links", days=3)) is None
    assert titles.take_near(entry(title="weekly links", days=None)) is None
    assert titles.take_near(entry(title="weekly-links", days=1)) == known
    assert titles.take_near(entry(title="weekly links", days=1)) is None


def test_the_title_of_a_series_says_nothing_without_a_date() -> None:
    titles = TitleMatcher(
        [
            record("1.md", title="Weekly links"),
            record("2.md", title="Weekly links"),
            record("3.md", title="Once"),
        ]
    )
    assert titles.take_any(entry(title="Weekly links")) is None
    assert titles.take_any(entry(title="once")) is not None
    assert titles.take_any(entry(title="once")) is None
