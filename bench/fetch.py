"""What collecting costs: ``python -m bench.fetch``. Sources on loopback, without the pauses between requests.

The budgets are those of two quiet cores and a memory disk. Nothing here tells how quick the web is; it tells what
asking, parsing, deciding and writing cost this machine.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from bench.feed_host import BEGIN, ITEMS, host_of
from bench.measure import cost, peak

MIB = 1024 * 1024
RUN = """
import sys
from datetime import datetime
from pathlib import Path
from msgspec.structs import replace
from generator.base.progress import Progress
from generator.commands.fetch import fetch
from generator.commands.fetch_options import FetchCommandOptions
from generator.ingest.polling.collector import POLITE
folder, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
limits = replace(POLITE, pause=0.0, per_site=0)
options = FetchCommandOptions(folder / "content", folder / "cache", now, force=True, limits=limits)
report = fetch(options, Progress())
counts = {name: report.count(name) for name in ("unchanged", "read", "failed", "left")}
(folder / "counts.json").write_text(__import__("json").dumps({**counts, "new": report.total("new")}))
"""
"""``fetch`` without pauses between requests, which no option switches off."""


class Case(NamedTuple):
    """One measured run. ``prepare`` brings the folder to where the run begins, before the second run only if
    ``again``; the budget is in words.
    """

    name: str
    prepare: Callable[[Path], None]
    command: Callable[[Path], list[str]]
    budget: str
    again: bool = True


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.fetch", description=__doc__)
    parser.add_argument(
        "--sources", type=int, default=500, metavar="N", help="unchanged sources (default 500)"
    )
    parser.add_argument("--feeds", type=int, default=200, metavar="N", help="feeds with news (default 200)")
    parser.add_argument("--only", default="", metavar="WORD", help="cases with this word in their names")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-fetch-") as folder:
        place = Path(folder)
        (place / "version").write_text("0")
        with host(place) as port:
            print("| case | wall, s | processor, s | memory, MiB | outcome | budget |")
            print("|---|--:|--:|--:|---|---|")
            for case in cases(given.sources, given.feeds, port):
                if given.only in case.name:
                    print(row(case, place), flush=True)
    print(f"\n{rules()}")
    return 0


@contextmanager
def host(folder: Path) -> Iterator[int]:
    """Run the host of feeds, and yield its port."""
    command = [sys.executable, "-m", "bench.feed_host", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def cases(sources: int, feeds: int, port: int) -> list[Case]:
    """Return the cases, each of which begins where the one before it ended."""

    def begin(count: int, kind: str, items: int) -> Callable[[Path], None]:
        def prepare(place: Path) -> None:
            clear(place)
            (place / "version").write_text("0")
            write_sources(place / "content", count, kind, port, items)

        return prepare

    def fetched(count: int, kind: str, items: int) -> Callable[[Path], None]:
        def prepare(place: Path) -> None:
            begin(count, kind, items)(place)
            subprocess.run(fetch_at(0)(place), check=True)
            subprocess.run(fetch_at(2)(place), check=True)  # reads and remembers the records

        return prepare

    def with_news(place: Path) -> None:
        fetched(feeds, "tagged", ITEMS)(place)
        (place / "version").write_text("1")

    at, few = fetch_at(4), min(1000, 10_000 // sources)
    budgets = (
        "0.15 s",
        "8 s, 14 s, 400 MiB",
        "9 s of processor",
        "3 s, 2.5 s, 120 MiB",
        "4 s of processor",
        "0.6 s",
    )
    return [
        Case("fetch --help", nothing, lambda place: command("fetch", "--help"), budgets[0]),
        Case(
            f"first run: {feeds} feeds of {ITEMS} items", begin(feeds, "tagged", 0), fetch_at(0), budgets[1]
        ),
        Case(f"{feeds} feeds, one new item each", with_news, at, budgets[2]),
        Case(f"{sources} sources, all 304", fetched(sources, "tagged", few), at, budgets[3], again=False),
        Case(f"{sources} sources, same bytes", fetched(sources, "plain", few), at, budgets[4], again=False),
        Case(f"{sources} sources, nothing due", nothing, nothing_due, budgets[5]),
    ]


def nothing(place: Path) -> None:
    """The run begins where the last one ended."""


def write_sources(content: Path, count: int, kind: str, port: int, items: int) -> None:
    """Write sources, of which so many items are taken at first (0: all)."""
    content.mkdir()
    hosts = json.dumps([f"{host_of(number)}:{port}" for number in range(count)])
    (content / "site.toml").write_text(f'[images]\nmode = "remote"\nallow_hosts = {hosts}\n')
    blocks = [f"[fetch]\nfirst_items = {items}\nmax_age = 0\n"]
    blocks += [
        f'[[source]]\nid = "feed-{number}"\nurl = "http://{host_of(number)}:{port}/{kind}/{number}"\n'
        for number in range(count)
    ]
    (content / "sources.toml").write_text("\n".join(blocks))


def fetch_at(hours: int) -> Callable[[Path], list[str]]:
    """Return the command for a fetch at an hour."""
    now = BEGIN + timedelta(days=1, hours=hours)
    return lambda place: [sys.executable, "-c", RUN, str(place), now.isoformat()]


def nothing_due(place: Path) -> list[str]:
    """Return the command as people give it, a minute after the last run."""
    now = (BEGIN + timedelta(days=1, hours=4, minutes=1)).isoformat()
    return command(
        "fetch", "-q", "--now", now, "--content", str(place / "content"), "--cache", str(place / "cache")
    )


def command(*arguments: str) -> list[str]:
    """Return Broadsheet's command."""
    return [sys.executable, "-m", "generator", *arguments]


