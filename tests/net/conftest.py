"""Fixtures for tests that talk to a misbehaving host on this machine."""

from tests.support.hosts import host, names, shared_host  # noqa: F401
from tests.support.object_store import bucket, endpoint  # noqa: F401
