"""What every test may use: a site in a folder of its own, and the flag that renews golden trees."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.support.site_kit import Site

MEMORY = Path("/dev/shm")
ROOM = 1_000_000_000
"""Bytes that must be free there. The tests make and remove tens of thousands of small files."""

OURS = (None, "::1", "localhost")
"""The hosts that a test may ask, beside those of 127.0.0.0/8."""

WHOLE_SITES = {"acceptance", "browser"}
"""Folders of tests that keep whole sites in memory."""

GOLDEN = Path(__file__).parent / "golden" / "content"


EXPLORES = bool(os.environ.get("BROADSHEET_EXAMPLES"))
"""Whether to try new random examples, as ``make test-long`` does. A push gets the same ones each time."""

# No deadline: other work on the machine only adds time.
settings.register_profile("patient", deadline=None, derandomize=not EXPLORES)
settings.load_profile("patient")


def pytest_configure() -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as after nohup; children inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        tempfile.tempdir = tempfile.tempdir or str(MEMORY)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run tests of whole sites last. They keep sites in memory, and a build forks processes: from then on slower."""
    items.sort(key=lambda item: not WHOLE_SITES.isdisjoint(item.path.parts))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what is built now as what is expected from now on"
    )
    parser.addoption("--recordings", metavar="DIR", help="keep recordings of the browser in this folder")


def is_ours(host: Any) -> bool:
    return host in OURS or str(host).startswith("127.")


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Tests reach this machine and nothing beyond it."""
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def getaddrinfo(host: Any, *given: Any, **named: Any) -> Any:
        assert is_ours(host), f"a test looks up {host}"
        return look_up(host, *given, **named)

    def connected(own: socket.socket, address: Any) -> None:
        local = own.family == getattr(socket, "AF_UNIX", None)
        assert local or is_ours(address[0]), f"a test asks {address}"
        connect(own, address)

    with pytest.MonkeyPatch.context() as patch:  # not the tests' own: it would outlive their folders
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        patch.setattr(socket.socket, "connect", connected)
        yield


@pytest.fixture
def recordings(request: pytest.FixtureRequest) -> Path | None:
    """Where to keep what a browser showed; nowhere, unless asked."""
    folder = request.config.getoption("--recordings")
    return Path(folder) if folder else None


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without content."""
    return Site(tmp_path)


@pytest.fixture
def small_site(tmp_path: Path) -> Site:
    """The site of the golden tree, in a folder where it may be changed."""
    small = Site(tmp_path)
    shutil.copytree(GOLDEN, small.content)
    return small


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what tests have measured: they have it in the property ``figure``."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in getattr(report, "user_properties", ()):
            if name == "figure":
                terminalreporter.write_line(f"measured: {value}")
