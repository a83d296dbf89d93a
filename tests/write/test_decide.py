"""What happens to a path, and why: a table."""

import pytest

from generator.model.output import PlannedOutput
from generator.model.trace import Fingerprint, OnDisk, TraceEntry
from generator.write.decide import decide, find_foreign, find_orphans

NOW = Fingerprint(b"code", b"template", b"view")
TRACED = TraceEntry(b"signature", NOW, b"digest", 10, 1000)
INTACT = OnDisk(10, 1000)
PATH = "a/index.html"


@pytest.mark.parametrize(
    ("fingerprint", "traced", "found", "verb", "reason"),
    [
        (NOW, TRACED, INTACT, "keep", "same"),
        (None, None, None, "write", "new"),
        (None, None, INTACT, "write", "new"),
        (NOW, TRACED, None, "write", "missing"),
        (NOW, TRACED, OnDisk(11, 1000), "write", "altered"),
        (NOW, TRACED, OnDisk(10, 1001), "write", "altered"),
        (NOW, TRACED, OnDisk(10, 1001, b"digest"), "keep", "same"),
        (NOW, TRACED, OnDisk(10, 1000, b"other"), "write", "altered"),
        (Fingerprint(b"code", b"template", b"VIEW"), TRACED, INTACT, "write", "view changed"),
        (Fingerprint(b"code", b"TEMPLATE", b"view"), TRACED, INTACT, "write", "template changed"),
        (Fingerprint(b"CODE", b"template", b"view"), TRACED, INTACT, "write", "renderer changed"),
        (Fingerprint(b"CODE", b"TEMPLATE", b"VIEW"), TRACED, None, "write", "view changed"),
    ],
)
def test_each_rule(
    fingerprint: Fingerprint | None, traced: TraceEntry | None, found: OnDisk | None, verb: str, reason: str
) -> None:
    trace = {PATH: traced} if traced else {}
    disk = {PATH: found} if found else {}
    (action,) = decide([PlannedOutput(PATH, b"", "ready")], {0: fingerprint}, trace, disk)
    assert (action.verb, action.reason, action.row) == (verb, reason, 0)


def test_full_writes_files_that_would_be_kept() -> None:
    (action,) = decide(
        [PlannedOutput(PATH, b"", "ready")], {0: NOW}, {PATH: TRACED}, {PATH: INTACT}, full=True
    )
    assert (action.verb, action.reason) == ("write", "asked for")


def test_only_our_own_files_that_are_there_are_removed() -> None:
    disk = {"ours.html": INTACT, "theirs.html": INTACT}
    ours = frozenset({"ours.html", "gone.html"})
    assert [(each.path, each.verb) for each in find_orphans(set(), disk, ours)] == [("ours.html", "remove")]


def test_a_planned_path_with_a_file_of_somebody_else_is_foreign() -> None:
    assert find_foreign("abc", {"a": INTACT, "b": INTACT}, frozenset({"b"})) == ["a"]
