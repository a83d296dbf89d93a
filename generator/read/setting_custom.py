"""Check the table ``[site.custom]``: values of the owner for templates of the owner."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from generator.base.setting_types import InvalidSetting

_LARGEST = 1 << 63


def custom_values(value: object) -> dict[str, Any]:
    """Return a table of texts, numbers, Booleans, lists and tables. Dates become text (ISO 8601).

    Raises :class:`InvalidSetting`.
    """
    if not isinstance(value, Mapping):
        raise InvalidSetting("a table: [site.custom]")
    return {str(name): _convert(each) for name, each in value.items()}


def _convert(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _convert(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_convert(each) for each in value]
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise InvalidSetting("whole numbers of at most 64 bits")
    return value
