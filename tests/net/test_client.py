"""The client sends neither cookies nor credentials, ignores the environment, and checks every redirect."""

import asyncio
from collections.abc import Callable

import httpx
import pytest

from generator.net.body import read_body
from generator.net.client import HttpClient, Trail
from generator.net.connectivity import Connectivity
from generator.net.dns import DnsCache
from generator.net.errors import HostResult, RequestFailure
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard
from generator.net.transport import CheckedBackend
from tests.support.hosts import Names
from tests.support.strange_host import METHOD, StrangeHost

LIMITS = RequestLimits(connect=1.0, read=1.0, total=2.0)


def new_client(
    *allowed: str,
    limits: RequestLimits = LIMITS,
    resting: Callable[[str], HostResult | None] = lambda host: None,
) -> HttpClient:
    guard = SsrfGuard(allowed)
    return HttpClient(CheckedBackend(guard, DnsCache(), Connectivity()), guard, limits, {}, resting)


def request(client: HttpClient, url: str, method: str = "GET") -> tuple[int, Trail, bytes] | RequestFailure:
    async def receive(response: httpx.Response, trail: Trail) -> tuple[int, Trail, bytes]:
        return response.status_code, trail, await read_body(response, 1_000_000)

    async def run() -> tuple[int, Trail, bytes] | RequestFailure:
        async with client:
            return await client.request(url, receive, method)

    return asyncio.run(run())


def test_a_client_ignores_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.test:1/")
    client = new_client(limits=RequestLimits(connect=1.0, read=2.0, total=3.0))._client
    assert not client.trust_env
    assert not client._mounts
    assert (client.timeout.connect, client.timeout.read, client.timeout.pool) == (1.0, 2.0, 3.0)


def test_a_client_closes_with_its_context_and_keeps_no_cookie() -> None:
    async def run() -> tuple[bool, bool, int]:
        async with new_client() as client:
            inner, is_open = client._client, not client._client.is_closed
            sent = httpx.Request("GET", "http://a.example/")
            inner.cookies.extract_cookies(
                httpx.Response(200, headers={"Set-Cookie": "a=b; Domain=a.example"}, request=sent)
            )
        return is_open, inner.is_closed, len(inner.cookies)

    assert asyncio.run(run()) == (True, True, 0)


def test_follows_redirects_and_says_where_they_led(host: StrangeHost, names: Names) -> None:
    host.redirects["/away"] = host.url("/page", "b.test")
    received = request(new_client("a.test", "b.test"), host.url("/away#part", "a.test"))
    assert isinstance(received, tuple)
    status, trail, body = received
    assert (status, body) == (200, b"<title>Here</title>")
    assert (trail.final, trail.host, trail.moved) == (host.url("/page", "b.test"), "b.test", "")


def test_permanent_redirects_give_the_url_to_use_in_future(host: StrangeHost) -> None:
    received = request(new_client("127.0.0.1"), host.url("/moved-again"), "HEAD")
    assert isinstance(received, tuple)
    assert (received[1].moved, received[1].host) == (host.url("/page"), "")
    assert {headers[METHOD] for _, headers in host.asked} == {"HEAD"}


def test_redirects_are_not_followed_without_a_limit_for_them(host: StrangeHost) -> None:
    received = request(new_client("127.0.0.1", limits=RequestLimits(redirects=0)), host.url("/moved.jpg"))
    assert isinstance(received, tuple)
    assert (received[0], len(host.asked)) == (302, 1)


@pytest.mark.parametrize(
    ("target", "kind", "reason", "allow"),
    [
        ("http://10.0.0.1/x", "blocked", "10.0.0.1 resolves to a private network (10.0.0.1)", "10.0.0.1"),
        ("http://mail.test:25/x", "blocked", "port 25 is not a web port", "mail.test:25"),
        ("file:///etc/passwd", "blocked", "the URL is not a valid http or https URL", ""),
        ("http://me:secret@127.0.0.1/", "blocked", "the URL contains a user name or password", ""),
        ("/loop", "failed", "the URL redirects more than 4 times", ""),
    ],
)
def test_every_redirect_is_checked(
    host: StrangeHost, names: Names, target: str, kind: str, reason: str, allow: str
) -> None:
    names["10.0.0.1"] = ["10.0.0.1"]
    host.redirects["/loop"] = target
    failure = request(new_client(f"127.0.0.1:{host.port}"), host.url("/loop"))
    assert isinstance(failure, RequestFailure)
    assert (failure.kind, failure.reason, failure.allow) == (kind, reason, allow)


@pytest.mark.parametrize(("downgrade", "requested"), [(True, 2), (False, 1)])
def test_a_redirect_from_https_to_http_is_followed_only_if_allowed(
    monkeypatch: pytest.MonkeyPatch, downgrade: bool, requested: int
) -> None:
    sent: list[str] = []

    async def send(self: httpx.AsyncClient, asked: httpx.Request, **named: object) -> httpx.Response:
        sent.append(str(asked.url))
        status = 302 if len(sent) == 1 else 200
        return httpx.Response(status, headers={"Location": "http://b.example/"}, stream=httpx.ByteStream(b""))

    monkeypatch.setattr(httpx.AsyncClient, "send", send)
    received = request(new_client(limits=RequestLimits(downgrade=downgrade)), "https://a.example/")
    assert len(sent) == requested
    if not downgrade:
        assert isinstance(received, RequestFailure)
        assert (received.kind, received.reason) == ("blocked", "it redirects from https to http")


def test_a_failure_names_the_host_that_failed(host: StrangeHost, names: Names) -> None:
    host.redirects["/away"] = host.url("/silent.jpg", "b.test")
    client = new_client("a.test", "b.test")
    failure = request(client, host.url("/away", "a.test"))
    assert isinstance(failure, RequestFailure)
    assert (failure.host, failure.answered) == ("b.test", False)
    own = request(new_client("b.test"), host.url("/silent.jpg", "b.test"))
    assert isinstance(own, RequestFailure)
    assert own.host == "", "the host of the URL itself"


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (HostResult(status=503, wait=60, reason="busy"), "busy"),
        (HostResult(answered=False, reason="silent"), "the host failed an earlier request: silent"),
    ],
)
def test_redirects_to_a_resting_host_are_not_followed(
    host: StrangeHost, names: Names, result: HostResult, reason: str
) -> None:
    host.redirects["/away"] = host.url("/page", "b.test")
    client = new_client("a.test", "b.test", resting={"b.test": result}.get)
    failure = request(client, host.url("/away", "a.test"))
    assert isinstance(failure, RequestFailure)
    assert (failure.host, failure.reason, failure.wait) == ("b.test", reason, result.wait)
    assert [path for path, _ in host.asked] == ["/away"]


def test_names_the_hosts_that_only_the_settings_allow(host: StrangeHost, names: Names) -> None:
    host.redirects["/away"] = host.url("/page", "b.test")
    client = new_client("a.test", "b.test", "public.example")
    received = request(client, host.url("/away", "a.test"))
    assert isinstance(received, tuple)
    assert client.exemptions(received[1]) == (f"a.test:{host.port}", f"b.test:{host.port}")
