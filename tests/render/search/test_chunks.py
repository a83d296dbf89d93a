"""Chunks of words are split between words, and have what they had."""

import cbor2
import pytest

from generator.render.search.chunks import CHUNK_SIZE, split_chunk


def chunk_of(count: int, pages: int = 30) -> bytes:
    words = [
        [f"word{number:05}", [[page, [-25, 7], []] for page in range(pages)], []] for number in range(count)
    ]
    return cbor2.dumps([words])


@pytest.mark.parametrize("count", [1, 23, 24, 300, 70_000])
def test_parts_have_all_words_in_order(count: int) -> None:
    data = chunk_of(count, 1 if count > 1000 else 30)
    parts = list(split_chunk(data))
    words = [word for _, _, part in parts for word in cbor2.loads(part)[0]]
    assert [words] == cbor2.loads(data)
    for first, last, part in parts:
        (within,) = cbor2.loads(part)
        assert (within[0][0], within[-1][0]) == (first, last)
    assert all(CHUNK_SIZE <= len(part) < CHUNK_SIZE + 1_000 for _, _, part in parts[:-1])


@pytest.mark.parametrize("data", [cbor2.dumps({"a": 1}), cbor2.dumps([1]), cbor2.dumps(["x", "y"])])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a chunk"):
        list(split_chunk(data))
