from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item, RelatedLink
from generator.model.settings import ListSettings, Settings

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


def reference(name: str, key: str = "", url: str = "") -> RelatedLink:
    address = f"https://a.example/{name}"
    return RelatedLink(key or address, name, url or address)


def sidebar(catalogue: Catalogue, name: str) -> list[str]:
    """Return the sidebar of an item: names of the site's items, addresses of others."""
    names = [item.path[6:-3] for item in catalogue.items]
    return [
        names[each.row] if each.row is not None else each.elsewhere.url if each.elsewhere else "nothing"
        for each in catalogue.related[names.index(name)]
    ]


def limited(places: int) -> Settings:
    return Settings(lists=ListSettings(related=places))


def test_a_records_own_entries_come_first_and_in_their_order(make_item: MakeItem, arrange: Arrange) -> None:
    title = "Falcon rocket lands on barge"
    items = [
        make_item("one", title=title, related=(reference("far"), reference("unlike"))),
        make_item("unlike", title="Baking bread"),
        make_item("like", title="Falcon rocket lands on barge again"),
    ]
    catalogue, _ = arrange(items)
    assert sidebar(catalogue, "one") == ["https://a.example/far", "unlike", "like"]


@pytest.mark.parametrize(
    ("related", "expected"),
    [
        ((reference("one"),), []),
        ((reference("x", url="https://a.example/one"),), []),
        ((reference("two"), reference("two")), ["two"]),
        ((reference("two"), reference("x", url="https://a.example/two")), ["two"]),
        ((reference("x", key="https://m.example/two"),), ["two"]),
        ((reference("far"), reference("far")), ["https://a.example/far"]),
        ((reference("gone"),), []),
        ((reference("x", url="https://a.example/gone"),), []),
        ((reference("x", key="https://m.example/gone"),), []),
        ((reference("draft"),), ["https://a.example/draft"]),
        ((reference("twin"), reference("two")), ["two"]),
    ],
    ids=[
        "itself",
        "itself by address",
        "twice",
        "twice by address",
        "by its other address",
        "twice elsewhere",
        "withdrawn",
        "withdrawn by address",
        "withdrawn by its other address",
        "a draft is known to its source only",
        "a duplicate",
    ],
)
def test_own_entries_leave_out_the_item_itself_repeats_and_what_is_withdrawn(
    make_item: MakeItem, arrange: Arrange, related: tuple[RelatedLink, ...], expected: list[str]
) -> None:
    key = "https://a.example/twin"
    items = [
        make_item("one", title="Alpha", related=related),
        make_item(
            "two",
            title="Beta",
            web_url="https://m.example/two",
            key=key if "twin" in str(related) else "https://a.example/two",
        ),
        make_item("gone", title="Gamma", status="withdrawn", web_url="https://m.example/gone"),
        make_item("draft", title="Delta", status="draft"),
    ]
    assert sidebar(arrange(items)[0], "one") == expected


def test_a_sidebar_has_no_more_places_than_the_settings_say(make_item: MakeItem, arrange: Arrange) -> None:
    items = [
        make_item(str(number), title=f"Quantum computing chips {'abcdefghij'[number] * 4}")
        for number in range(10)
    ]
    items.append(make_item("own", title="Other", related=tuple(reference(str(n)) for n in range(8))))
    for places in (0, 3, 5):
        catalogue, _ = arrange(items, settings=limited(places))
        assert {len(each) for each in catalogue.related} == {places}


@pytest.mark.parametrize(
    ("one", "topics", "other", "topics_of_other", "related"),
    [
        ("Falcon rocket launch", (), "Falcon rocket landing", (), True),
        ("Falcon rocket launch", (), "Baking sourdough bread", (), False),
        ("Short news", ("AI",), "Other thing", ("AI",), True),
        ("Short news", ("AI",), "Other thing", ("Bees",), False),
        ("The new way how", (), "The new way how", (), False),
        (
            "Apples pears plums grapes figs dates limes",
            (),
            "Apples nuts seeds beans maize wheat oats",
            (),
            False,
        ),
    ],
)
def test_items_are_related_by_words_of_the_title_and_topics(
    make_item: MakeItem,
    arrange: Arrange,
    one: str,
    topics: tuple[str, ...],
    other: str,
    topics_of_other: tuple[str, ...],
    related: bool,
) -> None:
    items = [
        make_item("one", title=one, topics=topics),
        make_item("two", title=other, topics=topics_of_other),
    ]
    catalogue, _ = arrange(items)
    assert sidebar(catalogue, "one") == (["two"] if related else [])
    assert sidebar(catalogue, "two") == (["one"] if related else [])


def test_words_of_topic_names_do_not_count_as_similar(make_item: MakeItem, arrange: Arrange) -> None:
    titles = {"one": "Power Apps forms explained", "forms": "Styling forms", "noise": "Power Apps everywhere"}
    items = [make_item(name, title=title, topics=("Power Apps",)) for name, title in titles.items()]
    assert sidebar(arrange(items)[0], "one") == ["forms", "noise"]


def test_of_items_equally_alike_promoted_then_nearest_in_time_then_first_keys_come_first(
    make_item: MakeItem, arrange: Arrange
) -> None:
    def like(name: str, **fields: object) -> Item:
        return make_item(name, title=f"Falcon rocket {name}", **fields)

    items = [
        make_item("one", title="Falcon rocket"),
        like("undatedd", published=None),
        like("farr", published=NOON - timedelta(days=9)),
        like("nearr", published=NOON + timedelta(days=2)),
        like("keyb", key="b"),
        like("keya", key="a"),
        like("unpromoted", promoted=False),
    ]
    expected = ["keya", "keyb", "nearr", "farr", "undatedd", "unpromoted"]
    assert sidebar(arrange(items, settings=limited(9))[0], "one") == expected


def test_one_headline_stands_once_in_a_sidebar(make_item: MakeItem, arrange: Arrange) -> None:
    items = [make_item(f"copy{number:02}", title="Falcon rocket lands") for number in range(15)]
    items.append(make_item("two", title="Falcon rocket explodes", published=NOON - timedelta(days=1)))
    items.append(make_item("named", title="Falcon Rocket", related=(reference("copy07"),)))
    catalogue, _ = arrange(items)
    titles = [
        [catalogue.items[each.row].title.casefold() for each in places if each.row is not None]
        for places in catalogue.related
    ]
    assert all(len(set(each)) == len(each) for each in titles)
    for places in (
        2,
        5,
    ):  # with two places, the best candidates are all of the headline that is there already
        assert sidebar(arrange(items, settings=limited(places))[0], "named") == ["copy07", "two"]
    assert "falcon rocket lands" in titles[0], "the same story from another provider is of use, once"


def test_an_endless_title_takes_no_longer_than_a_long_one(make_item: MakeItem, arrange: Arrange) -> None:
    endless = " ".join(f"word{number}" for number in range(5000))
    items = [make_item(str(number), title=f"{endless} {number}") for number in range(200)]
    catalogue, _ = arrange(items)
    assert all(len(places) <= 5 for places in catalogue.related)
