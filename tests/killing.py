"""Builds that are killed: in a process of their own, before the n-th time they touch the disk.

Every change of a disk that Python makes passes an audit hook first, so that no place in the program has to be known for
a build to be killed there.
"""

import os
import sys
import warnings
from collections.abc import Callable

CHANGES = frozenset(
    {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
)
KILLED = 9
NEVER = 1_000_000


def killed(work: Callable[[], object], number: int) -> bool:
    """Do some work in a forked process, killed before its ``number``-th change of the disk; tell whether it was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside the threads of pytest-xdist
        child = os.fork()
    if child == 0:
        try:
            sys.addaudithook(_Killer(number))
            work()
        except BaseException as fault:  # noqa: BLE001 - nothing may reach the tests of the process this is a copy of
            os.write(2, f"the build failed: {fault!r}\n".encode())
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED), f"the build ended with {code}"
    return code == KILLED


class _Killer:
    """Counts the changes that one process makes; the processes that it starts live on as long as they can."""

    def __init__(self, number: int) -> None:
        self._left = number
        self._process = os.getpid()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in CHANGES or (event == "open" and _writes(arguments)):
            self._left -= 1
            if self._left < 0 and os.getpid() == self._process:
                os._exit(KILLED)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
