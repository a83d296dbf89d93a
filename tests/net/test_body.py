"""A body is taken up to a limit, packed or not, and a bomb goes off in a small room."""

import gzip
import tracemalloc
import zlib

import pytest

from generator.net.body import Body
from generator.net.errors import BodyGarbled, BodyTooLarge, BodyTruncated

TEXT = b"a picture, let us say " * 1_000


def taken(data: bytes, encoding: str = "", most: int = 100_000, size: int = 1_000) -> bytes:
    body = Body(encoding, most)
    for start in range(0, len(data), size):
        body.take(data[start : start + size])
    return body.whole()


@pytest.mark.parametrize("size", [1, 7, 1_000, 100_000])
@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        (" GZIP ", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
    ],
)
def test_a_body_comes_out_as_it_was(encoding: str, data: bytes, size: int) -> None:
    assert taken(data, encoding, size=size) == TEXT


def test_the_beginning_is_there_before_the_end() -> None:
    body = Body()
    assert body.start == b""
    for letter in TEXT[:70]:
        body.take(bytes([letter]))
    assert body.start == TEXT[:64]
    assert body.whole() == TEXT[:70]


def test_too_much_is_too_much() -> None:
    with pytest.raises(BodyTooLarge):
        taken(bytes(100_001), most=100_000)
    assert len(taken(bytes(100_000), most=100_000)) == 100_000


def test_a_bomb_is_given_up_at_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000), 9)
    tracemalloc.start()
    try:
        with pytest.raises(BodyTooLarge):
            taken(bomb, "gzip", most=1_000_000, size=65_536)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("encoding", "data"), [("gzip", b"not packed at all"), ("deflate", b"\xff\xff\xff\xff"), ("gzip", TEXT)]
)
def test_what_is_not_packed_as_it_says_is_garbled(encoding: str, data: bytes) -> None:
    with pytest.raises(BodyGarbled):
        taken(data, encoding)


def test_what_ends_too_early_is_cut_short() -> None:
    with pytest.raises(BodyTruncated):
        taken(gzip.compress(TEXT)[:-20], "gzip")


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x" * 500])
def test_no_other_packing_is_taken(encoding: str) -> None:
    with pytest.raises(BodyGarbled, match="not asked for") as caught:
        Body(encoding)
    assert len(str(caught.value)) < 120
