"""Reference data of a site: one topic, one provider, each from its own file."""

import re
from pathlib import PurePosixPath
from typing import Any

from generator.base.problem import Problem
from generator.base.urls import host_name
from generator.model.item import Picture
from generator.model.record import Record
from generator.model.site_data import ProviderNote, TopicNote
from generator.normalise.images import pictures
from generator.normalise.list_fields import names
from generator.normalise.plain_text import EXCERPT, LABEL, plain
from generator.normalise.problems import Faults
from generator.normalise.publisher import domain_of

UNORDERED = 1_000_000_000
"""Where a topic stands whose file name has no number: after all that have one."""

_MOST_LOGOS = 5
_NUMBER = re.compile(r"[0-9]{1,8}(?![0-9])", re.ASCII)


def normalise_topic(record: Record) -> tuple[TopicNote | None, tuple[Problem, ...]]:
    """Read a topic; without a name there is none. The number that its file's name starts with is its order."""
    faults, fields = Faults(record.path), record.fields
    number = _NUMBER.match(PurePosixPath(record.path).name)
    note = TopicNote(
        name=_required_name(faults, fields),
        order=int(number[0]) if number else UNORDERED,
        shortname=plain(faults, "shortname", fields.get("shortname"), LABEL),
        parent=plain(faults, "parent", fields.get("parent"), LABEL),
        keywords=names(faults, "keywords", fields.get("keywords")),
        hashtags=names(faults, "hashtags", fields.get("hashtags")),
        pictures=pictures(faults, "images", fields.get("images")),
        path=record.path,
    )
    return (note if note.name else None), faults.listed()


def normalise_provider(record: Record) -> tuple[ProviderNote | None, tuple[Problem, ...]]:
    """Read a provider; without name or domain there is none. ``_id``, or the file's name, stands in for the domain."""
    faults, fields = Faults(record.path), record.fields
    owner = domain_of(faults, "domain", fields.get("domain")) or _domain_elsewhere(record)
    if not owner:
        faults.add(
            "error",
            "domain",
            "expected the provider's domain, found none",
            "Write it as example.org; the provider is left out until then.",
        )
    logos = pictures(faults, "images", fields.get("images"), _MOST_LOGOS)
    note = ProviderNote(
        name=_required_name(faults, fields),
        domain=owner,
        description=plain(faults, "description", fields.get("description"), EXCERPT),
        logos=tuple(sorted(logos, key=_smallest_first)),
        path=record.path,
    )
    return (note if note.name and note.domain else None), faults.listed()


def _required_name(faults: Faults, fields: dict[str, Any]) -> str:
    name = plain(faults, "name", fields.get("name"), LABEL)
    if not name:
        faults.add(
            "error", "name", "expected a name, found none", "Give it a name; it is left out until then."
        )
    return name


def _domain_elsewhere(record: Record) -> str:
    """Return the domain that ``_id`` or the file's name is, "" where neither is one."""
    for text in (record.fields.get("_id"), PurePosixPath(record.path).name.removesuffix(".md")):
        name = host_name(text.strip()) if isinstance(text, str) else None
        if name and "." in name:
            return name.removeprefix("www.")
    return ""


def _smallest_first(logo: Picture) -> tuple[int, str]:
    """Order logos by width, those that do not say last, ties by address."""
    return logo.width or UNORDERED, logo.url
