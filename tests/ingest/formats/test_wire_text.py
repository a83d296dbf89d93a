"""Strings from strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.formats.wire_text import MOST_LETTERS, resolve_url, safe_number, safe_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (7, "7"),
        (1.5, "1.5"),
        (True, ""),
        (None, ""),
        ([], ""),
        ({"a": 1}, ""),
        (10**20, ""),
        ("a\ud800", "a?"),
    ],
)
def test_any_value_is_text_that_can_be_encoded(value: object, text: str) -> None:
    assert safe_text(value) == text


def test_a_text_has_a_limit() -> None:
    assert len(safe_text("x" * (MOST_LETTERS + 9))) == MOST_LETTERS


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("640", 640),
        ("640px", 640),
        (640.7, 640),
        ("50%", 0),
        ("-1", 0),
        ("٣", 0),
        ("9" * 20, 0),
        (None, 0),
        ("x", 0),
    ],
)
def test_numbers_are_whole(value: object, number: int) -> None:
    assert safe_number(value) == number


@pytest.mark.parametrize(
    ("base", "url", "resolved"),
    [
        ("https://a.example/x/", "y", "https://a.example/x/y"),
        ("https://a.example/x", "//b.example/z", "https://b.example/z"),
        ("", "y", "y"),
        ("https://a.example/", "", ""),
        ("https://a.example/", "http://[x", "http://[x"),
        ("https://a.example/", None, ""),
    ],
)
def test_urls_are_resolved(base: str, url: object, resolved: str) -> None:
    assert resolve_url(base, url) == resolved


@given(st.text(), st.text())
def test_any_base_and_url_are_taken(base: str, url: str) -> None:
    assert isinstance(resolve_url(base, url), str)
