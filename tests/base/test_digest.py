"""Digests have a fixed length, and parts do not run together."""

from hashlib import blake2b

import pytest

from generator.base.digest import SIZE, combine, digest, short


def test_a_digest_is_blake2b_of_16_bytes() -> None:
    assert digest(b"abc") == blake2b(b"abc", digest_size=16).digest()
    assert len(digest(b"")) == SIZE == len(combine())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a",), ("a", "")),
        (("a", "b"), ("b", "a")),
        ((), ("",)),
        ((b"a" * 256, b""), (b"a" * 255, b"a")),
    ],
)
def test_different_parts_have_different_digests(one: tuple[str | bytes], other: tuple[str | bytes]) -> None:
    assert combine(*one) != combine(*other)


def test_text_and_its_utf_8_bytes_have_the_same_digest() -> None:
    assert combine("é") == combine("é".encode())
    assert short("é") == short("é".encode()) == digest("é".encode()).hex()[:8]
    assert len(short(b"x", 12)) == 12
