"""The benchmark of collecting: its host, and that each case does what its row says."""

import json
import subprocess
from pathlib import Path

import pytest

from bench.feed_host import ITEMS, host_of, make_feed
from bench.fetch import cases, host, rules
from generator.ingest.feed_parser import parse_feed


def test_feeds_are_of_the_size_that_is_told_and_get_one_item_at_a_time() -> None:
    body = make_feed(3, 0)
    assert 80_000 < len(body) < 120_000
    first, second = (parse_feed(each, {}, "https://a.example/") for each in (body, make_feed(3, 1)))
    assert len(first.entries) == len(second.entries) == ITEMS
    assert second.entries[1:] == first.entries[:-1]


def test_hosts_are_addresses_of_this_machine() -> None:
    assert len({host_of(number) for number in range(500)}) == 500
    assert all(host_of(number).startswith("127.0.") for number in range(500))


@pytest.mark.long
def test_each_case_does_what_its_row_says(tmp_path: Path) -> None:
    outcomes = []
    (tmp_path / "version").write_text("0")
    with host(tmp_path) as port:
        for case in cases(3, 2, port)[1:]:
            case.prepare(tmp_path)
            subprocess.run(case.command(tmp_path), check=True)
            told = json.loads((tmp_path / "counts.json").read_text())
            outcomes.append({name: number for name, number in told.items() if number})
    assert outcomes == [
        {"read": 2, "new": 2 * ITEMS},
        {"read": 2, "new": 2},
        {"unchanged": 3},
        {"unchanged": 3},
        {"unchanged": 3},
    ]


def test_rules_are_measured_on_entries_that_they_meet() -> None:
    assert "(0 kept)" not in rules(20, 50)