def clear(place: Path) -> None:
    """Remove the site of the case before."""
    import shutil

    for name in ("content", "cache"):
        shutil.rmtree(place / name, ignore_errors=True)


def row(case: Case, place: Path) -> str:
    """Measure a case twice, for time and for memory, and return its row of the table."""
    counts = place / "counts.json"
    case.prepare(place)
    counts.unlink(missing_ok=True)
    time = cost(case.command(place))
    told = json.loads(counts.read_text()) if counts.exists() else {}
    if case.again:
        case.prepare(place)
    memory = (peak(case.command(place)) or 0) / MIB
    said = ", ".join(f"{number:,} {name}" for name, number in told.items() if number)
    return f"| {case.name} | {time.wall:.2f} | {time.cpu:.2f} | {memory:.0f} | {said} | {case.budget} |"


def rules(phrases: int = 500, entries: int = 10_000) -> str:
    """Return what rules cost: so many phrases on so many entries of nine words of title and 45 of excerpt."""
    from random import Random
    from time import process_time

    from generator.ingest.rule_text import parse_rule
    from generator.ingest.rules import CompiledRuleSet, decide_entry
    from generator.model.ingest import Entry
    from generator.model.ingest_sources import RuleSet, Source

    random = Random(1)
    words = [
        "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=random.randint(3, 9))) for _ in range(3000)
    ]

    def text(count: int) -> str:
        return " ".join(random.choices(words, k=count))

    made: Sequence[Entry] = [
        Entry(
            "s",
            number,
            f"https://a.example/{number}",
            f"https://a.example/{number}",
            text(9),
            excerpt=text(45),
        )
        for number in range(entries)
    ]
    general = CompiledRuleSet(
        RuleSet(drop=tuple([parse_rule(text(number % 3 + 1)) for number in range(phrases)]))
    )
    own, source = CompiledRuleSet(RuleSet(), "s"), Source("s", "https://a.example/")
    started = process_time()
    kept = sum(decide_entry(entry, source, general, own).kept for entry in made)
    seconds = process_time() - started
    return f"Rules: {phrases} phrases, {entries:,} entries: {seconds:.2f} s ({kept:,} kept); budget 0.3 s."


if __name__ == "__main__":
    sys.exit(main())
