"""POST requests: sent one after another, with the reason of each failure."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from generator.net.post import PostMessage, post_all
from generator.net.ssrf_guard import SsrfGuard


@contextmanager
def server(response: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Serve one response to every request. Yields the port and the requests."""
    loop, requests = asyncio.new_event_loop(), []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        requests.append(head + await reader.readexactly(2))
        writer.write(response)
        await writer.drain()
        writer.close()

    listener = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0))
    thread = Thread(target=loop.run_forever)
    thread.start()
    yield listener.sockets[0].getsockname()[1], requests
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    listener.close()
    loop.close()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=400) as server:
        yield server.getsockname()[1]


def test_a_silent_service_is_given_up_after_one_message(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.net.post.TIMEOUT", 0.3)
    with server(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n") as (port, requests):
        hub, other = f"http://127.0.0.1:{silent_port}/hub", f"http://127.0.0.1:{port}/"
        guard = SsrfGuard(["127.0.0.1"])
        started = monotonic()
        failures = post_all([*[message(hub)] * 274, message(other)], guard, "x")
    assert monotonic() - started < 5
    assert failures[0] == "the host did not answer within 0.3 s"
    assert set(failures[1:274]) == {
        "not sent: an earlier message failed (the host did not answer within 0.3 s)"
    }
    assert (failures[274], len(requests)) == ("", 1), "another service is not to blame"


@contextmanager
def slow_server() -> Iterator[tuple[int, list[bytes]]]:
    """Answer each request after 0.2 s."""
    requests: list[bytes] = []
    over = Event()

    def serve() -> None:
        while not over.is_set():
            with suppress(OSError):  # nobody came, or whoever came has left
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(1)
                    requests.append(connection.recv(10_000))
                    sleep(0.2)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        thread = Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1], requests
        over.set()
        thread.join(5)


def test_slow_answers_have_a_deadline_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.net.post.DEADLINE", 0.5)
    with slow_server() as (port, requests):
        started = monotonic()
        failures = post_all([message(f"http://127.0.0.1:{port}/")] * 50, SsrfGuard(["127.0.0.1"]), "x")
    assert monotonic() - started < 5
    assert failures[0] == ""
    assert failures[-1] == "earlier messages took too long"
    assert len(requests) < 10


def message(url: str) -> PostMessage:
    return PostMessage(url, "text/plain", b"hi", "a test", 1)


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", ""),
        (b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "the host answered 500"),
        (
            b"HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            "the host answered 302",
        ),
        (b"nonsense\r\n\r\n", "the connection failed ("),
        (b"", "the connection failed ("),
    ],
)
def test_posts_a_message(response: bytes, reason: str) -> None:
    with server(response) as (port, requests):
        guard = SsrfGuard([f"127.0.0.1:{port}"])
        (failure,) = post_all([message(f"http://127.0.0.1:{port}/hub")], guard, "Broadsheet/test")
    assert failure.startswith(reason)
    assert bool(failure) == bool(reason)
    assert requests[0].startswith(b"POST /hub HTTP/1.1\r\n")
    assert requests[0].endswith(b"\r\n\r\nhi")
    assert b"Broadsheet/test" in requests[0]
    assert b"text/plain" in requests[0]


def test_a_blocked_host_is_a_reason_and_the_next_message_is_sent() -> None:
    with server(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as (port, requests):
        urls = ["ftp://a.example/", "http://127.0.0.1:1/", f"http://127.0.0.1:{port}/"]
        guard = SsrfGuard([f"127.0.0.1:{port}"])
        assert post_all([message(url) for url in urls], guard, "x") == (
            "the URL is not a valid http or https URL",
            "port 1 is not a web port",
            "",
        )
    assert len(requests) == 1
