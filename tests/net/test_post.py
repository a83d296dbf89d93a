"""POST requests: sent one after another, with the reason of each failure."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

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
