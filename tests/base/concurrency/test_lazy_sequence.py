"""A sequence that is computed in the background."""

from generator.base.concurrency.lazy_sequence import LazySequence


def test_the_first_access_waits_for_the_result_once() -> None:
    asked: list[int] = []

    def finish() -> tuple[str, ...]:
        asked.append(1)
        return ("a", "b", "c")

    awaited = LazySequence(finish)
    assert not asked
    assert len(awaited) == 3
    assert (awaited[1], awaited[1:], list(awaited), "c" in awaited) == (
        "b",
        ("b", "c"),
        ["a", "b", "c"],
        True,
    )
    assert len(asked) == 1
