import sys
from pathlib import Path

import pytest

from bench.cases import written
from bench.figures import files_of
from bench.measure import Failed, cost, family, peak

BUSY = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"
LARGE = "import time\nheld = bytearray(b'x') * 80_000_000\ntime.sleep(0.4)\n"


def in_a_child(program: str) -> list[str]:
    return [
        sys.executable,
        "-c",
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {program!r}])",
    ]


def test_time_of_children_counts() -> None:
    spent = cost(in_a_child(BUSY))
    assert spent.cpu >= 0.3
    assert spent.wall >= 0.3


@pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="this system does not tell shared memory"
)
def test_memory_of_children_counts() -> None:
    held = peak(in_a_child(LARGE))
    assert held is not None
    assert held > 80_000_000


@pytest.mark.parametrize("measure", [cost, peak])
def test_a_command_that_fails_is_no_figure(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(Failed, match="ended with 3: sorry"):
        measure([sys.executable, "-c", "import sys; sys.stderr.write('sorry'); sys.exit(3)"])


def test_a_command_that_says_much_is_not_stopped_by_it() -> None:
    cost([sys.executable, "-c", "import sys; sys.stderr.write('x' * 1_000_000)"])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")
def test_a_family_begins_with_its_root() -> None:
    assert next(family(1)) == 1


def test_only_files_written_since_count(tmp_path: Path) -> None:
    import os

    for name, age in (("old", 100), ("new", 300)):
        (tmp_path / name).write_bytes(b"12345")
        os.utime(tmp_path / name, ns=(age * 10**9, age * 10**9))
    assert written(tmp_path, 200 * 10**9) == (1, 5)
    assert sorted(files_of(tmp_path)) == [("new", 5), ("old", 5)]
