"""The text of a ledger."""

from pathlib import Path

import pytest

from generator.model.ledger import Ledger, LedgerEntry
from generator.write.ledger import ledger_text, write_ledger

DAY = "2026-11-20"
KEY = "https://a.example/1"


def rows(ledger: Ledger) -> list[str]:
    head, ids, *lines = ledger_text(ledger).splitlines()
    assert head.startswith("# ")
    assert ids == f"# ids: tag:{ledger.authority}"
    return lines


@pytest.mark.parametrize(
    ("key", "line", "row"),
    [
        (KEY, LedgerEntry(DAY, ("course/a",)), f"{KEY}\t{DAY}\tcourse/a"),
        (KEY, LedgerEntry(DAY, ("a/b", "a/c")), f"{KEY}\t{DAY}\ta/b\ta/c"),
        (KEY, LedgerEntry(DAY, ("a/b",), gone=True), f"{KEY}\t{DAY}\ta/b\tgone"),
        (KEY, LedgerEntry(DAY, ("a/b",), "x", True, "a/c/"), f"{KEY}\t{DAY}\ta/b\tis x\tto a/c/"),
        ("a\tb\\c\r\n", LedgerEntry(DAY, ("a/b",), "\t"), f"a\\tb\\\\c\\r\\n\t{DAY}\ta/b\tis \\t"),
    ],
)
def test_a_line_has_the_key_the_day_the_paths_and_the_marks(key: str, line: LedgerEntry, row: str) -> None:
    assert rows(Ledger({key: line}, "a.example,2026")) == [row]


def test_a_ledger_is_written_with_unix_line_ends_and_no_temporary_file_stays(tmp_path: Path) -> None:
    ledger = Ledger({KEY: LedgerEntry(DAY, ("a/b",))}, "x", "notes/ledger.tsv")
    write_ledger(tmp_path, ledger)
    assert (tmp_path / "notes/ledger.tsv").read_bytes() == ledger_text(ledger).encode()
    assert [file.name for file in (tmp_path / "notes").iterdir()] == ["ledger.tsv"]


def test_a_ledger_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "ledger.tsv").mkdir()
    with pytest.raises(OSError, match="ledger"):
        write_ledger(tmp_path, Ledger(path="ledger.tsv"))
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.tsv"]
