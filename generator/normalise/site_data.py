"""Normalise the reference data of a site: topics and providers, each from its own file."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Literal

from generator.base.problem import Problem
from generator.base.urls import ascii_host
from generator.model.item import ItemImage
from generator.model.record import Record
from generator.model.site_data import ProviderInfo, SiteLink, TopicInfo
from generator.normalise.images import normalise_images
from generator.normalise.list_fields import list_entries, list_names
from generator.normalise.plain_text import EXCERPT, LABEL, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.publisher import normalise_domain
from generator.normalise.urls import normalise_url

UNORDERED = 1_000_000_000
"""The order of a topic without a number in its file name: after all others."""

_MOST_LOGOS = 5
_MOST_LINKS = 20
_NUMBER = re.compile(r"[0-9]{1,8}(?![0-9])", re.ASCII)


def normalise_topic(record: Record) -> tuple[TopicInfo | None, tuple[Problem, ...]]:
    """Return a topic, or ``None`` without a name. The number at the start of the file name is its order."""
    problems, fields = ProblemCollector(record.path), record.fields
    number = _NUMBER.match(PurePosixPath(record.path).name)
    topic = TopicInfo(
        name=_required_name(problems, fields),
        order=int(number[0]) if number else UNORDERED,
        shortname=normalise_text(problems, "shortname", fields.get("shortname"), LABEL),
        parent=normalise_text(problems, "parent", fields.get("parent"), LABEL),
        keywords=list_names(problems, "keywords", fields.get("keywords")),
        hashtags=list_names(problems, "hashtags", fields.get("hashtags")),
        images=normalise_images(problems, "images", fields.get("images")),
        path=record.path,
        all=list_names(problems, "all", fields.get("all")),
        none=list_names(problems, "none", fields.get("none")),
        categories=list_names(problems, "categories", fields.get("categories")),
        match=_normalise_match(problems, fields.get("match")),
        description=normalise_text(problems, "description", fields.get("description"), EXCERPT),
        links=tuple(_normalise_links(problems, fields.get("links"))),
    )
    return (topic if topic.name else None), problems.listed()


def _normalise_match(problems: ProblemCollector, value: Any) -> Literal["title", "text"]:
    """Return the text that a topic's phrases are looked for in: the title, or title and excerpt."""
    if value == "text":
        return "text"
    if value not in (None, "", "title"):
        problems.expected("match", "title or text", value, "Write title or text.", "read as title")
    return "title"


def _normalise_links(problems: ProblemCollector, value: Any) -> Iterator[SiteLink]:
    """Yield the links of a topic: URLs, or mappings with ``url`` and ``title``."""
    for place, entry in enumerate(list_entries(problems, "links", value, _MOST_LINKS)):
        field, given = f"links[{place}]", entry if isinstance(entry, dict) else {"url": entry}
        if url := normalise_url(problems, field, given.get("url")):
            yield SiteLink(url, normalise_text(problems, f"{field}.title", given.get("title"), LABEL))


def normalise_provider(record: Record) -> tuple[ProviderInfo | None, tuple[Problem, ...]]:
    """Return a provider, or ``None`` without a name or domain. ``_id`` or the file name may replace the domain."""
    problems, fields = ProblemCollector(record.path), record.fields
    domain = normalise_domain(problems, "domain", fields.get("domain")) or _guess_domain(record)
    if not domain:
        problems.add(
            "error",
            "domain",
            "expected the provider's domain, found none",
            "Add it, for example: domain: example.org. The provider is left out until then.",
        )
    logos = normalise_images(problems, "images", fields.get("images"), _MOST_LOGOS)
    provider = ProviderInfo(
        name=_required_name(problems, fields),
        domain=domain,
        description=normalise_text(problems, "description", fields.get("description"), EXCERPT),
        logos=tuple(sorted(logos, key=_sort_key)),
        path=record.path,
        website=normalise_url(problems, "website", fields.get("website")),
        feed=normalise_url(problems, "feed", fields.get("feed")),
    )
    return (provider if provider.name and provider.domain else None), problems.listed()


def _required_name(problems: ProblemCollector, fields: dict[str, Any]) -> str:
    name = normalise_text(problems, "name", fields.get("name"), LABEL)
    if not name:
        problems.add(
            "error", "name", "expected a name, found none", "Add a name. The file is ignored until then."
        )
    return name


def _guess_domain(record: Record) -> str:
    """Return the domain in ``_id`` or in the file name, "" if neither is one."""
    for text in (record.fields.get("_id"), PurePosixPath(record.path).name.removesuffix(".md")):
        name = ascii_host(text.strip()) if isinstance(text, str) else None
        if name and "." in name:
            return name.removeprefix("www.")
    return ""


def _sort_key(logo: ItemImage) -> tuple[int, str]:
    """Sort logos by width, those of unknown width last, then by URL."""
    return logo.width or UNORDERED, logo.url
