"""Reserved paths, redirects and errors that follow from a ledger."""

from collections.abc import Callable

import pytest

from generator.base.problem import Problem
from generator.base.tag_uri import build_tag_uri
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.ledger import NO_LEDGER, Ledger, LedgerEntry, Redirect
from generator.organise.ledger_paths import (
    NO_RESERVED_PATHS,
    extend_ledger,
    find_lost_paths,
    plan_redirects,
    reserve_paths,
    with_ledger_keys,
)

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

DAY = "2026-11-20"
AUTHORITY = "a.example,2026"


def entry(
    *paths: str, first_seen: str = DAY, now: str = "", gone: bool = False, leads: str = ""
) -> LedgerEntry:
    return LedgerEntry(first_seen, paths, now, gone or bool(leads), leads)


def test_without_a_ledger_nothing_is_reserved() -> None:
    assert reserve_paths(NO_LEDGER, {"a"}) is NO_RESERVED_PATHS
    assert NO_RESERVED_PATHS.path_for("a") == ""
    assert NO_RESERVED_PATHS.allows("course/a", "a")


@pytest.mark.parametrize(
    ("line", "present", "is_reserved"),
    [
        (entry("course/A"), {"k"}, True),
        (entry("course/A"), set(), False),  # no record: the path is free
        (entry("course/A", gone=True), set(), True),
        (entry("course/A", leads="course/b/"), set(), True),
        (entry("course/other", "course/A"), {"k"}, True),  # an earlier path
    ],
)
def test_a_path_is_reserved_for_its_item(line: LedgerEntry, present: set[str], is_reserved: bool) -> None:
    reserved = reserve_paths(Ledger({"k": line}), present)
    assert reserved.allows("Course/a", "k")
    assert reserved.allows("course/a", "another") is not is_reserved


@pytest.mark.parametrize("keys", [("old", "new"), ("new", "old")])
def test_a_path_of_two_lines_stays_with_the_item_that_was_seen_first(keys: tuple[str, str]) -> None:
    lines = {"old": entry("course/a", first_seen="2026-01-01"), "new": entry("course/a")}
    reserved = reserve_paths(Ledger({key: lines[key] for key in keys}), {"old", "new"})
    assert (reserved.path_for("old"), reserved.path_for("new")) == ("course/a", "")


def test_an_item_with_a_new_url_keeps_its_key(make_item: MakeItem) -> None:
    items = [make_item("one", key="new"), make_item("two", key="other")]
    ledger = Ledger({"old": entry("course/a", now="new")})
    assert [item.key for item in with_ledger_keys(items, ledger)] == ["old", "other"]
    assert with_ledger_keys(items, Ledger({"old": entry("course/a")})) is items


def test_earlier_paths_and_paths_of_removed_items_are_redirected(make_item: MakeItem) -> None:
    lines = {
        "k": entry("course/now", "course/before"),
        "gone": entry("course/gone", leads="course/step/"),
        "step": entry("course/step", leads="https://b.example/"),
        "round": entry("course/round", leads="course/round/"),
    }
    reserved = reserve_paths(Ledger(lines), {"k"})
    assert list(plan_redirects(reserved, [make_item("one", key="k")], ["course/now"])) == [
        Redirect("course/before", "one", 0),
        Redirect("course/gone", "", None, "https://b.example/"),
        Redirect("course/step", "", None, "https://b.example/"),
    ]


def test_a_ledger_grows_by_new_items_and_new_paths(make_item: MakeItem, arrange: Arrange) -> None:
    catalogue, _ = arrange([make_item("new", key="n"), make_item("moved", key="m")])
    assert sorted(catalogue.slugs) == ["2021/12/15/moved", "2021/12/15/new"]
    before = Ledger({"m": entry("course/moved", "2021/12/15/moved"), "away": entry("course/away")})
    after = extend_ledger(before, catalogue, AUTHORITY, "2026-11-21")
    assert after.authority == AUTHORITY
    assert after.lines == {
        "m": entry("2021/12/15/moved", "course/moved"),
        "n": entry("2021/12/15/new", first_seen="2026-11-21"),
        "away": entry("course/away"),
    }


def test_a_lost_record_and_a_changed_id_are_errors_with_a_fix(make_item: MakeItem, arrange: Arrange) -> None:
    catalogue, _ = arrange([make_item("here", key="other")])
    lines = {
        "lost": entry("course/lost"),
        "changed": entry("2021/12/15/here"),
        "gone": entry("course/gone", gone=True),
    }
    ledger = Ledger(lines, path="ledger.tsv", numbers={"lost": 3, "changed": 4})
    lost, changed = find_lost_paths(ledger, {"other"}, catalogue, AUTHORITY)
    assert (lost.path, lost.line, lost.severity) == ("ledger.tsv", 3, "error")
    old, changed_from, now = (build_tag_uri(AUTHORITY, key) for key in ("lost", "changed", "other"))
    assert lost.message == f"no record for the page course/lost/ ({old}): lost"
    assert "'gone'" in lost.hint
    assert changed.line == 4
    assert changed.message == f"the id of 2021/12/15/here/ has changed from {changed_from} to {now}"
    assert "'is other'" in changed.hint


def test_a_redirect_loop_is_an_error(arrange: Arrange) -> None:
    lines = {"a": entry("course/a", leads="course/B/"), "b": entry("course/b", leads="course/a/")}
    problems = list(find_lost_paths(Ledger(lines), set(), arrange([])[0], AUTHORITY))
    assert [problem.message for problem in problems] == [
        "redirect loop: course/a/ leads back to itself through 'to course/B/'",
        "redirect loop: course/b/ leads back to itself through 'to course/a/'",
    ]
