"""Lists: of anything, and of short names. What should be a list and is a single thing becomes a list of one."""

from typing import Any

from generator.normalise.faults import Faults
from generator.normalise.plain import LABEL, plain

MOST = 50
"""Most names in one field: topics, tags, keywords."""


def entries(faults: Faults, field: str, value: Any, most: int) -> list[Any]:
    """Return the elements of a field, at most ``most`` of them; none where it is empty or no list."""
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        if not isinstance(value, (str, dict)):
            faults.expected(field, "a list", value)
            return []
        faults.repaired(field, "expected a list, found a single value: read as a list of one")
        return [value]
    if len(value) > most:
        faults.add(
            "warning", field, f"expected at most {most} elements, found {len(value)}: the rest is left out"
        )
        return value[:most]
    return value


def names(faults: Faults, field: str, value: Any, most: int = MOST) -> tuple[str, ...]:
    """Return short texts in their order, each once whatever its case. An element may be a mapping with a ``name``."""
    found: dict[str, str] = {}
    for index, entry in enumerate(entries(faults, field, value, most)):
        name = entry if type(entry) is str else _name(faults, f"{field}[{index}]", entry)
        name = plain(faults, field, name, LABEL)
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _name(faults: Faults, field: str, entry: Any) -> Any:
    """Return what an element that is no text is called."""
    if isinstance(entry, dict):
        entry = entry.get("name")
    if isinstance(entry, (dict, list)):
        faults.expected(field, "a text", entry)
        return None
    return entry
