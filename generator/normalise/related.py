"""Related articles that a record lists in short."""

from typing import Any

from generator.base.urls import canonical
from generator.model.item import Reference
from generator.normalise.images import pictures
from generator.normalise.list_fields import entries
from generator.normalise.plain_text import EXCERPT, TITLE, plain
from generator.normalise.problems import Faults
from generator.normalise.publisher import source_of
from generator.normalise.scalars import moment
from generator.normalise.urls import Places, web_address

MOST = 20
"""Most related articles of one record."""

_HINT = "Give it at least a title and a webUrl."


def related_of(faults: Faults, value: Any, own: Places) -> tuple[Reference, ...]:
    """Return the related articles that can be shown, in their order.

    The record itself and repeats are known noise and go silently; an entry without title or address
    goes with a warning.
    """
    themselves = {canonical(address) for address in (own.original, own.web) if address}
    found: dict[str, Reference] = {}
    for index, entry in enumerate(entries(faults, "related", value, MOST, single=dict)):
        reference = _reference(faults, f"related[{index}]", entry)
        if reference is not None and reference.key not in themselves:
            found.setdefault(reference.key, reference)
    return tuple(found.values())


def _reference(faults: Faults, field: str, entry: Any) -> Reference | None:
    if not isinstance(entry, dict):
        faults.expected(field, "a mapping with title and webUrl", entry, _HINT)
        return None
    title = plain(faults, f"{field}.title", entry.get("title"), TITLE)
    web = web_address(faults, f"{field}.webUrl", entry.get("webUrl"))
    original = web_address(faults, f"{field}.originalUrl", entry.get("originalUrl"))
    url = web or original
    if not title or not url:
        faults.expected(field, "a title and an address", entry, _HINT)
        return None
    shown = pictures(faults, f"{field}.images", entry.get("images"))
    return Reference(
        canonical(original or web),
        title,
        url,
        plain(faults, f"{field}.excerpt", entry.get("excerpt"), EXCERPT),
        moment(faults, f"{field}.publishedDateTime", entry.get("publishedDateTime")),
        source_of(faults, f"{field}.provider", entry.get("provider"), url, brief=True),
        shown[0] if shown else None,
    )
