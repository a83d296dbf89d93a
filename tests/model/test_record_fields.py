"""The table of fields agrees with the items and messages that it names."""

import pytest

from generator.model.item import Item, Profile
from generator.model.messages import ENGLISH
from generator.model.record_fields import (
    FACT_FIELDS,
    RECORD_FIELDS,
    REFERENCE_FIELDS,
    SIMPLE_FIELDS,
    RecordField,
    walk_fields,
)


@pytest.mark.parametrize("field", SIMPLE_FIELDS, ids=lambda each: each.name)
def test_a_simple_field_has_an_attribute_of_items_or_is_a_fact(field: RecordField) -> None:
    assert field.attribute in Item.__struct_fields__ or field in FACT_FIELDS


@pytest.mark.parametrize("field", FACT_FIELDS, ids=lambda each: each.name)
def test_a_fact_has_a_label_and_a_value(field: RecordField) -> None:
    assert getattr(ENGLISH, field.label)
    assert field.is_simple or field.name == "ratings" or field.name in Profile.__struct_fields__


@pytest.mark.parametrize("fields", [RECORD_FIELDS, REFERENCE_FIELDS])
def test_a_name_occurs_once_in_a_mapping(fields: tuple[RecordField, ...]) -> None:
    for level in (fields, *[each.fields for each in walk_fields(fields)]):
        names = [each.name for each in level]
        assert len(names) == len(set(names))


def test_a_name_has_one_type_of_scalar_wherever_it_stands() -> None:
    numeric = {"integer", "count", "number", "boolean"}
    every = list(walk_fields((*RECORD_FIELDS, *REFERENCE_FIELDS)))
    numbers = {each.name for each in every if each.type in numeric}
    texts = {each.name for each in every if each.type in ("text", "names", "duration", "moment")}
    assert not numbers & texts, "the readers decide by name alone"
