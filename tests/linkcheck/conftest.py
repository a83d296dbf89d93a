"""Fixtures for tests that talk to a misbehaving host on this machine."""

from tests.support.hosts import clock, host, names, shared_host  # noqa: F401
