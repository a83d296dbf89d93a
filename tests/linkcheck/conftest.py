"""Fixtures for tests that talk to a misbehaving host on this machine."""

from tests.support.hosts import clock, host, names, shared_host  # noqa: F401
from tests.support.link_checks import ask  # noqa: F401
