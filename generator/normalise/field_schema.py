"""The known fields of records, so that ``check`` can list unknown ones with suggestions.

Values are not checked here.
"""

from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct

from generator.base.redact import shorten_quote
from generator.base.suggest import closest_names
from generator.model.record import Record
from generator.normalise.problems import show_value

_LONGEST = 60


class _Shape(Struct, frozen=True):
    """The field names of a mapping, and the shapes of those fields that contain mappings."""

    names: frozenset[str]
    inner: dict[str, "_Shape"] = {}


def _shape(names: str, **inner: _Shape) -> _Shape:
    return _Shape(frozenset((*names.split(), *inner)), inner)


_IMAGE: Final = _shape("url width height isCached title attribution")
_PERSON: Final = _shape("name url domain")
_SOURCE: Final = _shape("name domain", images=_IMAGE, authors=_PERSON, publishers=_PERSON)
_RELATED: Final = _shape(
    "title excerpt publishedDateTime webUrl originalUrl ampWebUrl cdnAmpWebUrl type category quality heat "
    "topics tags locale",
    provider=_SOURCE,
    images=_IMAGE,
)
RECORD: Final = _shape(
    "title name excerpt publishedDateTime updatedDateTime webUrl originalUrl ampWebUrl cdnAmpWebUrl type category "
    "topics tags quality heat published removed deleted draft locale price length levels featuredContent items "
    "members bio location website source guid fetched",
    provider=_SOURCE,
    images=_IMAGE,
    related=_RELATED,
    ratings=_shape("count average"),
    actions=_shape("url type title attribution"),
    affiliation=_SOURCE,
    twitter=_shape("username url followers"),
    linkedin=_shape("url"),
)
REFERENCE: Final = _shape(
    "taxonomy _id name shortname parent keywords hashtags all none categories match services domain description "
    "otherNames",
    images=_IMAGE,
)


NAMES_ELSEWHERE: Final = {
    "date": "publishedDateTime",
    "published_at": "publishedDateTime",
    "lastmod": "updatedDateTime",
    "modified": "updatedDateTime",
    "description": "excerpt",
    "summary": "excerpt",
    "subtitle": "excerpt",
    "categories": "topics",
    "image": "images",
    "cover": "images",
    "external_url": "originalUrl",
    "link": "originalUrl",
    "lang": "locale",
    "language": "locale",
}
"""Names of our fields in other generators and feeds. Some are too different to be suggested by similarity."""


def find_unknown_fields(record: Record) -> tuple[str, ...]:
    """Return the sorted dotted names of unknown fields, without indices or duplicates."""
    shape = REFERENCE if record.folder == "data" else RECORD
    unknown: set[str] = set()
    _collect_unknown(record.fields, shape, "", unknown)
    return tuple(sorted(unknown))


def _collect_unknown(fields: dict[str, Any], shape: _Shape, prefix: str, unknown: set[str]) -> None:
    names = fields.keys()
    if not names <= shape.names:
        unknown.update([f"{prefix}{_show_name(name)}" for name in names - shape.names])
    for name in names & shape.inner.keys():
        value = fields[name]
        for entry in value if isinstance(value, list) else (value,):
            if isinstance(entry, dict):
                _collect_unknown(entry, shape.inner[name], f"{prefix}{name}.", unknown)


def suggest_field(name: str) -> str:
    """Return the known field that an unknown dotted field probably means, "" if there is none.

    >>> suggest_field("provider.nmae"), suggest_field("date"), suggest_field("zzz")
    ('provider.name', 'publishedDateTime', '')
    """
    *parents, last = name.split(".")
    shape = RECORD
    for parent in parents:
        shape = shape.inner.get(parent, _Shape(frozenset()))
    similar = (not parents and NAMES_ELSEWHERE.get(last)) or _find_similar(last, shape.names)
    return ".".join([*parents, similar]) if similar else ""


def find_titleless(fields: dict[str, Any]) -> tuple[str, str]:
    """Return message and hint for a record without a usable ``title`` or ``name``."""
    found = next((show_value(fields[name]) for name in ("title", "name") if fields.get(name)), "none")
    message = f"expected a title or a name, found {found}"
    for name in sorted(map(_show_name, fields.keys() - RECORD.names)):
        similar = _find_similar(name, ("name", "title"), 0.75)
        if similar:
            return message, f"Rename the field {name} to {similar}."
    return message, "Add a title (or a name). The record is left out until then."


def _find_similar(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known name most similar to ``name``, ignoring case; "" if none is similar enough."""
    folded = {each.casefold(): each for each in sorted(known)}
    similar = closest_names(name.casefold(), folded, least)
    return folded[similar[0]] if similar else ""


def _show_name(name: Any) -> str:
    """Return a field name in printable form. YAML allows any key."""
    if isinstance(name, str) and name.isprintable() and shorten_quote(name, _LONGEST) == name:
        return name
    return show_value(name)
