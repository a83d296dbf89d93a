"""Values of the owner are attributes in templates, whatever their names."""

import pickle

import msgspec
import pytest

from generator.model.custom_table import CustomTable

VALUES = {"hero": "a.webp", "items": [1, {"get": True}], "two words": 2, "deep": {"keys": "k"}}
TABLE = CustomTable.of(VALUES)


def test_values_are_attributes_before_methods() -> None:
    assert TABLE.hero == "a.webp"
    assert getattr(TABLE, "items")[1].get is True  # noqa: B009
    assert TABLE.deep.keys == "k"
    assert TABLE["two words"] == 2
    assert TABLE.get("nothing", 3) == 3


def test_a_missing_value_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = TABLE.heroine


@pytest.mark.parametrize("values", [{}, VALUES, {"__reduce_ex__": 1, "__class__": "x"}])
def test_a_table_can_be_signed_and_sent_to_workers(values: dict[str, object]) -> None:
    table = CustomTable.of(values)
    assert pickle.loads(pickle.dumps(table)) == table
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(table)) == values
