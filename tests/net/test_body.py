"""A body is limited in size, compressed or not; a decompression bomb needs little memory."""

import asyncio
import gzip
import tracemalloc
import zlib

import httpx
import pytest

from generator.net.body import Body, read_body
from generator.net.errors import BodyGarbled, BodyTooLarge, BodyTruncated

TEXT = b"a picture, let us say " * 1_000


def decoded(data: bytes, encoding: str = "", max_bytes: int = 100_000, size: int = 1_000) -> bytes:
    body = Body(encoding, max_bytes, accept_gzip=True)
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
    ("encoding", "data"), [("gzip", b"not packed at all"), ("gzip", zlib.compress(TEXT)), ("gzip", TEXT)]
)
def test_rejects_a_wrong_encoding(encoding: str, data: bytes) -> None:
    with pytest.raises(BodyGarbled):
        decoded(data, encoding)


def test_rejects_a_truncated_body() -> None:
    with pytest.raises(BodyTruncated):
        decoded(gzip.compress(TEXT)[:-20], "gzip")


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "x" * 500])
def test_rejects_unsupported_encodings(encoding: str) -> None:
    with pytest.raises(BodyGarbled, match="unsupported encoding") as caught:
        Body(encoding, accept_gzip=True)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize("encoding", ["gzip", "X-Gzip"])
def test_rejects_gzip_that_was_not_asked_for(encoding: str) -> None:
    with pytest.raises(BodyGarbled, match="unsupported encoding"):
        Body(encoding)


def respond(data: bytes, **headers: str) -> httpx.Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, headers=given, stream=httpx.ByteStream(data))


def test_reads_the_body_of_a_response_and_shows_its_start() -> None:
    seen: list[bytes] = []
    response = respond(gzip.compress(TEXT), content_encoding="gzip")
    assert asyncio.run(read_body(response, 100_000, accept_gzip=True, inspect=seen.append)) == TEXT
    assert seen
    assert all(TEXT.startswith(start) for start in seen)


@pytest.mark.parametrize("length", ["1001", "9" * 400])
def test_rejects_an_announced_length_over_the_limit(length: str) -> None:
    with pytest.raises(BodyTooLarge):
        asyncio.run(read_body(respond(b"", content_length=length), 1_000))


def test_an_invalid_length_is_ignored() -> None:
    assert asyncio.run(read_body(respond(b"abc", content_length="-5"), 1_000)) == b"abc"
