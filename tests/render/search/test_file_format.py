"""Pagefind's files are compressed CBOR behind a few magic bytes."""

import gzip

import pytest

from generator.render.search.file_format import decode_file, encode_file


def test_a_value_is_read_as_it_was_written() -> None:
    value = ["1.5.2", [["0", 7]], [], {"a": -3}]
    assert decode_file(encode_file(value)) == value
    assert encode_file(value) == encode_file(value)
    assert gzip.decompress(encode_file(value)).startswith(b"pagefind_dcd")


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Pagefind file"):
        decode_file(gzip.compress(b"something else"))
