"""Builds in a process of their own, where changes of the disk can be watched: killed, or refused.

Every change of a disk that Python makes passes an audit hook first, so that no place in the program has to be known for
a build to be stopped there. A hook cannot be removed again: hence the process.
"""

import os
import sys
import warnings
from collections.abc import Callable

Hook = Callable[[str, tuple[object, ...]], None]

CHANGES = frozenset(
    {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
)
KILLED = 9
NEVER = 1_000_000


def writes_to(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether an event of the audit is a file being opened for writing."""
    if event != "open":
        return False
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


class Child:
    """A process at work, and what became of it."""

    def __init__(self, process: int, pipe: int) -> None:
        self._process = process
        self._pipe = pipe

    def outcome(self) -> str:
        """Wait for the end, and return ``done``, ``killed``, or the name and the text of an exception."""
        with os.fdopen(self._pipe, encoding="utf-8") as pipe:
            said = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        return "killed" if code == KILLED else said


def in_child(work: Callable[[], object], hook: Hook | None = None) -> Child:
    """Begin some work in a forked process, under an audit hook."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside the threads of pytest-xdist
        process = os.fork()
    if process:
        os.close(writing)
        return Child(process, reading)
    try:
        os.close(reading)
        _work(work, hook, writing)
    finally:
        os._exit(0)


def _work(work: Callable[[], object], hook: Hook | None, pipe: int) -> None:
    """Work, and tell what became of it. The pipe is opened before the hook and the work may change how that goes."""
    with open(pipe, "w", encoding="utf-8") as stream:
        try:
            if hook:
                sys.addaudithook(hook)
            work()
        except BaseException as fault:  # noqa: BLE001 - nothing may reach the tests, of which this is a copy
            stream.write(f"{type(fault).__name__}: {fault} {getattr(fault, 'hint', '')}")
        else:
            stream.write("done")


def killed(work: Callable[[], object], number: int) -> bool:
    """Do some work in a process, killed before its ``number``-th change of the disk; tell whether it was."""
    outcome = in_child(work, _Killer(number)).outcome()
    assert outcome in ("done", "killed"), outcome
    return outcome == "killed"


class _Killer:
    """Counts the changes that one process makes; the processes that it starts live on as long as they can."""

    def __init__(self, number: int) -> None:
        self._left = number
        self._process = 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in CHANGES or writes_to(event, arguments):
            self._process = self._process or os.getpid()
            self._left -= 1
            if self._left < 0 and os.getpid() == self._process:
                os._exit(KILLED)
