"""Facts that only some kinds of record have: courses, videos, downloads, collections, communities."""

import re
from typing import Any

from msgspec import Struct

from generator.base.redact import redact_secured
from generator.model.item import ItemAction
from generator.normalise.list_fields import list_entries, list_names
from generator.normalise.plain_text import LABEL, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import read_duration, read_integer, read_number
from generator.normalise.urls import normalise_url

FIELDS = frozenset(("price", "length", "levels", "ratings", "actions", "items", "members", "locale"))
MOST_MEMBERS = 500
_MOST_ACTIONS = 20
_BEST_RATING = 5.0

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_ENDING = re.compile(r"\.(?:md|markdown|html|txt)\Z", re.IGNORECASE)


class KindFields(Struct, frozen=True, gc=False):
    """The part of an item that most records leave empty; fields as in :class:`generator.model.item.Item`."""

    locale: str = ""
    price: str = ""
    length: int | None = None
    levels: tuple[str, ...] = ()
    rating: float | None = None
    rating_count: int | None = None
    actions: tuple[ItemAction, ...] = ()
    members: tuple[str, ...] = ()
    member_count: int | None = None


_NONE = KindFields()


def normalise_kind_fields(faults: ProblemCollector, path: str, fields: dict[str, Any]) -> KindFields:
    """Read the details of the record at ``path``."""
    if FIELDS.isdisjoint(fields):
        return _NONE
    rating, rating_count = _ratings(faults, fields.get("ratings"))
    return KindFields(
        _locale(faults, fields.get("locale")),
        normalise_text(faults, "price", fields.get("price"), LABEL),
        read_duration(faults, "length", fields.get("length")),
        list_names(faults, "levels", fields.get("levels")),
        rating,
        rating_count,
        _actions(faults, fields.get("actions")),
        _members(faults, path, fields.get("items")),
        read_integer(faults, "members", fields.get("members"), least=0),
    )


def _locale(faults: ProblemCollector, value: Any) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or not _LOCALE.fullmatch(value.strip()):
        faults.expected("locale", "a language tag", value, "Write it as en-US.")
        return ""
    return value.strip().replace("_", "-")


def _ratings(faults: ProblemCollector, value: Any) -> tuple[float | None, int | None]:
    """Return the average, from 0 to 5, and how many rated."""
    if value is None or value == "":
        return None, None
    if not isinstance(value, dict):
        faults.expected(
            "ratings", "a mapping with average and count", value, "Write it as {average: 4.5, count: 12}."
        )
        return None, None
    average = read_number(faults, "ratings.average", value.get("average"), 0, _BEST_RATING)
    return average, read_integer(faults, "ratings.count", value.get("count"), least=0)


def _actions(faults: ProblemCollector, value: Any) -> tuple[ItemAction, ...]:
    """Return what can be done with an item; without an address there is nothing to do."""
    found = []
    for index, entry in enumerate(list_entries(faults, "actions", value, _MOST_ACTIONS)):
        field = f"actions[{index}]"
        given = entry if isinstance(entry, dict) else {"url": entry}
        url = normalise_url(faults, f"{field}.url", given.get("url"))
        if url:
            texts = (
                normalise_text(faults, f"{field}.{name}", given.get(name), LABEL)
                for name in ("title", "type", "attribution")
            )
            found.append(ItemAction(url, *texts))
        elif not given.get("url"):
            hint = "Write it as {url: https://example.org/file, title: Download}."
            faults.expected(field, "a mapping with url and title", entry, hint)
    return tuple(found)


def _members(faults: ProblemCollector, path: str, value: Any) -> tuple[str, ...]:
    """Return the members of a collection as paths from the content root, without ending, each once.

    A collection lists them relative to its kind's folder, which is the parent of its own.
    """
    folder = path.rpartition("/")[0].rpartition("/")[0]
    found: dict[str, None] = {}
    for index, entry in enumerate(list_entries(faults, "items", value, MOST_MEMBERS)):
        member = _ENDING.sub("", entry.strip()) if isinstance(entry, str) else ""
        parts = member.split("/")
        if (
            "\\" in member
            or not member.isprintable()
            or any(part in ("", ".", "..") for part in parts)
            or redact_secured(member) is not member
        ):
            hint = "Write it as videos/name, from the folder above the collection's own."
            faults.expected(f"items[{index}]", "the path of a record", entry, hint)
        else:
            found.setdefault(f"{folder}/{member}" if folder else member)
    return tuple(found)
