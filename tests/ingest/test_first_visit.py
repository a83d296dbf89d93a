"""Which entries are too old: nothing of it is kept anywhere but in the records."""

import pytest

from generator.ingest.first_visit import newest_first
from tests.ingest.kit import Folder, entry, source, verdicts, visit


def test_entries_are_sorted_by_date_and_undated_ones_stay_behind_their_neighbours() -> None:
    entries = [entry(1, 0, days=3), entry(2, 1, days=None), entry(3, 2, days=1), entry(4, 3, days=1)]
    assert [each.position for each in newest_first(entries)] == [2, 3, 0, 1]


def test_at_the_first_visit_the_newest_are_taken() -> None:
    folder = Folder()
    entries = [entry(number, days=number) for number in range(1, 21)]
    (changes,) = folder.fetch(visit(*entries, of=source(first_items=5)))
    assert verdicts(changes) == ["new"] * 5 + ["old"] * 15
    assert "not among the newest 5" in changes.verdicts[9].reason


@pytest.mark.parametrize("days", [None, 1, "rising"])
def test_the_rest_does_not_come_at_later_visits_and_new_ones_do(days: object) -> None:
    folder, of = Folder(), source(first_items=5)

    def body(first: int) -> list[object]:
        ages = {number: 25 - number if days == "rising" else days for number in range(30)}
        return [entry(number, days=ages[number]) for number in range(first, -1, -1)]  # type: ignore[arg-type]

    folder.fetch(visit(*body(20), of=of))  # type: ignore[arg-type]
    (again,) = folder.fetch(visit(*body(20), of=of))  # type: ignore[arg-type]
    assert again.changes == ()
    (later,) = folder.fetch(visit(*body(23), of=of))  # type: ignore[arg-type]
    assert verdicts(later)[:4] == ["new", "new", "new", "known"]
    assert len(later.changes) == 3


def test_existing_records_count_at_the_first_visit() -> None:
    folder, of = Folder(), source(first_items=4)
    entries = [entry(number, days=number) for number in range(1, 11)]
    folder.fetch(visit(*entries[:2], of=source("quarry")))
    (first,) = folder.fetch(visit(*entries, of=of))
    assert verdicts(first) == ["elsewhere"] * 2 + ["new"] * 2 + ["old"] * 6
    assert folder.fetch(visit(*entries, of=of))[0].changes == ()


def test_a_small_feed_may_date_an_entry_back() -> None:
    folder = Folder()
    folder.fetch(visit(entry(1, days=2), entry(2, days=3)))
    (changes,) = folder.fetch(visit(entry(1, days=2), entry(2, days=3), entry(3, days=5)))
    assert verdicts(changes) == ["known", "known", "new"]


def test_old_entries_are_not_taken() -> None:
    (changes,) = Folder().fetch(visit(entry(1, days=31), entry(2, days=29), entry(3, days=None)))
    assert verdicts(changes) == ["old", "new", "new"]
    assert changes.verdicts[0].reason == "older than 30 days"
    (changes,) = Folder().fetch(visit(entry(1, days=3100), of=source(max_age=0, first_items=0)))
    assert verdicts(changes) == ["new"]


def test_without_a_limit_all_are_taken() -> None:
    entries = [entry(number, days=1) for number in range(40)]
    (changes,) = Folder().fetch(visit(*entries, of=source(first_items=0)))
    assert len(changes.changes) == 40
