"""The build process. It lives as long as the server, so that modules and caches are loaded once, and ends with it.

It is a process rather than a thread: requests never wait for a build, a build can fork worker processes as usual, and
it can be killed at any time.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import msgspec

from generator.base.concurrency.process_executor import hold_interrupts
from generator.base.errors import (
    BUG,
    BroadsheetError,
    LossError,
    PlanConflictError,
    SettingsError,
    TemplateError,
)
from generator.base.progress import Progress
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.pipeline.entry_point import build, load_stages
from generator.pipeline.state import Memory
from generator.server.outcomes import BuildFailed, BuildInterrupted, BuildOutcome, BuildResult

FIXED_BY_EDITS = (SettingsError, TemplateError, PlanConflictError, LossError)
"""Errors that only an edit of the site can fix. Others may be gone at the next build."""

_KILLED = BuildFailed(
    "the build process was killed", "Is the machine short of memory? Try --workers 1.", lasting=False
)


class BuildProcess:
    """Builds on demand, one build at a time. The process starts with the first build."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._thread = ThreadPoolExecutor(1, "builder")
        self._has_ended = False

    async def build(self, options: BuildOptions, published: Callable[[], None]) -> BuildOutcome:
        """Build, and return the outcome. Calls ``published`` once the output is written, before the caches are."""
        loop = asyncio.get_running_loop()
        notify = partial(loop.call_soon_threadsafe, published)
        return await loop.run_in_executor(self._thread, self._request_build, options, notify)

    def _request_build(self, options: BuildOptions, published: Callable[[], object]) -> BuildOutcome:
        try:
            if self._has_ended:
                return BuildInterrupted()
            pipe = self._pipe or self._start()
            pipe.send(options)
            while (answer := pipe.recv()) is None:
                published()
        except (EOFError, OSError):
            if self._has_ended:  # by us, with the server
                return BuildInterrupted()
            self._kill()
            return _KILLED
        assert isinstance(answer, BuildResult | BuildFailed | BuildInterrupted)
        return answer

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._pipe, end = context.Pipe()
        process = context.Process(target=work, args=(end,), name="broadsheet builder")
        with hold_interrupts():
            process.start()
        end.close()
        self._process = process
        return self._pipe

    def interrupt(self) -> None:
        """Stop a build that waits for images or for the search index. Any other ignores this, and ends soon."""
        process = self._process
        if process is not None and process.pid and sys.platform != "win32":
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGINT)

    def end(self) -> None:
        """End for good: kill the process and its workers. A build that is killed leaves no partial files."""
        self._has_ended = True
        self._kill()

    def _kill(self) -> None:
        process, self._process, self._pipe = self._process, None, None
        if process is not None and process.pid:
            _kill_group(process.pid)
            process.kill()
            process.join()


def _kill_group(leader: int) -> None:
    """Kill a process and those that it forked. On Windows nothing is forked: workers end with their parent."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def work(pipe: Connection) -> None:
    """Build whenever options arrive through the pipe: send ``None`` when the output is written, then the outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.setpgid(0, 0)  # so that Ctrl-C in the terminal reaches the server's group only
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_server, daemon=True).start()
    memory: Memory = {}
    while True:
        try:
            options = pipe.recv()
        except EOFError:
            return
        pipe.send(_attempt(options, _ProgressListener(lambda: pipe.send(None)), memory))
        load_stages()  # for the next build: this one may have ended before it needed them


def _end_with_server() -> None:
    """Exit together with all processes of a build when the server ends, even if that is killed."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        _kill_group(os.getpid())
        os._exit(1)


class _ProgressListener(Progress):
    """Calls ``published`` when a build has written its output and only has to save caches.

    Allows SIGINT while the build waits for images or for the search index, since nothing is published by then.
    """

    def __init__(self, published: Callable[[], None]) -> None:
        super().__init__()
        self._published = published

    def begun(self, name: str, total: int) -> None:
        is_waiting = name == "search" or (name == "fetch" and total > 0)
        signal.signal(signal.SIGINT, signal.default_int_handler if is_waiting else signal.SIG_IGN)
        if name == "remember":
            self._published()


def _attempt(options: BuildOptions, progress: Progress, memory: Memory) -> BuildOutcome:
    try:
        return BuildResult(_shorten(build(options, progress, memory=memory)))
    except KeyboardInterrupt:
        return BuildInterrupted()
    except BroadsheetError as error:
        if error.exit_code == BUG:
            return _unexpected_failure(error)
        return BuildFailed(error.message, error.hint, isinstance(error, FIXED_BY_EDITS))
    except Exception as error:  # noqa: BLE001 - files may vanish during a build; the next build shows if that was all
        return _unexpected_failure(error)
    finally:
        # the server may still send an interrupt before it reads the outcome
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _unexpected_failure(error: Exception) -> BuildFailed:
    message = f"Broadsheet failed ({type(error).__name__}: {error})."
    return BuildFailed(message, lasting=False, trace="".join(traceback.format_exception(error)))


def _shorten(report: BuildReport) -> BuildReport:
    """Return a report without the parts that the server does not use, since it has to go through a pipe."""
    changed = tuple([each for each in report.actions if each.verb != "keep"])
    return msgspec.structs.replace(report, actions=changed, left_out=())
