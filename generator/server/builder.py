"""The process that builds. It lives as long as the server, so that nothing is loaded twice, and ends with it.

A process rather than a thread: serving never waits for a build, a build uses processes of its own as it always
does, and it can be ended in the middle.
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
from generator.base.errors import BUG, BroadsheetError, PlanConflictError, SettingsError, TemplateError
from generator.base.progress import Progress
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.pipeline.build import build, load_stages
from generator.pipeline.state import Memory
from generator.server.outcomes import BuildFailed, BuildInterrupted, BuildOutcome, BuildResult

MENDED_BY_EDITS = (SettingsError, TemplateError, PlanConflictError)

_GONE = BuildFailed(
    "the process that builds was ended from outside", "Is memory short? Try --workers 1.", lasting=False
)


class BuildProcess:
    """Builds on demand, one build at a time. The process is started with the first."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._thread = ThreadPoolExecutor(1, "builder")

    async def build(self, options: BuildOptions, published: Callable[[], None]) -> BuildOutcome:
        """Build, and return what came of it. ``published`` is called as soon as the site is up, before the rest."""
        loop = asyncio.get_running_loop()
        tell = partial(loop.call_soon_threadsafe, published)
        return await loop.run_in_executor(self._thread, self._converse, options, tell)

    def _converse(self, options: BuildOptions, published: Callable[[], object]) -> BuildOutcome:
        try:
            pipe = self._pipe or self._start()
            pipe.send(options)
            while (answer := pipe.recv()) is None:
                published()
        except (EOFError, OSError):
            self.end()
            return _GONE
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
        """Ask a build that waits for pictures or for the search index to stop; any other ends by itself, and soon."""
        process = self._process
        if process is not None and process.pid and sys.platform != "win32":
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGINT)

    def end(self) -> None:
        """End the process and all that it started, at once: a build that is killed leaves nothing half-written."""
        process, self._process, self._pipe = self._process, None, None
        if process is not None and process.pid:
            _kill_group(process.pid)
            process.kill()
            process.join()


def _kill_group(leader: int) -> None:
    """Kill a process with those that it forked. Where none are forked, they end with it by themselves."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def work(pipe: Connection) -> None:
    """Build whenever options come through the pipe: answer ``None`` once the site is up, then the outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.setpgid(0, 0)  # Ctrl-C of the terminal reaches the server's group only
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_server, daemon=True).start()
    memory: Memory = {}
    while True:
        try:
            options = pipe.recv()
        except EOFError:
            return
        pipe.send(_attempt(options, _ProgressListener(lambda: pipe.send(None)), memory))
        load_stages()  # for the next build: this one may have had nothing to do


def _end_with_server() -> None:
    """End as the server does, also when that is killed and can tell nobody, with all processes of a build."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        _kill_group(os.getpid())
        os._exit(1)


class _ProgressListener(Progress):
    """Hears when a build has published and only remembers, and lets it be interrupted while it waits: for pictures, or
    for the search index. Nothing is published by then."""

    def __init__(self, published: Callable[[], None]) -> None:
        super().__init__()
        self._published = published

    def begun(self, name: str, total: int) -> None:
        patient = name == "search" or (name == "fetch" and total > 0)
        signal.signal(signal.SIGINT, signal.default_int_handler if patient else signal.SIG_IGN)
        if name == "remember":
            self._published()


def _attempt(options: BuildOptions, progress: Progress, memory: Memory) -> BuildOutcome:
    try:
        return BuildResult(_shortened(build(options, progress, memory=memory)))
    except KeyboardInterrupt:
        return BuildInterrupted()
    except BroadsheetError as fault:
        if fault.exit_code == BUG:
            return _bug(fault)
        return BuildFailed(fault.message, fault.hint, isinstance(fault, MENDED_BY_EDITS))
    except Exception as fault:  # noqa: BLE001 - files may vanish under a build; the next one tells whether it was that
        return _bug(fault)
    finally:
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # who asks to give way may not have heard yet that this is over


def _bug(fault: Exception) -> BuildFailed:
    message = f"Broadsheet failed ({type(fault).__name__}: {fault})."
    return BuildFailed(message, lasting=False, trace="".join(traceback.format_exception(fault)))


def _shortened(report: BuildReport) -> BuildReport:
    """Return a report without what nobody asks for here: it has to go through a pipe."""
    moved = tuple([each for each in report.actions if each.verb != "keep"])
    return msgspec.structs.replace(report, actions=moved, left_out=())
