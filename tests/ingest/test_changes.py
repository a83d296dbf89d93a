"""What becomes of entries, from visit to visit: unit cases, and the laws that hold for any sequence."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest.identity import loose_key
from generator.ingest.record_text import withdraw_record
from generator.model.ingest import Entry, EntryImage, SourceVisit, Tombstone
from tests.ingest.kit import NOW, Folder, entry, source, verdicts, visit


def test_a_second_visit_changes_nothing() -> None:
    folder = Folder()
    assert verdicts(folder.fetch(visit(entry(1), entry(2)))[0]) == ["new", "new"]
    assert verdicts(folder.fetch(visit(entry(1), entry(2)))[0]) == ["known", "known"]


def test_the_first_source_keeps_an_item() -> None:
    folder = Folder()
    first, second = folder.fetch(visit(entry(1)), visit(entry(1), entry(2), of=source("quarry")))
    assert (verdicts(first), verdicts(second)) == (["new"], ["elsewhere", "new"])
    assert verdicts(folder.fetch(visit(entry(1), of=source("quarry")))[0]) == ["elsewhere"]


def test_the_same_url_twice_in_a_body_is_one_item() -> None:
    (changes,) = Folder().fetch(visit(entry(1), entry(1), entry(url="http://www.hedgerow.example/1/")))
    assert verdicts(changes) == ["new", "repeated", "repeated"]


def test_a_known_guid_at_a_new_url_is_a_moved_address() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, guid="g")))
    (changes,) = folder.fetch(visit(entry(url="https://new.example/1", guid="g", title="The title of 1")))
    assert verdicts(changes) == ["moved"]
    assert "https://hedgerow.example/1" in changes.verdicts[0].reason
    assert folder.keys() == {"https://hedgerow.example/1"}


def test_repeated_guids_say_nothing() -> None:
    folder = Folder()
    entries = [entry(number, guid="same") for number in range(3)]
    assert verdicts(folder.fetch(visit(*entries))[0]) == ["new"] * 3
    assert verdicts(folder.fetch(visit(*entries))[0]) == ["known"] * 3


@pytest.mark.parametrize(
    ("days", "verdict"), [(-0.04, "new"), (-0.05, "held"), (-6.9, "held"), (-8, "new"), (0, "new")]
)
def test_dates_ahead_are_taken_held_or_dropped(days: float, verdict: str) -> None:
    folder = Folder()
    (changes,) = folder.fetch(visit(entry(1, days=days)))
    assert verdicts(changes) == [verdict]
    assert all(
        record.published is None or record.published <= NOW + timedelta(hours=1) for record in folder.known()
    )


def test_a_held_entry_comes_by_itself() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, days=-2)))
    assert folder.files == {}
    (changes,) = folder.fetch(visit(entry(1, days=-2)), now=NOW + timedelta(days=2))
    assert verdicts(changes) == ["new"]


def test_an_undated_entry_has_the_hour_of_its_visit_unless_the_source_is_new() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, days=None)))
    folder.fetch(visit(entry(2, days=None), entry(1, days=None)))
    dates = {record.key: record.published for record in folder.known()}
    assert dates["https://hedgerow.example/1"] is None
    assert dates["https://hedgerow.example/2"] == NOW.replace(minute=0)
    assert sorted(folder.files) == [
        "_news/2026/11/2026-11-10-the-title-of-2.md",
        "_news/undated/the-title-of-1.md",
    ]


def test_a_date_once_written_never_changes() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, days=2)))
    before = dict(folder.files)
    folder.fetch(visit(entry(1, days=1)))
    assert folder.files == before


def test_edits_of_a_source_are_taken() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, excerpt="One.")))
    (changes,) = folder.fetch(
        visit(
            entry(1, title="Another title", excerpt="Two.", images=(EntryImage("https://a.example/i.jpg"),))
        )
    )
    assert verdicts(changes) == ["updated"]
    (record,) = folder.known()
    assert (record.title, record.excerpt, record.image) == (
        "Another title",
        "Two.",
        "https://a.example/i.jpg",
    )
    assert record.path == "_news/2026/11/2026-11-09-the-title-of-1.md"


def test_another_source_changes_nothing_of_a_record() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1)))
    before = dict(folder.files)
    folder.fetch(visit(entry(1, title="Their own title"), of=source("quarry")))
    assert folder.files == before


def test_the_same_title_at_the_same_time_is_the_same_item() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, title="Bees, counted", guid="a")))
    (changes,) = folder.fetch(visit(entry(2, title="BEES, counted", guid="b", days=1.5)))
    assert verdicts(changes) == ["moved"]
    (changes,) = folder.fetch(visit(entry(3, title="Bees, counted", guid="c", days=4)))
    assert verdicts(changes) == ["new"]


def test_two_items_of_one_title_are_two_while_both_are_in_the_feed() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, title="Weekly links")))
    assert verdicts(
        folder.fetch(visit(entry(2, title="Weekly links"), entry(1, title="Weekly links")))[0]
    ) == ["new", "known"]


def renamed(number: int, days: float | None) -> Entry:
    return entry(
        url=f"https://new.example/{number}", guid=f"new-{number}", title=f"The title of {number}", days=days
    )


@pytest.mark.parametrize("days", [20, None])
def test_a_source_that_renames_all_it_has_brings_nothing(days: float | None) -> None:
    folder = Folder()
    folder.fetch(visit(*[entry(number, guid=f"old-{number}", days=number) for number in range(1, 8)]))
    fresh = entry(url="https://new.example/fresh", title="Something fresh", days=0.1)
    (changes,) = folder.fetch(visit(fresh, *[renamed(number, days) for number in range(1, 8)]))
    assert verdicts(changes) == ["new"] + ["renamed"] * 7
    assert changes.renamed_itself


def test_a_series_of_one_title_is_no_renamed_source() -> None:
    folder = Folder()
    folder.fetch(visit(*[entry(number, title="Daily digest", days=20 - number) for number in range(6)]))
    (changes,) = folder.fetch(
        visit(*[entry(number, title="Daily digest", days=13 - number) for number in range(6, 12)])
    )
    assert verdicts(changes) == ["new"] * 6


def test_a_tombstone_withdraws_for_ever() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, guid="g"), entry(2, guid="h")))
    (changes,) = folder.fetch(
        visit(entry(2, guid="h"), tombstones=(Tombstone("g"), Tombstone("h"), Tombstone("x")))
    )
    assert len(changes.changes) == 1
    assert [record.withdrawn for record in sorted(folder.known(), key=lambda each: each.key)] == [True, False]
    assert verdicts(folder.fetch(visit(entry(1, guid="g")))[0]) == ["withdrawn"]


def test_settings_of_the_source_are_written() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1), of=source(folder="_items/small", quality=70, published=False)))
    ((path, text),) = folder.files.items()
    assert path.startswith("_items/small/2026/11/")
    assert "\nquality: 70\npublished: false\nsource: hedgerow\n" in text


def version(number: int, **fields: Any) -> Entry:
    """A version of a changelog that is one page."""
    values = {"url": "https://hedgerow.example/log", "guid": f"v{number}", "anchor": f"v{number}", **fields}
    return entry(title=f"Version {number}", days=20 - number, **values)


@pytest.mark.parametrize("guid", [{}, {"guid": ""}])
def test_entries_that_differ_in_all_but_their_page_are_items_of_their_own(guid: dict[str, str]) -> None:
    folder = Folder()
    assert verdicts(folder.fetch(visit(version(3, **guid), version(2, **guid)))[0]) == ["new", "new"]
    before = dict(folder.files)
    (changes,) = folder.fetch(visit(version(4, **guid), version(3, **guid), version(2, **guid)))
    assert verdicts(changes) == ["new", "known", "known"]
    assert verdicts(folder.fetch(visit(version(5, **guid)))[0]) == ["new"]
    assert verdicts(folder.fetch(visit(version(4, **guid), of=source("quarry")))[0]) == ["elsewhere"]
    assert {path: folder.files[path] for path in before} == before
    assert folder.keys() == {f"https://hedgerow.example/log#v{number}" for number in (2, 3, 4, 5)}


@pytest.mark.parametrize("guid", [{}, {"guid": ""}])
@pytest.mark.parametrize("later", [(4,), (4, 3), (3, 4)])
def test_a_changelog_may_begin_with_one_version(later: tuple[int, ...], guid: dict[str, str]) -> None:
    folder = Folder()
    folder.fetch(visit(version(3, **guid)))
    before = dict(folder.files)
    expected = ["new" if number == 4 else "known" for number in later]
    assert verdicts(folder.fetch(visit(*[version(each, **guid) for each in later]))[0]) == expected
    assert {path: folder.files[path] for path in before} == before
    assert sorted(record.title for record in folder.known()) == ["Version 3", "Version 4"]
    folder.fetch(visit(*[version(each, **guid) for each in later]))
    assert len(folder.files) == 2


def test_a_forgotten_version_and_a_forgotten_page_stay_away() -> None:
    folder = Folder()
    folder.fetch(visit(version(3), version(2)))
    folder.forget(next(path for path in folder.files if "version-3" in path))
    (changes,) = folder.fetch(visit(version(4), version(3), version(2)))
    assert verdicts(changes) == ["new", "withdrawn", "known"]
    folder = Folder()
    folder.files["_news/a.md"] = withdraw_record("https://hedgerow.example/log")
    assert verdicts(folder.fetch(visit(version(4), version(3)))[0]) == ["withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"guid": "g", "anchor": "comments"}, {"guid": "g"}),
        ({"guid": "g"}, {"guid": "h", "anchor": "comments", "title": "The title of 1"}),
        ({"guid": "g", "anchor": "atom"}, {"guid": "h", "anchor": "atom", "title": "Another title"}),
    ],
)
def test_marks_of_a_feed_make_no_second_item(first: dict[str, Any], second: dict[str, Any]) -> None:
    folder = Folder()
    (changes,) = folder.fetch(visit(entry(1, **first), entry(1, **second), entry(2, anchor="atom")))
    assert verdicts(changes) == ["new", "repeated", "new"]
    assert changes.verdicts[1].reason == "the same URL as “The title of 1”"
    assert folder.keys() == {"https://hedgerow.example/1", "https://hedgerow.example/2"}


def test_a_record_is_not_changed_by_an_entry_with_another_guid() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, guid="a")))
    before = dict(folder.files)
    (changes,) = folder.fetch(visit(entry(1, guid="b", title="Something else")))
    assert verdicts(changes) == ["repeated"]
    assert "“The title of 1”, which has another guid" in changes.verdicts[0].reason
    both = visit(entry(1, guid="b", title="Something else"), entry(1, guid="a"))
    assert verdicts(folder.fetch(both)[0]) == ["repeated", "known"]
    assert verdicts(folder.fetch(visit(entry(1, guid="b", excerpt="Other words.")))[0]) == ["known"]
    assert folder.files == before


def test_names_of_files_do_not_clash() -> None:
    folder = Folder()
    folder.fetch(visit(*[entry(number, title="The same title") for number in range(4)]))
    assert len(folder.files) == 4


# The laws of any sequence. A cache is not passed to the functions at all, so its loss is nothing to them (law a).

NUMBERS = st.integers(0, 12)
ENTRIES = st.builds(
    lambda number, days, guid, title, undated, anchor: entry(
        number,
        anchor=anchor,
        days=None if undated else days,
        guid=["", f"guid-{number}", "shared"][guid],
        title=["A weekly title", f"The title of {number}"][title],
    ),
    NUMBERS,
    st.sampled_from([-8, -3, -0.01, 0.5, 1, 2, 5, 10, 29, 31]),
    st.integers(0, 2),
    st.integers(0, 1),
    st.booleans(),
    st.sampled_from(["", "", "a", "b"]),
)
BODIES = st.lists(ENTRIES, max_size=9)
SETTINGS = st.fixed_dictionaries(
    {"first_items": st.sampled_from([0, 2, 10]), "max_age": st.sampled_from([0, 30])}
)


@given(st.lists(BODIES, max_size=4), SETTINGS)
@settings(max_examples=80)
def test_visiting_twice_is_visiting_once(bodies: list[list[Entry]], chosen: dict[str, Any]) -> None:
    folder = Folder()
    for number, body in enumerate(bodies):
        now = NOW + timedelta(hours=number)
        folder.fetch(visit(*body, of=source(**chosen)), now=now)
        before = dict(folder.files)
        folder.fetch(visit(*body, of=source(**chosen)), now=now)
        assert folder.files == before


@given(st.lists(BODIES, min_size=1, max_size=4), SETTINGS)
@settings(max_examples=80)
def test_no_key_is_there_twice_and_none_goes(bodies: list[list[Entry]], chosen: dict[str, Any]) -> None:
    folder = Folder()
    before: set[str] = set()
    for number, body in enumerate(bodies):
        folder.fetch(visit(*body, of=source(**chosen)), now=NOW + timedelta(hours=number))
        keys = [loose_key(record.key) for record in folder.known()]
        assert len(keys) == len({*keys})
        assert before <= {*keys}
        before = {*keys}


@given(BODIES, BODIES, SETTINGS)
@settings(max_examples=80)
def test_no_date_is_later_than_an_hour_from_now(
    first: list[Entry], second: list[Entry], chosen: dict[str, Any]
) -> None:
    folder = Folder()
    for number, body in enumerate([first, second]):
        now = NOW + timedelta(days=number)
        folder.fetch(visit(*body, of=source(**chosen)), now=now)
        assert all(
            record.published is None or record.published <= now + timedelta(hours=1)
            for record in folder.known()
        )


@given(BODIES, BODIES, st.integers(0, 9), st.sampled_from(["title", "body", "comment"]))
@settings(max_examples=80)
def test_a_hand_edited_record_stays_as_it_is(
    first: list[Entry], second: list[Entry], which: int, how: str
) -> None:
    folder = Folder()
    folder.fetch(visit(*first))
    if not folder.files:
        return
    path = sorted(folder.files)[which % len(folder.files)]
    edit = {
        "title": ("title: ", 'title: "Mine"\nname: '),
        "body": ("\n---\n", "\n---\nMine.\n"),
        "comment": ("type:", "# mine\ntype:"),
    }
    folder.files[path] = folder.files[path].replace(*edit[how], 1)
    before = folder.files[path]
    changed = [entry(number, title=f"Edited {number}") for number in range(13)]
    for body in (second, changed):
        folder.fetch(visit(*body))
        assert folder.files[path] == before


def of(id: str, body: list[Entry], chosen: dict[str, Any]) -> SourceVisit:
    return visit(*body, of=source(id, **chosen))


@given(st.lists(BODIES, min_size=2, max_size=3), BODIES, SETTINGS)
@settings(max_examples=80)
def test_the_order_of_sources_does_not_change_which_items_exist(
    bodies: list[list[Entry]], before: list[Entry], chosen: dict[str, Any]
) -> None:
    forth, back = Folder(), Folder()
    visits = [of(f"source-{number}", body, chosen) for number, body in enumerate(bodies)]
    for folder, order in ((forth, visits), (back, visits[::-1])):
        folder.fetch(of("source-0", before, chosen))
        folder.fetch(*order)
    assert {loose_key(record.key) for record in forth.known()} == {
        loose_key(record.key) for record in back.known()
    }


@given(BODIES, SETTINGS)
@settings(max_examples=80)
def test_new_guids_for_all_bring_no_new_record(body: list[Entry], chosen: dict[str, Any]) -> None:
    folder = Folder()
    folder.fetch(visit(*body, of=source(**chosen)))
    before = folder.keys()
    fresh = [
        entry(
            url=each.url,
            title=each.title,
            guid=f"fresh-{place}",
            days=None if each.published is None else (NOW - each.published) / timedelta(days=1),
        )
        for place, each in enumerate(body)
    ]
    folder.fetch(visit(*fresh, of=source(**chosen)))
    assert folder.keys() == before


@given(BODIES, st.integers(0, 9))
@settings(max_examples=80)
def test_forgotten_records_do_not_come_back(body: list[Entry], which: int) -> None:
    folder = Folder()
    folder.fetch(visit(*body))
    if not folder.files:
        return
    path = sorted(folder.files)[which % len(folder.files)]
    folder.forget(path)
    before = dict(folder.files)
    folder.fetch(visit(*body))
    assert folder.files == before
