"""Host names are looked up once; failures are raised as OSError."""

import asyncio
import socket
from typing import Any

import pytest

from generator.net.dns import DnsCache


def lookup(host: str, times: int = 1) -> list[tuple[str, ...]]:
    async def run() -> list[tuple[str, ...]]:
        cache = DnsCache()
        return list(await asyncio.gather(*[cache.addresses(host, 443) for _ in range(times)]))

    return asyncio.run(run())


def answer_with(monkeypatch: pytest.MonkeyPatch, answer: list[str] | Exception) -> list[str]:
    """Let the resolver give an answer; return the list of names that it is asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        if isinstance(answer, Exception):
            raise answer
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answer]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_simultaneous_lookups_of_a_host_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer_with(monkeypatch, ["10.0.0.1", "10.0.0.2", "10.0.0.1"])
    assert lookup("a.example", times=3) == [("10.0.0.1", "10.0.0.2")] * 3
    assert asked == ["a.example"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ([], "no IP address"),
        (UnicodeError("label too long"), "not a valid host name"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "Name or service not known"),
    ],
)
def test_a_failed_lookup_raises_an_os_error(
    monkeypatch: pytest.MonkeyPatch, answer: list[str] | Exception, message: str
) -> None:
    answer_with(monkeypatch, answer)
    with pytest.raises(OSError, match=message):
        lookup("a.example")
