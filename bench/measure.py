"""What a command costs: wall time, processor time, memory.

Time and memory are measured in runs of their own: looking at a process's memory stops it for a moment, many
times a second.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

INTERVAL = 0.02
"""Seconds between two looks at memory."""


class Cost(NamedTuple):
    """Seconds of wall time, and of all processors together: the command's and that of its children."""

    wall: float
    cpu: float


class Failed(Exception):
    """A measured command failed: no figure of it would mean anything."""


def cost(command: Sequence[str]) -> Cost:
    """Run a command and return its cost. Raises :class:`Failed` with what it said."""
    started = time.perf_counter()
    with TemporaryFile() as complaints:
        process = _start(command, complaints)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        _finish(process, status, complaints)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def peak(command: Sequence[str]) -> int | None:
    """Run a command and return the most memory that it and all its children held at once, in bytes.

    Memory is PSS of ``/proc/PID/smaps_rollup``: pages that several processes share count once, divided among
    them. ``None`` where the system has no such thing.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        cost(command)
        return None
    most = 0
    with TemporaryFile() as complaints:
        process = _start(command, complaints)
        while True:
            pid, status, _ = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            most = max(most, sum(map(held, family(process.pid))))
            time.sleep(INTERVAL)
        _finish(process, status, complaints)
    return most


def family(root: int) -> Iterator[int]:
    """Yield a process and all processes below it."""
    parents = dict(_parents())
    yield root
    found = {root}
    for pid in sorted(parents):  # a child's number is higher than its parent's, unless numbers ran out
        if parents[pid] in found:
            found.add(pid)
            yield pid


def _parents() -> Iterator[tuple[int, int]]:
    """Yield every process with its parent."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                status = (folder / "stat").read_text()
            except OSError:  # it has ended
                continue
            yield int(folder.name), int(status.rpartition(")")[2].split()[1])


def held(pid: int) -> int:
    """Return the bytes that a process holds, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _start(command: Sequence[str], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a command; what it says goes to a file, for a pipe that nobody reads would stop it."""
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints)


def _finish(process: subprocess.Popen[bytes], status: int, complaints: IO[bytes]) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        complaints.seek(0)
        said = complaints.read()[-4000:].decode(errors="replace")
        raise Failed(f"a measured command ended with {process.returncode}: {said}")
