"""Normalise the related articles that a record lists."""

from datetime import UTC, tzinfo
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

_HINT = "Add at least title and webUrl."


def normalise_related(
    problems: ProblemCollector, value: Any, own: RecordUrls, zone: tzinfo = UTC
) -> tuple[RelatedLink, ...]:
    """Return the usable related articles, in order.

    The record itself and duplicates are common and are removed silently. An entry without a title or URL is ignored
    with a warning.
    """
    own_keys = {canonical_url(url) for url in (own.original, own.web) if url}
    links: dict[str, RelatedLink] = {}
    for index, entry in enumerate(list_entries(problems, "related", value, MOST, single=dict)):
        link = _normalise_link(problems, f"related[{index}]", entry, zone)
        if link is not None and link.key not in own_keys:
            links.setdefault(link.key, link)
    return tuple(links.values())


def _normalise_link(problems: ProblemCollector, field: str, entry: Any, zone: tzinfo) -> RelatedLink | None:
    if not isinstance(entry, dict):
        problems.expected(field, "a mapping with title and webUrl", entry, _HINT)
        return None
    title = normalise_text(problems, f"{field}.title", entry.get("title"), TITLE)
    web = normalise_url(problems, f"{field}.webUrl", entry.get("webUrl"))
    original = normalise_url(problems, f"{field}.originalUrl", entry.get("originalUrl"))
    url = web or original
    if not title or not url:
        problems.expected(field, "a title and a URL", entry, _HINT)
        return None
    images = normalise_images(problems, f"{field}.images", entry.get("images"))
    return RelatedLink(
        canonical_url(original or web),
        title,
        url,
        normalise_text(problems, f"{field}.excerpt", entry.get("excerpt"), EXCERPT),
        read_moment(problems, f"{field}.publishedDateTime", entry.get("publishedDateTime"), zone),
        normalise_publisher(problems, f"{field}.provider", entry.get("provider"), url, brief=True),
        images[0] if images else None,
    )
