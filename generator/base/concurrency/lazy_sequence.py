"""A sequence that is computed in the background. Reading it waits for the result."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

Value = TypeVar("Value")


class LazySequence(Sequence[Value]):
    """The sequence that ``finish`` returns. It is called once, on first access."""

    def __init__(self, finish: Callable[[], Sequence[Value]]) -> None:
        self._finish: Callable[[], Sequence[Value]] | None = finish
        self._values: Sequence[Value] = ()

    def whole(self) -> Sequence[Value]:
        """Return the sequence itself; wait for it if necessary."""
        if self._finish is not None:
            self._values, self._finish = self._finish(), None
        return self._values

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | Sequence[Value]:
        return self.whole()[place]

    def __len__(self) -> int:
        return len(self.whole())

    def __iter__(self) -> Iterator[Value]:
        return iter(self.whole())
