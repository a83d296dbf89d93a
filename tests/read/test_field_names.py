"""The field names that the reader needs."""

import pytest

from generator.normalise.field_schema import RECORD, REFERENCE
from generator.read.field_names import KNOWN, NUMBERS, is_secured


@pytest.mark.parametrize("name", ["secured", "Secured", "SECURED", " secured ", "\tsecured\n"])
def test_secured_is_recognised_in_any_spelling(name: str) -> None:
    assert is_secured(name)


@pytest.mark.parametrize("name", ["", "secure", "un-secured", "secured2", "title"])
def test_other_names_are_not_secured(name: str) -> None:
    assert not is_secured(name)


def test_no_known_name_is_secured() -> None:
    assert not any(map(is_secured, KNOWN))


def test_the_fast_parser_knows_every_field_of_the_model() -> None:
    for shape in (RECORD, REFERENCE, *RECORD.inner.values()):
        assert shape.names <= KNOWN


def test_text_fields_are_not_parsed_as_numbers() -> None:
    assert NUMBERS.isdisjoint({"title", "name", "publishedDateTime", "price", "length", "tags", "topics"})
