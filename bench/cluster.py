"""What a cluster costs: ``python -m bench.cluster``. The same site on one process, on two, and on a Dask cluster of two
workers on this machine, over TCP.

Every site is compared byte by byte with that of one process. The last case kills a worker in the middle of the build.
"""

import argparse
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.contestants import BASE_URL, program
from bench.corpus import make_content
from bench.figures import files_of
from bench.measure import cost
from bench.pictures import invent_pictures, without_pictures
from generator.base.digest import combine
from generator.commands.precompile import precompile


class Case(NamedTuple):
    """A way to build: options of the command, and whether a worker is killed."""

    name: str
    options: tuple[str, ...]
    kill: bool = False


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.cluster", description=__doc__)
    parser.add_argument("--records", type=int, default=20_000, metavar="N", help="records (default 20,000)")
    parser.add_argument("--images", type=int, default=200, metavar="N", help="images (default 200)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each case (default 3)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of everything invented (default 1)")
    given = parser.parse_args(arguments)
    precompile()
    with tempfile.TemporaryDirectory(prefix="bench-cluster-") as folder, cluster() as (address, workers):
        place = Path(folder)
        cases = (
            Case("one process", ("--workers", "1")),
            Case("two processes", ("--workers", "2")),
            Case("two workers of a cluster", ("--cluster", address)),
            Case("one of them is killed", ("--cluster", address), kill=True),
        )
        make_content(given.records, given.seed, place / "records")
        print_table(f"{given.records:,} records", place / "records", place, cases, workers, given.runs)
        make_image_site(place / "images", given.images, given.seed)
        print_table(f"{given.images:,} images", place / "images", place, cases, workers, given.runs)
    return 0


@contextmanager
def cluster() -> Iterator[tuple[str, Any]]:
    """Run a cluster of two workers; yield its address, and a function that returns their process ids."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as found,
        Client(found) as client,  # type: ignore[no-untyped-call]
    ):
        yield found.scheduler_address, lambda: sorted(client.run(os.getpid).values())


def make_image_site(content: Path, count: int, seed: int) -> None:
    """Write records with an image of the site's own each."""
    make_content(count, seed, content)
    (content / "assets").mkdir(exist_ok=True)
    invent_pictures(content / "assets" / "invented", count, seed)
    settings = content / "site.toml"
    settings.write_text(settings.read_text("utf-8").replace('mode = "remote"', ""), "utf-8")
    records = sorted(file for file in content.rglob("*.md") if "_data" not in file.parts)
    for number, file in enumerate(records):
        head, _, rest = file.read_text("utf-8").removeprefix("---\n").partition("\n---")
        image = f"images:\n- url: /assets/invented/{number % count}.jpg"
        file.write_text(f"---\n{without_pictures(head)}\n{image}\n---{rest}", "utf-8")


def print_table(
    name: str, content: Path, place: Path, cases: Sequence[Case], workers: Any, runs: int
) -> None:
    """Measure all cases with one site, and print their table."""
    print(
        f"\n{name}, medians of {runs} runs\n\n| case | wall, s | of two processes | same bytes |\n|---|--:|--:|---|"
    )
    times: dict[str, float] = {}
    expected = b""
    for case in cases:
        spent = []
        for number in range(runs):
            work = place / f"{content.name}-{case.name}-{number}".replace(" ", "-")
            spent.append(measure(case, content, work, workers))
            found = digest_of(work / "output")
            expected = expected or found
        times[case.name] = median(spent)
        share = f"{100 * times[case.name] / times[cases[1].name]:.0f} %" if cases[1].name in times else ""
        print(f"| {case.name} | {times[case.name]:.2f} | {share} | {found == expected} |", flush=True)


def measure(case: Case, content: Path, work: Path, workers: Any) -> float:
    """Build from nothing and return the seconds that it took."""
    command = [program(), "build", "--content", str(content), "--output", str(work / "output")]
    command += ["--cache", str(work / "cache"), "--base-url", BASE_URL, "--offline", "-q", *case.options]
    killer = threading.Thread(target=kill_worker, args=(work / "output", workers))
    if case.kill:
        killer.start()
    wall = cost(command).wall
    if case.kill:
        killer.join()
    return wall


def kill_worker(output: Path, workers: Any) -> None:
    """Kill a worker as soon as the build has staged something."""
    victim, deadline = workers()[0], time.monotonic() + 600
    while time.monotonic() < deadline:
        if next(output.glob(".broadsheet/staging/*"), None):
            os.kill(victim, signal.SIGKILL)
            return
        time.sleep(0.01)


def digest_of(output: Path) -> bytes:
    """Return one digest of all files of a site."""
    paths = sorted(path for path, _ in files_of(output))
    return combine(*[part for path in paths for part in (str(path), (output / path).read_bytes())])


if __name__ == "__main__":
    raise SystemExit(main())
