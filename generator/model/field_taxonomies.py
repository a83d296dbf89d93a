"""Taxonomies whose terms are the values of a record field. A row of the table is all that a stage needs of one.

The site has their pages if the setting of the same name in ``[sections]`` is on.
"""

from collections.abc import Callable

from msgspec import Struct

from generator.model.item import Item


class FieldTaxonomy(Struct, frozen=True):
    """A taxonomy of the values of a field.

    ``name`` is that of its section, of its feed scope and of its message in plural. ``singular`` is that of its search
    filter, of its message in singular, and of the placeholder in the message ``{singular}_feed``. ``values`` returns
    the terms of an item. ``own_value`` returns the term that an item itself stands for, "" for none: the item is listed
    there if other items have the term.
    """

    name: str
    singular: str
    values: Callable[[Item], tuple[str, ...]]
    own_value: Callable[[Item], str] = lambda _: ""


def _authors(item: Item) -> tuple[str, ...]:
    return item.source.authors if item.source else ()


def _person(item: Item) -> str:
    """Return the name of a person: their profile is listed with what they wrote."""
    return item.title if item.kind == "profile" else ""


FIELD_TAXONOMIES: tuple[FieldTaxonomy, ...] = (
    FieldTaxonomy("authors", "author", _authors, _person),
    FieldTaxonomy("tags", "tag", lambda item: item.tags),
)
"""All of them, in the order of the navigation."""
