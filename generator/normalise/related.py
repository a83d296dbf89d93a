"""Related articles that a record lists in short."""

from typing import Any

from generator.base.urls import canonical_url
from generator.model.item import RelatedLink
from generator.normalise.images import normalise_images
from generator.normalise.list_fields import list_entries
from generator.normalise.plain_text import EXCERPT, TITLE, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.publisher import normalise_publisher
from generator.normalise.scalars import read_moment
from generator.normalise.urls import RecordUrls, normalise_url

MOST = 20
"""Most related articles of one record."""

_HINT = "Give it at least a title and a webUrl."


def normalise_related(faults: ProblemCollector, value: Any, own: RecordUrls) -> tuple[RelatedLink, ...]:
    """Return the related articles that can be shown, in their order.

    The record itself and repeats are known noise and go silently; an entry without title or address
    goes with a warning.
    """
    themselves = {canonical_url(address) for address in (own.original, own.web) if address}
    found: dict[str, RelatedLink] = {}
    for index, entry in enumerate(list_entries(faults, "related", value, MOST, single=dict)):
        reference = _reference(faults, f"related[{index}]", entry)
        if reference is not None and reference.key not in themselves:
            found.setdefault(reference.key, reference)
    return tuple(found.values())


def _reference(faults: ProblemCollector, field: str, entry: Any) -> RelatedLink | None:
    if not isinstance(entry, dict):
        faults.expected(field, "a mapping with title and webUrl", entry, _HINT)
        return None
    title = normalise_text(faults, f"{field}.title", entry.get("title"), TITLE)
    web = normalise_url(faults, f"{field}.webUrl", entry.get("webUrl"))
    original = normalise_url(faults, f"{field}.originalUrl", entry.get("originalUrl"))
    url = web or original
    if not title or not url:
        faults.expected(field, "a title and an address", entry, _HINT)
        return None
    shown = normalise_images(faults, f"{field}.images", entry.get("images"))
    return RelatedLink(
        canonical_url(original or web),
        title,
        url,
        normalise_text(faults, f"{field}.excerpt", entry.get("excerpt"), EXCERPT),
        read_moment(faults, f"{field}.publishedDateTime", entry.get("publishedDateTime")),
        normalise_publisher(faults, f"{field}.provider", entry.get("provider"), url, brief=True),
        shown[0] if shown else None,
    )
