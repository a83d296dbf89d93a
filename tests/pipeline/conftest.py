"""Fixtures for tests of builds that use a store on this machine."""

from tests.support.object_store import bucket, endpoint  # noqa: F401
