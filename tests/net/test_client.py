"""The client sends neither cookies nor credentials, and ignores the environment."""

import asyncio

import pytest

from generator.net.client import HttpClient
from generator.net.connectivity import Connectivity
from generator.net.dns import DnsCache
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard
from generator.net.transport import CheckedBackend


def test_a_client_ignores_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.test:1/")
    backend = CheckedBackend(SsrfGuard(), DnsCache(), Connectivity())
    client = HttpClient(
        backend, RequestLimits(connect=1.0, read=2.0, total=3.0), {"User-Agent": "test"}
    )._client
    assert not client.trust_env
    assert not client._mounts
    assert (client.timeout.connect, client.timeout.read, client.timeout.pool) == (1.0, 2.0, 3.0)


def test_a_client_closes_with_its_context_and_keeps_no_cookie() -> None:
    import httpx

    async def run() -> tuple[bool, bool, int]:
        backend = CheckedBackend(SsrfGuard(), DnsCache(), Connectivity())
        async with HttpClient(backend, RequestLimits(), {}) as client:
            inner, is_open = client._client, not client._client.is_closed
            request = httpx.Request("GET", "http://a.example/")
            inner.cookies.extract_cookies(
                httpx.Response(200, headers={"Set-Cookie": "a=b; Domain=a.example"}, request=request)
            )
        return is_open, inner.is_closed, len(inner.cookies)

    assert asyncio.run(run()) == (True, True, 0)
