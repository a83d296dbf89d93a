"""Connections go to the IP address that was checked; TLS still verifies the name."""

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from generator.net.connectivity import Connectivity
from generator.net.dns import DnsCache
from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard
from generator.net.transport import CheckedBackend, CheckedTransport
from tests.support.hosts import Names
from tests.support.strange_host import StrangeHost

pytestmark = pytest.mark.usefixtures("names")


def ask(
    url: str, allowed: tuple[str, ...] = (), tls: ssl.SSLContext | None = None
) -> tuple[Any, Connectivity]:
    """Request a URL. Return the status or the exception, and the observed connectivity."""
    network = Connectivity()

    async def run() -> int:
        backend = CheckedBackend(SsrfGuard(allowed), DnsCache(), network)
        async with httpx.AsyncClient(transport=CheckedTransport(backend, 2, tls), timeout=1) as client:
            return (await client.get(url)).status_code

    try:
        return asyncio.run(run()), network
    except (BlockedAddressError, ConnectionFailed, httpx.ConnectError) as fault:
        return fault, network


def test_connects_to_an_allowed_host(host: StrangeHost) -> None:
    status, network = ask(host.url("/good.jpg", "a.test"), ("a.test",))
    assert (status, network.reached) == (200, True)


def test_does_not_connect_to_a_private_address(host: StrangeHost, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: Any) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    fault, network = ask(host.url("/good.jpg", "a.test"))
    assert isinstance(fault, BlockedAddressError)
    assert not network.reached


def test_tries_addresses_until_one_accepts(host: StrangeHost, names: Names) -> None:
    """The server listens on one address of this machine alone; at the others nobody answers."""
    names["several.test"] = ["127.0.0.9", "127.0.0.8", "127.0.0.1"]
    assert ask(host.url("/good.jpg", "several.test"), ("several.test",))[0] == 200


@pytest.mark.parametrize(
    ("name", "reason"),
    [("gone.example", "the host does not exist"), ("unknown.example", "no DNS server answered")],
)
def test_an_unknown_host_differs_from_an_unreachable_dns_server(
    host: StrangeHost, names: Names, name: str, reason: str
) -> None:
    names["gone.example"] = []
    fault, network = ask(host.url("/good.jpg", name))
    assert isinstance(fault, ConnectionFailed)
    assert str(fault) == reason
    assert not network.reached


def test_a_closed_port_is_a_refused_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fault, network = ask(f"http://closed.test:{port}/", ("closed.test",))
    assert isinstance(fault, ConnectionFailed)
    assert str(fault) == "the host refused the connection"
    assert network.reached, "a refusal is an answer"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for ``pictures.test`` only, and its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed: that TLS verifies names is not tested here")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "cert.pem", folder / "key.pem"
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=pictures.test", "-addext", "subjectAltName=DNS:pictures.test"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True)
    return made, key


@pytest.fixture
def secure_port(certificate: tuple[Path, Path]) -> Iterator[int]:
    """The port of a TLS server that sends empty responses."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()
        thread = threading.Thread(target=serve, args=(server, context, over))
        thread.start()
        yield server.getsockname()[1]
        over.set()
        thread.join(5)


def serve(server: socket.socket, context: ssl.SSLContext, over: threading.Event) -> None:
    while not over.is_set():
        with suppress(OSError):  # nobody came, or whoever came did not like the certificate
            connection, _ = server.accept()
            connection.settimeout(1)
            with connection, context.wrap_socket(connection, server_side=True) as secure:
                secure.recv(10_000)
                secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def test_tls_verifies_the_host_name(certificate: tuple[Path, Path], secure_port: int) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    allowed = ("pictures.test", "others.test")
    assert ask(f"https://pictures.test:{secure_port}/", allowed, trusting)[0] == 200
    fault, _ = ask(f"https://others.test:{secure_port}/", allowed, trusting)
    assert isinstance(fault, httpx.ConnectError)
    assert "certificate" in str(fault)


def test_an_untrusted_certificate_is_rejected(secure_port: int) -> None:
    fault, _ = ask(f"https://pictures.test:{secure_port}/", ("pictures.test",))
    assert isinstance(fault, httpx.ConnectError)
