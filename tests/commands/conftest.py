"""Fixtures for tests that publish to a store on this machine."""

from tests.support.object_store import bucket, endpoint  # noqa: F401
