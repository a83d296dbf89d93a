"""Ports: the requested one, the next free one, or an error that names the host."""

import socket

import pytest

from generator.base.errors import SettingsError
from generator.server import ports
from generator.server.ports import open_port


def test_any_free_port() -> None:
    with open_port("127.0.0.1", 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert listener.getsockname()[1] > 0
        assert listener.getblocking() is False


def test_a_taken_port_is_skipped() -> None:
    with open_port("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with open_port("127.0.0.1", port) as second:
            assert second.getsockname()[1] > port


def test_no_free_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "MAX_TRIES", 1)
    with open_port("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"no port from {port} on is free on 127.0.0.1"):
            open_port("127.0.0.1", port)


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(SettingsError, match=r"cannot listen on no\.such\.host: there is no such host"):
        open_port("no.such.host", 8000)
