"""The worker of a sandbox: replies to requests, within its limits."""

import multiprocessing
import os
import time
from typing import Any

import pytest

from generator.base.concurrency.sandbox_worker import (
    BUG,
    DONE,
    INDEX_BYTES,
    MEMORY_EXIT,
    TIME_EXITS,
    SandboxWork,
    run_worker,
)

CONTEXT: Any = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")


def reply(piece: str) -> bytes:
    return piece.encode()


def fail(piece: str) -> bytes:
    raise ValueError(piece)


def swell(piece: str) -> bytes:
    raise MemoryError


def spin(piece: str) -> bytes:
    while True:
        pass


def rest(piece: str) -> bytes:
    time.sleep(0.6)
    return reply(piece)


def ask(do: Any, *indexes: int, seconds: float = 10.0) -> tuple[list[bytes], int]:
    """Return the replies of a worker to some requests, and the code with which it ended if it did."""
    requests, entry = CONTEXT.Pipe(duplex=False)
    exit_, replies = CONTEXT.Pipe(duplex=False)
    work = SandboxWork(do, ("a", "b", "c"), 1 << 30, seconds)
    process = CONTEXT.Process(target=run_worker, args=(work, requests, replies), daemon=True)
    process.start()
    requests.close()
    replies.close()
    found = []
    try:
        for index in indexes:
            entry.send_bytes(index.to_bytes(INDEX_BYTES, "big"))
            found.append(exit_.recv_bytes())
    except EOFError:
        pass
    if len(found) == len(indexes):
        process.kill()
    process.join(20)
    return found, process.exitcode


def test_replies_with_the_time_and_the_result() -> None:
    replies, _ = ask(reply, 2, 0)
    assert [each[0:1] for each in replies] == [DONE, DONE]
    assert [each[9:] for each in replies] == [b"c", b"a"]


def test_an_exception_is_reported() -> None:
    (only,), _ = ask(fail, 1)
    assert only.startswith(BUG)
    assert b"ValueError: b" in only


@pytest.mark.parametrize(("do", "codes"), [(swell, {MEMORY_EXIT}), (spin, TIME_EXITS)])
def test_a_process_beyond_its_limits_ends(do: object, codes: set[int]) -> None:
    replies, code = ask(do, 0, seconds=0.3)
    assert not replies
    assert code in codes


def test_time_at_rest_does_not_count() -> None:
    replies, _ = ask(rest, 0, 1, seconds=0.3)
    assert len(replies) == 2
