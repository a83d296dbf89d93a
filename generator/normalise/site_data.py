"""Reference data of a site: one topic, one provider, each from its own file."""

import re
from pathlib import PurePosixPath
from typing import Any

from generator.base.problem import Problem
from generator.base.urls import ascii_host
from generator.model.item import ItemImage
from generator.model.record import Record
from generator.model.site_data import ProviderInfo, TopicInfo
from generator.normalise.images import normalise_images
from generator.normalise.list_fields import list_names
from generator.normalise.plain_text import EXCERPT, LABEL, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.publisher import normalise_domain

UNORDERED = 1_000_000_000
"""Where a topic stands whose file name has no number: after all that have one."""

_MOST_LOGOS = 5
_NUMBER = re.compile(r"[0-9]{1,8}(?![0-9])", re.ASCII)


def normalise_topic(record: Record) -> tuple[TopicInfo | None, tuple[Problem, ...]]:
    """Read a topic; without a name there is none. The number that its file's name starts with is its order."""
    faults, fields = ProblemCollector(record.path), record.fields
    number = _NUMBER.match(PurePosixPath(record.path).name)
    note = TopicInfo(
        name=_required_name(faults, fields),
        order=int(number[0]) if number else UNORDERED,
        shortname=normalise_text(faults, "shortname", fields.get("shortname"), LABEL),
        parent=normalise_text(faults, "parent", fields.get("parent"), LABEL),
        keywords=list_names(faults, "keywords", fields.get("keywords")),
        hashtags=list_names(faults, "hashtags", fields.get("hashtags")),
        pictures=normalise_images(faults, "images", fields.get("images")),
        path=record.path,
    )
    return (note if note.name else None), faults.listed()


def normalise_provider(record: Record) -> tuple[ProviderInfo | None, tuple[Problem, ...]]:
    """Read a provider; without name or domain there is none. ``_id``, or the file's name, stands in for the domain."""
    faults, fields = ProblemCollector(record.path), record.fields
    owner = normalise_domain(faults, "domain", fields.get("domain")) or _domain_elsewhere(record)
    if not owner:
        faults.add(
            "error",
            "domain",
            "expected the provider's domain, found none",
            "Write it as example.org; the provider is left out until then.",
        )
    logos = normalise_images(faults, "images", fields.get("images"), _MOST_LOGOS)
    note = ProviderInfo(
        name=_required_name(faults, fields),
        domain=owner,
        description=normalise_text(faults, "description", fields.get("description"), EXCERPT),
        logos=tuple(sorted(logos, key=_smallest_first)),
        path=record.path,
    )
    return (note if note.name and note.domain else None), faults.listed()


def _required_name(faults: ProblemCollector, fields: dict[str, Any]) -> str:
    name = normalise_text(faults, "name", fields.get("name"), LABEL)
    if not name:
        faults.add(
            "error", "name", "expected a name, found none", "Give it a name; it is left out until then."
        )
    return name


def _domain_elsewhere(record: Record) -> str:
    """Return the domain that ``_id`` or the file's name is, "" where neither is one."""
    for text in (record.fields.get("_id"), PurePosixPath(record.path).name.removesuffix(".md")):
        name = ascii_host(text.strip()) if isinstance(text, str) else None
        if name and "." in name:
            return name.removeprefix("www.")
    return ""


def _smallest_first(logo: ItemImage) -> tuple[int, str]:
    """Order logos by width, those that do not say last, ties by address."""
    return logo.width or UNORDERED, logo.url
