"""Topics that rules would give now are added behind those that are there."""

from generator.ingest.retopic import find_missing_topics
from generator.ingest.topics import TopicMatcher
from generator.model.ingest import KnownRecord
from generator.model.site_data import TopicInfo
from tests.ingest.kit import source

TOPICS = TopicMatcher(
    [TopicInfo("Bees", 0, keywords=("bee",)), TopicInfo("Weather", 1, categories=("rain",))]
)


def record(**fields: object) -> KnownRecord:
    given = {"source": "hedgerow", "fetched": "1" * 10, "title": "A bee", **fields}
    return KnownRecord("a.md", "https://a.example/", "https://a.example/", **given)  # type: ignore[arg-type]


def missing(each: KnownRecord) -> list[tuple[str, ...]]:
    return [topics for _, topics in find_missing_topics([each], [source(topics=("Own",))], TOPICS)]


def test_missing_topics_come_behind_the_others() -> None:
    assert missing(record(topics=("Mine",), tags=("Rain",))) == [("Mine", "Own", "Bees", "Weather")]


def test_nothing_is_taken_away() -> None:
    assert missing(record(title="None", topics=("own", "Bees"))) == []


def test_only_fetched_records_of_sources_that_are_there() -> None:
    assert (
        missing(record(fetched="")) == missing(record(source="gone")) == missing(record(withdrawn=True)) == []
    )
