"""Items join the story of the closest item. Measured on labelled pairs of a real site that is not in the repository."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.model.item import Item, Publisher
from generator.model.settings import StorySettings
from generator.normalise.item import normalise
from generator.organise.sort_order import sort_newest_first
from generator.organise.stories.clusters import Clusters, closeness
from generator.organise.stories.features import StoryLanguages
from generator.organise.stories.finder import StoryFinder
from generator.read.record import read_record

NEWS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "powerapps" / "_news"
PAIRS = Path(__file__).with_name("powerapps_pairs.tsv")
NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


@pytest.fixture
def cluster(make_item: Callable[..., Item]) -> Callable[..., list[int]]:
    """Add items, each a title and the hours after noon, and return the first item of the story of each."""

    def run(*titles: tuple[str, float], hours: int = 48) -> list[int]:
        clusters, languages = Clusters(closeness(0.38, hours)), StoryLanguages("en")
        found = []
        for position, (title, after) in enumerate(titles):
            paper = Publisher(f"p{position}", f"p{position}.example")
            item = make_item(
                str(position), title=title, published=NOON + timedelta(hours=after), source=paper
            )
            found.append(clusters.add(position, languages.features(item)))
        return found

    return run


def test_an_item_joins_the_closest_story(cluster: Callable[..., list[int]]) -> None:
    assert cluster(
        ("Otters return to the river Adorf", 0),
        ("Badgers return to the forest Lunz", 1),
        ("Otters return to river after years", 2),
        ("The forest Lunz has badgers again", 3),
        ("Kestrels nest on the tower", 4),
    ) == [0, 1, 0, 1, 4]


def test_a_story_is_over_two_days_after_its_first_item(cluster: Callable[..., list[int]]) -> None:
    title = "Otters return to the river Adorf"
    assert cluster((title, 0), (title, 40), (title, 48), (title, 49), (title, 60)) == [0, 0, 0, 3, 3]
    assert cluster((title, 0), (title, 40), hours=39) == [0, 1]


def test_one_bridge_does_not_join_two_stories(cluster: Callable[..., list[int]]) -> None:
    """An item must be close to the first members of a story on average, not to one alone."""
    one, other = "Otters return to river Adorf", "Badgers leave forest Lunz"
    first = [(f"{one} mill{each}", 0.0) for each in "abcd"]
    assert cluster(*first, (f"{one} {other}", 1), (f"{other} again", 2))[-1] == 5


def test_the_first_date_of_all_is_no_fault(make_item: Callable[..., Item]) -> None:
    features = StoryLanguages("en").features(make_item("x", published=datetime.min.replace(tzinfo=UTC)))
    assert Clusters(closeness(0.38, 48)).add(0, features) == 0


def read_pairs() -> list[tuple[str, str, bool]]:
    lines = PAIRS.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(one, other, label == "1") for one, other, label in rows]


def test_there_are_enough_pairs_of_both_kinds() -> None:
    labels = [label for *_, label in read_pairs()]
    assert len(labels) >= 200
    assert 0.3 < sum(labels) / len(labels) < 0.7


def read_news() -> list[Item]:
    items: list[Item] = []
    for file in sorted(NEWS.glob("*.md")):
        reading = read_record(f"_news/{file.name}", file.read_bytes())
        item = normalise(reading.record)[0] if reading.record else None
        items += [item] if item else []
    return items


@pytest.mark.skipif(not NEWS.is_dir(), reason="no real records at ../shared/data/powerapps")
def test_stories_of_a_real_site_are_right_and_most_are_found() -> None:
    items = sort_newest_first(read_news())
    found = StoryFinder().find(items, StorySettings(), "en", ())
    story_of = {items[row].path: number for number, story in enumerate(found) for row in story}
    pairs = [
        (story_of.get(f"_news/{one}", -1) == story_of.get(f"_news/{other}", -2), label)
        for one, other, label in read_pairs()
    ]
    right = sum(together and label for together, label in pairs)
    assert right >= 0.95 * sum(together for together, _ in pairs)
    assert right >= 0.68 * sum(label for _, label in pairs)
