"""Encrypted data is removed from text, and nothing else is."""

import time

import pytest

from generator.base.redact import redact_secured, shorten_quote

IV = "AbCdEfGhIjKlMnOpQrStUv=="
SECRET = f"{'A' * 16};{IV}"


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        (SECRET, "[sealed]"),
        (f"before {SECRET} after", "before [sealed] after"),
        (f"{SECRET}\n{SECRET}", "[sealed]\n[sealed]"),
        (f"YWJjZGVmZ2hpamtsYWI=;{IV}", "[sealed]"),
        (f"a&amp;b {SECRET.replace('=', '&#61;')}", "a&amp;b [sealed]"),
    ],
)
def test_encrypted_data_is_replaced(text: str, redacted: str) -> None:
    assert redact_secured(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a == b; c == d",
        IV,
        f"fifteen15letter;{IV}",
        f"{'A' * 16};{IV[1:]}",
        f"{'A' * 16} ;{IV}",
        "1 &#43; 1 &#61;&#61; 2",
    ],
)
def test_other_text_is_returned_as_the_same_object(text: str) -> None:
    assert redact_secured(text) is text


def test_the_time_is_linear_in_the_length_of_base64() -> None:
    started = time.process_time()
    assert redact_secured("QUJD" * 100_000 + "==" * 1_000).startswith("QUJD")
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("text", "most", "quoted"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), (f"x {SECRET}", 10, "x [sealed]"), (f"x {SECRET}", 5, "x [s…")],
)
def test_a_quotation_is_redacted_before_it_is_shortened(text: str, most: int, quoted: str) -> None:
    assert shorten_quote(text, most) == quoted
