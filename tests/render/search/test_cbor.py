"""CBOR, as far as Pagefind writes it: the examples of RFC 8949, appendix A, and everything back and forth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.search.cbor import decode_cbor, encode_cbor

values = st.recursive(
    st.integers(-(2**63), 2**63) | st.text(), lambda inner: st.lists(inner, max_size=30), max_leaves=60
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (1000, "1903e8"),
        (1000000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"),
        (-1, "20"),
        (-1000, "3903e7"),
        ("", "60"),
        ("IETF", "6449455446"),
        ("水", "63e6b0b4"),
        ([], "80"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
        (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ],
)
def test_the_examples_of_the_standard(value: object, written: str) -> None:
    assert encode_cbor(value).hex() == written
    assert decode_cbor(bytes.fromhex(written)) == value


@given(values)
def test_what_is_written_is_read(value: object) -> None:
    assert decode_cbor(encode_cbor(value)) == value


@pytest.mark.parametrize("data", ["", "18", "1f", "82 01", "a0", "f6", "0000", "9f01ff", "62ff"])
def test_anything_else_is_refused(data: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - one of several, all of them value errors
        decode_cbor(bytes.fromhex(data))


def test_a_number_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        encode_cbor(2**64)
