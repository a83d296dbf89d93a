"""Lists: of anything, and of short names. What should be a list and is a single thing becomes a list of one."""

from collections.abc import Iterable, Iterator
from typing import Any

from generator.normalise.plain_text import LABEL, normalise_text
from generator.normalise.problems import ProblemCollector

MOST = 50
"""Most names in one field: topics, tags, keywords."""


def list_entries(
    faults: ProblemCollector, field: str, value: Any, most: int, single: type | tuple[type, ...] = (str, dict)
) -> Iterable[Any]:
    """Return the elements of a field, at most ``most`` of them; none where it is empty or no list.

    ``single`` are the types of what may stand without a list around it.
    """
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        if isinstance(value, single):
            return _lone(faults, field, value)
        faults.expected(field, "a list", value, "Write it as a list, each entry on a line after a dash.")
        return ()
    if len(value) > most:
        faults.add(
            "warning",
            field,
            f"expected at most {most} elements, found {len(value)}: the rest is left out",
            "Shorten the list.",
        )
        return value[:most]
    return value


def _lone(faults: ProblemCollector, field: str, value: Any) -> Iterator[Any]:
    """Yield a value that should have been in a list; say so unless worse is said of the value itself."""
    before = faults.count
    yield value
    if faults.count == before:
        faults.repaired(field, "expected a list, found a single value: read as a list of one")


def list_names(faults: ProblemCollector, field: str, value: Any, most: int = MOST) -> tuple[str, ...]:
    """Return short texts in their order, each once whatever its case. An element may be a mapping with a ``name``."""
    found: dict[str, str] = {}
    for index, entry in enumerate(list_entries(faults, field, value, most)):
        name = entry if type(entry) is str else _name(faults, f"{field}[{index}]", entry)
        name = normalise_text(faults, field, name, LABEL)
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _name(faults: ProblemCollector, field: str, entry: Any) -> Any:
    """Return what an element that is no text is called."""
    if isinstance(entry, dict):
        entry = entry.get("name")
    if isinstance(entry, (dict, list)):
        faults.expected(field, "a text", entry, "Write each entry as a text of its own.")
        return None
    return entry
