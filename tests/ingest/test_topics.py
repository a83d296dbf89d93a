"""Topics: the source's, then mapped categories, then those of topic files, each once."""

from pathlib import Path
from typing import Any

import pytest

from generator.ingest.topics import TopicMatcher
from generator.model.ingest import TopicMatch
from generator.model.record import Record
from generator.model.site_data import TopicInfo
from generator.normalise.item import normalise
from generator.normalise.site_data import normalise_topic
from generator.read.files import read_file
from generator.read.record import read_record, read_site_data
from generator.read.scan import scan_content
from tests.ingest.kit import entry, source

SHARED = Path(__file__).parents[3] / "shared" / "data" / "powerapps"


def topic(name: str, **fields: Any) -> TopicInfo:
    return TopicInfo(name, 0, **fields)


def names(topics: list[TopicInfo], settings: dict[str, Any] | None = None, **fields: Any) -> list[str]:
    decision = TopicMatcher(topics).decide(entry(**fields), source(**(settings or {})))
    return [match.topic for match in decision.matches]


BEES = topic("Bees", keywords=("bee", "honey bee"), hashtags=("#Beekeeping",))


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({"keywords": ("bee",)}, True),
        ({"hashtags": ("#Bee",)}, True),
        ({"keywords": ("wasp",)}, False),
        ({"all": ("bee", "hive")}, True),
        ({"all": ("bee", "wasp")}, False),
        ({"keywords": ("bee",), "all": ("hive",)}, True),
        ({"keywords": ("wasp",), "all": ("hive",)}, False),
        ({"keywords": ("bee",), "none": ("hive",)}, False),
        ({"keywords": ("bee",), "none": ("wasp",)}, True),
        ({"none": ("wasp",)}, False),
        ({"keywords": ("queen",)}, False),
        ({"keywords": ("queen",), "match": "text"}, True),
        ({"keywords": ("bee",), "none": ("queen",)}, True),
        ({"keywords": ("bee",), "none": ("queen",), "match": "text"}, False),
        ({"categories": ("insects",)}, True),
        ({"categories": ("Insect",)}, False),
        ({"categories": ("Insects",), "none": ("hive",)}, False),
        ({}, False),
    ],
)
def test_what_a_topic_file_says_decides(fields: dict[str, Any], met: bool) -> None:
    found = names(
        [topic("T", **fields)], title="A bee in the hive", excerpt="The queen", categories=("Insects",)
    )
    assert found == (["T"] if met else [])


def test_topics_have_their_order_and_reason_and_are_there_once() -> None:
    settings: dict[str, Any] = {
        "topics": ("Small Things", "bees"),
        "categories": (("Local weather", "Weather"), ("Rain", "Weather")),
    }
    matcher = TopicMatcher([BEES, topic("Hives", keywords=("hive",))])
    found = entry(title="A honey-bee in the hive", categories=("rain", "local weather"))
    assert matcher.decide(found, source(**settings)).matches == (
        TopicMatch("Small Things", "source"),
        TopicMatch("bees", "source"),
        TopicMatch("Weather", "category: rain"),
        TopicMatch("Hives", "hive"),
    )


def test_a_phrase_is_the_reason() -> None:
    (match,) = TopicMatcher([BEES]).decide(entry(title="On Honey Bee life"), source()).matches
    assert match in (TopicMatch("Bees", "honey bee"), TopicMatch("Bees", "bee"))


def test_a_category_can_drop_an_entry() -> None:
    decision = TopicMatcher([]).decide(entry(categories=("SPORT",)), source(categories=(("Sport", ""),)))
    assert (decision.dropped, decision.reason) == (True, "category SPORT")


def test_without_a_topic_an_entry_may_be_dropped() -> None:
    matcher = TopicMatcher([BEES])
    assert matcher.decide(entry(title="A wasp"), source(unmatched="drop")).reason == "no topic"
    assert not matcher.decide(entry(title="A wasp"), source()).dropped
    assert not matcher.decide(entry(title="A bee"), source(unmatched="drop")).dropped


def test_categories_that_map_to_nothing_are_tags() -> None:
    matcher = TopicMatcher([topic("T", categories=("Insects",))])
    found = entry(
        categories=("#Hives", "hives", "Insects", "Mapped", "x" * 41, *[f"c{number}" for number in range(20)])
    )
    tags = matcher.decide(found, source(categories=(("mapped", "M"),))).tags
    assert tags == ("Hives", *[f"c{number}" for number in range(9)])


def test_the_fields_of_a_topic_file_are_read() -> None:
    fields = {"name": "T", "all": ["a"], "none": ["b"], "categories": ["c"], "match": "text"}
    info, problems = normalise_topic(Record("_data/topics/1.yaml", "data", fields, "", ""))
    assert info is not None
    assert (info.all, info.none, info.categories, info.match, problems) == (
        ("a",),
        ("b",),
        ("c",),
        "text",
        (),
    )
    wrong = Record("_data/topics/1.yaml", "data", {"name": "T", "match": "url"}, "", "")
    info, problems = normalise_topic(wrong)
    assert info is not None
    assert (info.match, problems[0].field) == ("title", "match")


@pytest.mark.slow
def test_the_topics_of_real_records_are_found() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data is not here")
    listing = scan_content(SHARED)
    read = [
        normalise_topic(found)[0]
        for file in listing.topics
        if (found := read_site_data(file.path, bytes_of(file)).record)
    ]
    matcher = TopicMatcher(sorted([each for each in read if each], key=lambda each: each.order))
    right = wrong = missed = 0
    for file in [each for each in listing.records if each.path.startswith(("_news", "_learning"))]:
        record = read_record(file.path, bytes_of(file)).record
        item = normalise(record)[0] if record else None
        if item is None or not item.topics:
            continue
        known = entry(title=item.title, excerpt=item.excerpt)
        met = {match.topic for match in matcher.decide(known, source(topics=("Power Apps",))).matches}
        right, wrong, missed = (
            right + len(met & {*item.topics}),
            wrong + len(met - {*item.topics}),
            missed + len({*item.topics} - met),
        )
    assert right / (right + wrong) >= 0.99
    assert right / (right + missed) >= 0.99


def bytes_of(file: Any) -> bytes:
    data = read_file(SHARED, file)
    assert isinstance(data, bytes)
    return data
