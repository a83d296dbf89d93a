"""A body is limited in size, compressed or not; a decompression bomb needs little memory."""

import gzip
import tracemalloc
import zlib

import pytest

from generator.net.body import Body
from generator.net.errors import BodyGarbled, BodyTooLarge, BodyTruncated

TEXT = b"a picture, let us say " * 1_000


def decoded(data: bytes, encoding: str = "", max_bytes: int = 100_000, size: int = 1_000) -> bytes:
    body = Body(encoding, max_bytes)
    for start in range(0, len(data), size):
        body.append(data[start : start + size])
    return body.content()


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
def test_decodes_a_body(encoding: str, data: bytes, size: int) -> None:
    assert decoded(data, encoding, size=size) == TEXT


def test_start_is_available_before_the_end() -> None:
    body = Body()
    assert body.start == b""
    for letter in TEXT[:70]:
        body.append(bytes([letter]))
    assert body.start == TEXT[:64]
    assert body.content() == TEXT[:70]


def test_rejects_a_body_over_the_limit() -> None:
    with pytest.raises(BodyTooLarge):
        decoded(bytes(100_001), max_bytes=100_000)
    assert len(decoded(bytes(100_000), max_bytes=100_000)) == 100_000


def test_stops_unpacking_a_bomb_at_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000), 9)
    tracemalloc.start()
    try:
        with pytest.raises(BodyTooLarge):
            decoded(bomb, "gzip", max_bytes=1_000_000, size=65_536)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("encoding", "data"), [("gzip", b"not packed at all"), ("deflate", b"\xff\xff\xff\xff"), ("gzip", TEXT)]
)
def test_rejects_a_wrong_encoding(encoding: str, data: bytes) -> None:
    with pytest.raises(BodyGarbled):
        decoded(data, encoding)


def test_rejects_a_truncated_body() -> None:
    with pytest.raises(BodyTruncated):
        decoded(gzip.compress(TEXT)[:-20], "gzip")


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x" * 500])
def test_rejects_unsupported_encodings(encoding: str) -> None:
    with pytest.raises(BodyGarbled, match="unsupported encoding") as caught:
        Body(encoding)
    assert len(str(caught.value)) < 120
