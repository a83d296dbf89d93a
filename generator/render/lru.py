"""A cache of limited size for texts that are rendered once and used on many pages."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value", str, bytes)


class GenerationalCache(Generic[Value]):
    """Approximate LRU cache. Entries that are not read during a whole generation are dropped.

    Holds two generations of up to ``limit / 2`` each, in characters or bytes; keys do not count. This is nearly as good
    as a true LRU cache and much cheaper. A dropped entry only costs the time to render it again.
    """

    def __init__(self, limit: int) -> None:
        self._half = limit // 2
        self._size = 0
        self._young: dict[Hashable, Value] = {}
        self._old: dict[Hashable, Value] = {}

    def get(self, key: Hashable) -> Value | None:
        """Return the cached text of a key, or ``None``."""
        value = self._young.get(key)
        if value is None:
            value = self._old.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: Hashable, value: Value) -> None:
        """Cache a text."""
        self._size += len(value)
        if self._size > self._half:
            self._old, self._young, self._size = self._young, {}, len(value)
        self._young[key] = value
