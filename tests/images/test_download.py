"""Downloading one image: headers, redirects and blocked hosts. ``test_misbehaviour.py`` has the failures."""

import socket
from typing import Any

import pytest

from generator.model.fetched_images import ImageCounts
from generator.net.retry import DAY
from tests.support.hosts import Clock, Fetch, Names, numbered
from tests.support.strange_host import ETAG, StrangeHost


def test_sends_no_cookies_credentials_or_proxy_requests(
    host: StrangeHost, names: Names, fetch: Fetch, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.test:1/")
    monkeypatch.setenv("ALL_PROXY", "http://proxy.test:1/")
    monkeypatch.setenv("NETRC", "/nowhere")
    fetch(host.url("/good.jpg"), host.url("/moved.jpg"))
    sent = host.headers("/good.jpg")
    assert sent["user-agent"] == "Broadsheet/test"
    assert not {"cookie", "authorization", "referer", "proxy-authorization"} & sent.keys()
    assert sent["accept-encoding"] == "identity"


def test_sends_validators_only_to_their_own_url(host: StrangeHost, fetch: Fetch, clock: Clock) -> None:
    fetch(host.url("/moved.jpg"))
    clock.now += 60 * DAY
    assert fetch(host.url("/moved.jpg")).counts == ImageCounts(not_modified=1)
    assert "if-none-match" not in host.headers("/moved.jpg")
    assert host.headers("/good.jpg")["if-none-match"] == ETAG


def test_prevents_dns_rebinding(host: StrangeHost, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers with this machine from the second time on (DNS rebinding) is not asked twice."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.3"]])
    asked: list[str] = []

    def getaddrinfo(name: str, port: int, *given: Any, **named: Any) -> Any:
        if name[0].isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, port))]
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert fetch(*numbered(host, 9, "rebinding.test")).counts.fetched == 9
    assert asked == ["rebinding.test"]


def test_connects_to_private_hosts_only_if_allowed(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    url = host.url("/good.jpg", "inside.test")
    shut = fetch(url, allow_hosts=())
    assert shut.counts == ImageCounts(refused=1)
    assert shut.images[url] == (
        "inside.test resolves to this machine (127.0.0.1); to allow it, add 'inside.test' to [images] allow_hosts"
    )
    assert host.asked == []
    assert fetch(url, allow_hosts=("other.test",)).counts == ImageCounts(refused=1)
    assert fetch(url, allow_hosts=("inside.test",)).counts == ImageCounts(fetched=1), "at once"


@pytest.mark.parametrize("port", ["0", "65536", "65558", "99999", "9" * 30])
def test_an_invalid_redirect_port_is_only_a_failure(
    host: StrangeHost, names: Names, fetch: Fetch, port: str
) -> None:
    host.redirects["/port.jpg"] = f"http://inside.test:{port}/x.jpg"
    url = host.url("/port.jpg")
    first, second = fetch(url), fetch(url)
    assert first.counts.fetched == 0
    assert (second.counts, second.images) == (first.counts, first.images)
