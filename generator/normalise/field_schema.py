"""Which fields the model knows, so that ``check`` can count the others and guess what was meant. Nothing here
judges values."""

from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct

from generator.base.redact import is_quotable
from generator.base.suggest import closest_names
from generator.model.record import Record
from generator.normalise.problems import show_value

_LONGEST = 60


class _Shape(Struct, frozen=True):
    """The names of a mapping's fields, and the shapes of those that hold mappings or lists of them."""

    names: frozenset[str]
    inner: dict[str, "_Shape"] = {}


def _shape(names: str, **inner: _Shape) -> _Shape:
    return _Shape(frozenset((*names.split(), *inner)), inner)


_PICTURE: Final = _shape("url width height isCached title attribution")
_PERSON: Final = _shape("name url domain")
_SOURCE: Final = _shape("name domain", images=_PICTURE, authors=_PERSON, publishers=_PERSON)
_RELATED: Final = _shape(
    "title excerpt publishedDateTime webUrl originalUrl ampWebUrl cdnAmpWebUrl type category quality heat "
    "topics tags locale",
    provider=_SOURCE,
    images=_PICTURE,
)
RECORD: Final = _shape(
    "title name excerpt publishedDateTime updatedDateTime webUrl originalUrl ampWebUrl cdnAmpWebUrl type category "
    "topics tags quality heat published removed deleted draft locale price length levels featuredContent items "
    "members bio location website",
    provider=_SOURCE,
    images=_PICTURE,
    related=_RELATED,
    ratings=_shape("count average"),
    actions=_shape("url type title attribution"),
    affiliation=_SOURCE,
    twitter=_shape("username url followers"),
    linkedin=_shape("url"),
)
REFERENCE: Final = _shape(
    "taxonomy _id name shortname parent keywords hashtags services domain description otherNames",
    images=_PICTURE,
)


ELSEWHERE: Final = {
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
"""What other generators and feeds call a field of ours. Not all of these look like it."""


def find_unknown_fields(record: Record) -> tuple[str, ...]:
    """Return the dotted names, without indices, of fields that the model does not know, sorted, each once."""
    shape = REFERENCE if record.folder == "data" else RECORD
    found: set[str] = set()
    _collect(record.fields, shape, "", found)
    return tuple(sorted(found))


def _collect(fields: dict[str, Any], shape: _Shape, prefix: str, found: set[str]) -> None:
    names = fields.keys()
    if not names <= shape.names:
        found.update([f"{prefix}{_label(name)}" for name in names - shape.names])
    for name in names & shape.inner.keys():
        value = fields[name]
        for entry in value if isinstance(value, list) else (value,):
            if isinstance(entry, dict):
                _collect(entry, shape.inner[name], f"{prefix}{name}.", found)


def suggest_field(name: str) -> str:
    """Return the known field of a record that a dotted, unknown one was likely meant to be, "" for none."""
    *parents, last = name.split(".")
    shape = RECORD
    for parent in parents:
        shape = shape.inner.get(parent, _Shape(frozenset()))
    near = (not parents and ELSEWHERE.get(last)) or _near(last, shape.names)
    return ".".join([*parents, near]) if near else ""


def find_titleless(fields: dict[str, Any]) -> tuple[str, str]:
    """Return message and hint for a record that has neither ``title`` nor ``name`` to show."""
    found = next((show_value(fields[name]) for name in ("title", "name") if fields.get(name)), "none")
    message = f"expected a title or a name, found {found}"
    for name in sorted(map(_label, fields.keys() - RECORD.names)):
        meant = _near(name, ("name", "title"), 0.75)
        if meant:
            return message, f"Write the field's name as {meant}, not {name}."
    return message, "Give the record a title (or a name); it is left out until then."


def _near(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known name that is most like ``name``, capitals aside; "" where none is like enough."""
    folded = {each.casefold(): each for each in sorted(known)}
    near = closest_names(name.casefold(), folded, least)
    return folded[near[0]] if near else ""


def _label(name: Any) -> str:
    """Return a field's name fit to print: YAML takes anything as a key."""
    if isinstance(name, str) and name.isprintable() and is_quotable(name, _LONGEST) == name:
        return name
    return show_value(name)
