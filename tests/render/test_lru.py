"""The cache drops what is not read, keeps what is, and never exceeds its limit."""

import pytest

from generator.render.lru import GenerationalCache


def test_entries_that_are_read_survive_and_others_are_dropped() -> None:
    cache: GenerationalCache[str] = GenerationalCache(20)
    cache.put("wanted", "12345")
    for number in range(50):
        cache.put(number, "1234")
        assert cache.get("wanted") == "12345", "read in every generation"
    assert cache.get(0) is None
    assert sum(cache.get(number) is not None for number in range(50)) <= 5


def test_an_entry_larger_than_the_limit_is_kept_alone() -> None:
    cache: GenerationalCache[bytes] = GenerationalCache(4)
    cache.put("large", b"123456789")
    assert cache.get("large") == b"123456789"


def test_a_missing_key_is_none_and_an_empty_text_is_not() -> None:
    cache: GenerationalCache[str] = GenerationalCache(10)
    cache.put("empty", "")
    assert (cache.get("empty"), cache.get("missing")) == ("", None)


@pytest.mark.parametrize("limit", [10, 64, 1000])
def test_the_cache_never_holds_more_than_its_limit(limit: int) -> None:
    cache: GenerationalCache[str] = GenerationalCache(limit)
    for number in range(300):
        cache.put(number, "x" * (number % 5))
    held = [text for number in range(299, -1, -1) if (text := cache.get(number)) is not None]
    assert sum(map(len, held)) <= limit
