"""Settings reject unknown names, and every setting has its documentation."""

from typing import get_type_hints

import msgspec
import pytest

from generator.model.settings import Settings

TABLES = get_type_hints(Settings)


@pytest.mark.parametrize("table", TABLES)
def test_an_unknown_name_is_an_error(table: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `no_such_setting`"):
        msgspec.convert({table: {"no_such_setting": 1}}, Settings)


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `sight`"):
        msgspec.convert({"sight": {}}, Settings)


@pytest.mark.parametrize("table", TABLES)
def test_defaults_survive_a_round_trip(table: str) -> None:
    defaults = msgspec.to_builtins(getattr(Settings(), table))
    assert getattr(msgspec.convert({table: defaults}, Settings), table) == getattr(Settings(), table)
