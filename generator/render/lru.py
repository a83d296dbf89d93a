"""A memory of bounded size for what is rendered once and stands in many places."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value", str, bytes)


class GenerationalCache(Generic[Value]):
    """Texts by key. What was not asked for during a whole generation is forgotten.

    Two generations of at most half of ``limit`` each (characters or bytes; keys are not counted): nearly the
    least recently used, for next to nothing. What is forgotten is made again: speed is lost, nothing else.
    """

    def __init__(self, limit: int) -> None:
        self._half = limit // 2
        self._size = 0
        self._young: dict[Hashable, Value] = {}
        self._old: dict[Hashable, Value] = {}

    def get(self, key: Hashable) -> Value | None:
        """Return what is kept under a key."""
        value = self._young.get(key)
        if value is None:
            value = self._old.get(key)
            if value is not None:
                self.keep(key, value)
        return value

    def keep(self, key: Hashable, value: Value) -> None:
        """Keep a text under a key."""
        self._size += len(value)
        if self._size > self._half:
            self._old, self._young, self._size = self._young, {}, len(value)
        self._young[key] = value
