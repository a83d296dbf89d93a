"""Tables of values that the owner chose, as templates see them."""

from collections.abc import Mapping
from typing import Any


class CustomTable(dict[str, Any]):
    """A table whose values are also attributes: ``site.custom.hero``. A key comes before a method of the same name.

    >>> CustomTable.of({"menu": {"items": [1, 2]}}).menu.items
    (1, 2)
    """

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "CustomTable":
        """Return a table with all tables in it converted, and lists as tuples."""
        return cls({name: _convert(value) for name, value in values.items()})

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("__") and name in self:
            return self[name]
        return super().__getattribute__(name)

    def __reduce__(self) -> tuple[type["CustomTable"], tuple[dict[str, Any]]]:
        return CustomTable, (dict(self),)  # pickle would call items(), which may be a value


def _convert(value: object) -> object:
    if isinstance(value, Mapping):
        return CustomTable.of(value)
    if isinstance(value, list | tuple):
        return tuple([_convert(each) for each in value])
    return value


NO_CUSTOM_TABLE = CustomTable()
