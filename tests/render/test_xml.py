"""Escaped text survives an XML parser unchanged; characters that XML forbids are removed or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.render.xml import check_xml, escape_attribute, escape_text, strip_illegal

LEGAL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r&<>\"'"),
    max_size=20,
)
ILLEGAL = ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]


@given(LEGAL)
def test_escaped_text_is_parsed_back_unchanged(value: str) -> None:
    document = f'<a b="{escape_attribute(value)}">{escape_text(value)}</a>'.encode()
    element = etree.fromstring(document)
    assert (element.get("b"), element.text or "") == (value, value)


@pytest.mark.parametrize(
    ("value", "text", "attribute"),
    [
        ("AT&T", "AT&amp;T", "AT&amp;T"),
        ("&lt;", "&amp;lt;", "&amp;lt;"),
        ('a "b"', 'a "b"', "a &quot;b&quot;"),
        ("a\tb\nc", "a\tb\nc", "a&#9;b&#10;c"),
        ("a\r", "a&#13;", "a&#13;"),
        ("plain ü", "plain ü", "plain ü"),
    ],
)
def test_attributes_escape_more_than_text(value: str, text: str, attribute: str) -> None:
    assert (escape_text(value), escape_attribute(value)) == (text, attribute)


@pytest.mark.parametrize("character", ILLEGAL)
def test_a_forbidden_character_is_removed_or_refused(character: str) -> None:
    assert strip_illegal(f"a{character}b") == "ab"
    with pytest.raises(ValueError, match="XML forbids"):
        check_xml(f"a{character}b")


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\x7f", "\ud7ff", "\ue000", "\ufffd", "\U0010ffff"])
def test_an_allowed_character_is_kept(character: str) -> None:
    assert strip_illegal(character) == character
    assert check_xml(character) == character.encode()
