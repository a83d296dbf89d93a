"""The ledger as its owner commits it: what a line may say, and what becomes of one that says something else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.ledger import Ledger, LedgerEntry
from generator.read.ledger import parse_ledger, read_ledger
from generator.write.ledger import ledger_text, write_ledger

DAY = "2026-11-20"
KEY = "https://a.example/1"


def parsed(text: str) -> Ledger:
    ledger, problems = parse_ledger(text, "ledger.tsv")
    assert not problems
    return ledger


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (["2024/05/01/a"], LedgerEntry(DAY, ("2024/05/01/a",))),
        (
            ["2024/05/01/a", "course/a", "2024/05/01/b"],
            LedgerEntry(DAY, ("2024/05/01/a", "course/a", "2024/05/01/b")),
        ),
        (["course/a", "gone"], LedgerEntry(DAY, ("course/a",), gone=True)),
        (
            ["course/a", "is https://a.example/2"],
            LedgerEntry(DAY, ("course/a",), current_key="https://a.example/2"),
        ),
        (["course/a", "to course/b"], LedgerEntry(DAY, ("course/a",), gone=True, redirect_to="course/b/")),
        (
            ["course/a", "to https://b.example/x"],
            LedgerEntry(DAY, ("course/a",), gone=True, redirect_to="https://b.example/x"),
        ),
        (["2024/05/01/ключ-ü"], LedgerEntry(DAY, ("2024/05/01/ключ-ü",))),
    ],
)
def test_a_line_has_the_paths_of_an_item(columns: list[str], line: LedgerEntry) -> None:
    row = "\t".join((KEY, DAY, *columns))
    ledger = parsed(f"# for people\n{row}\n")
    assert ledger.lines == {KEY: line}
    assert ledger.numbers == {KEY: 2}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (KEY, "a key, a date and a path"),
        (f"{KEY}\t{DAY}", "a key, a date and a path"),
        (f"\t{DAY}\tcourse/a", "a key, a date and a path"),
        (f"{KEY}\ttoday\tcourse/a", "a date such as"),
        (f"{KEY}\t{DAY}\t/course/a", "a path such as"),
        (f"{KEY}\t{DAY}\tcourse/../../a", "a path such as"),
        (f"{KEY}\t{DAY}\t.broadsheet/a", "a path such as"),
        (f"{KEY}\t{DAY}\tcourse\\a", "a path such as"),
        (f"{KEY}\t{DAY}\tcourse/a\u202eb", "a path such as"),
        (f"{KEY}\t{DAY}\tcourse", "a path such as"),
        (f"{KEY}\t{DAY}\tcourse/{'é' * 121}", "a path such as"),  # no disk takes so many bytes
        (f"{KEY}\t{DAY}\tcourse/a\tto javascript:alert(1)", "an older path"),
        (f"{KEY}\t{DAY}\tcourse/a\tgone for good", "an older path"),
        ("<<<<<<< HEAD", "a key, a date and a path"),
    ],
)
def test_an_invalid_line_is_a_problem_and_the_others_are_used(row: str, expected: str) -> None:
    other = f"https://b.example/\t{DAY}\tcourse/b"
    ledger, (problem,) = parse_ledger(f"{other}\n{row}\n", "ledger.tsv")
    assert list(ledger.lines) == ["https://b.example/"]
    assert ledger.faulty
    assert (problem.path, problem.line) == ("ledger.tsv", 2)
    assert problem.message.startswith(f"expected {expected}")


def test_a_repeated_key_is_a_problem(tmp_path: Path) -> None:
    row = f"{KEY}\t{DAY}\tcourse/a\n"
    ledger, (problem,) = parse_ledger(row + row, "ledger.tsv")
    assert ledger.lines == {KEY: LedgerEntry(DAY, ("course/a",))}
    assert (problem.line, "one line per key" in problem.message) == (2, True)


keys = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda key: key[0] not in "#\ufeff")
lines = st.builds(
    LedgerEntry,
    first_seen=st.just(DAY),
    paths=st.lists(st.sampled_from(("a/b", "2024/05/01/c", "x/ü")), min_size=1, unique=True).map(tuple),
    current_key=st.just("") | keys,
)


@given(st.dictionaries(keys, lines, max_size=5), st.sampled_from(("a.example,2026", "")))
def test_a_written_ledger_is_read_back(rows: dict[str, LedgerEntry], authority: str) -> None:
    text = ledger_text(Ledger(rows, authority))
    ledger = parsed(text)
    assert (ledger.lines, ledger.authority) == (rows, authority)
    assert ledger_text(ledger) == text


def test_lines_are_sorted_so_that_branches_merge() -> None:
    one = ledger_text(
        Ledger({"https://b.example/": LedgerEntry(DAY, ("a/b",)), KEY: LedgerEntry(DAY, ("a/c",))}, "x")
    )
    other = ledger_text(
        Ledger({KEY: LedgerEntry(DAY, ("a/c",)), "https://b.example/": LedgerEntry(DAY, ("a/b",))}, "x")
    )
    assert one == other
    assert [row.split("\t")[0] for row in one.splitlines()[2:]] == [KEY, "https://b.example/"]


def test_a_missing_ledger_is_empty(tmp_path: Path) -> None:
    assert read_ledger(tmp_path, "notes/ledger.tsv") == (Ledger(path="notes/ledger.tsv"), ())
    write_ledger(tmp_path, Ledger({KEY: LedgerEntry(DAY, ("a/b",))}, "x", "notes/ledger.tsv"))
    ledger, problems = read_ledger(tmp_path, "notes/ledger.tsv")
    assert (list(ledger.lines), problems) == ([KEY], ())


@pytest.mark.parametrize("data", [b"\xff\xfe", b"caf\xe9\t2026-11-20\ta/b\n"])
def test_a_ledger_that_is_not_utf8_is_a_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "ledger").write_bytes(data)
    ledger, (problem,) = read_ledger(tmp_path, "ledger")
    assert ledger.faulty
    assert "UTF-8" in problem.message


def test_a_path_of_one_name_has_a_slash() -> None:
    text = f"{KEY}\t{DAY}\tguide/\told/\tcourse/a\n"
    ledger, problems = parse_ledger(text, "ledger.tsv")
    assert problems == ()
    assert ledger.lines[KEY].paths == ("guide", "old", "course/a")
    assert ledger_text(ledger).endswith(text)
