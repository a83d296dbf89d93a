"""Field names that the reader needs: the sealed field, number fields, and names that skip a check."""

from generator.model.record_fields import PAGE_FIELDS, RECORD_FIELDS, REFERENCE_FIELDS, walk_fields

SECURED = "secured"
"""The field that must never leave this package. Its case does not matter."""

_FIELDS = tuple(walk_fields((*RECORD_FIELDS, *REFERENCE_FIELDS, *PAGE_FIELDS)))

NUMBERS = frozenset([each.name for each in _FIELDS if each.type in ("integer", "count", "number", "boolean")])
"""Fields that hold a number or a Boolean, at any level of a record. All others hold text."""

KNOWN = frozenset([each.name for each in _FIELDS])
"""Names that records use. Not a schema: other names are only checked for being ``secured``, which takes longer."""


def is_secured(name: str) -> bool:
    """Return whether a field name is ``secured``, ignoring case and surrounding spaces."""
    return name.strip().casefold() == SECURED
