"""Normalise fields that only some kinds of records have, such as courses, downloads and collections."""

import re
from typing import Any

from msgspec import Struct

from generator.base.redact import redact_secured
from generator.model.item import ItemAction
from generator.normalise.list_fields import list_entries
from generator.normalise.plain_text import LABEL, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import read_integer, read_number
from generator.normalise.urls import normalise_url

FIELDS = frozenset(("ratings", "actions", "items", "locale"))
MOST_MEMBERS = 500
_MOST_ACTIONS = 20
_BEST_RATING = 5.0

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_EXTENSION = re.compile(r"\.(?:md|markdown|html|txt)\Z", re.IGNORECASE)


class KindFields(Struct, frozen=True, gc=False):
    """The fields of an item that most records do not have. Named as in :class:`generator.model.item.Item`."""

    locale: str = ""
    rating: float | None = None
    rating_count: int | None = None
    actions: tuple[ItemAction, ...] = ()
    members: tuple[str, ...] = ()


_EMPTY = KindFields()


def normalise_kind_fields(problems: ProblemCollector, path: str, fields: dict[str, Any]) -> KindFields:
    """Return the fields of the record at ``path`` that depend on its kind."""
    if FIELDS.isdisjoint(fields):
        return _EMPTY
    rating, rating_count = _normalise_ratings(problems, fields.get("ratings"))
    return KindFields(
        _normalise_locale(problems, fields.get("locale")),
        rating,
        rating_count,
        _normalise_actions(problems, fields.get("actions")),
        _normalise_members(problems, path, fields.get("items")),
    )


def _normalise_locale(problems: ProblemCollector, value: Any) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or not _LOCALE.fullmatch(value.strip()):
        problems.expected("locale", "a language tag", value, "Use a tag such as en-US.")
        return ""
    return value.strip().replace("_", "-")


def _normalise_ratings(problems: ProblemCollector, value: Any) -> tuple[float | None, int | None]:
    """Return the average, from 0 to 5, and the number of ratings."""
    if value is None or value == "":
        return None, None
    if not isinstance(value, dict):
        problems.expected(
            "ratings", "a mapping with average and count", value, "Write it as {average: 4.5, count: 12}."
        )
        return None, None
    average = read_number(problems, "ratings.average", value.get("average"), 0, _BEST_RATING)
    return average, read_integer(problems, "ratings.count", value.get("count"), least=0)


def _normalise_actions(problems: ProblemCollector, value: Any) -> tuple[ItemAction, ...]:
    """Return the actions of an item. An action without a URL is ignored."""
    actions = []
    for index, entry in enumerate(list_entries(problems, "actions", value, _MOST_ACTIONS)):
        field = f"actions[{index}]"
        action = entry if isinstance(entry, dict) else {"url": entry}
        url = normalise_url(problems, f"{field}.url", action.get("url"))
        if url:
            texts = (
                normalise_text(problems, f"{field}.{name}", action.get(name), LABEL)
                for name in ("title", "type", "attribution")
            )
            actions.append(ItemAction(url, *texts))
        elif not action.get("url"):
            hint = "Write it as {url: https://example.org/file, title: Download}."
            problems.expected(field, "a mapping with url and title", entry, hint)
    return tuple(actions)


def _normalise_members(problems: ProblemCollector, path: str, value: Any) -> tuple[str, ...]:
    """Return the members of a collection as paths from the content folder, without extension, each once.

    A collection lists them relative to the parent of its own folder.
    """
    folder = path.rpartition("/")[0].rpartition("/")[0]
    members: dict[str, None] = {}
    for index, entry in enumerate(list_entries(problems, "items", value, MOST_MEMBERS)):
        member = _EXTENSION.sub("", entry.strip()) if isinstance(entry, str) else ""
        parts = member.split("/")
        if (
            "\\" in member
            or not member.isprintable()
            or any(part in ("", ".", "..") for part in parts)
            or redact_secured(member) is not member
        ):
            hint = "Use a path such as videos/name, relative to the parent of the collection's folder."
            problems.expected(f"items[{index}]", "the path of a record", entry, hint)
        else:
            members.setdefault(f"{folder}/{member}" if folder else member)
    return tuple(members)
