"""What every test may use: a site in a folder of its own, and the flag that renews golden trees."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.site_kit import Site

MEMORY = Path("/dev/shm")
ROOM = 1_000_000_000
"""Bytes that must be free there. The tests make and remove tens of thousands of small files."""

GOLDEN = Path(__file__).parent / "golden" / "content"


def pytest_configure() -> None:
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        tempfile.tempdir = tempfile.tempdir or str(MEMORY)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what is built now as what is expected from now on"
    )


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
