"""Who published an item, as its record says. Which providers are the same is left to the organise stage."""

from typing import Any

from generator.base.urls import domain, host_name
from generator.model.item import Source
from generator.normalise.images import pictures
from generator.normalise.list_fields import names
from generator.normalise.plain_text import LABEL, plain
from generator.normalise.problems import Faults

_MOST_AUTHORS = 20
_MOST_LOGOS = 5
_HINT = "Write it as {name: Example, domain: example.org}."


def source_of(faults: Faults, field: str, value: Any, link: str, brief: bool = False) -> Source | None:
    """Return the provider of a record (or, ``brief``, of a related entry: without logos and authors).

    A missing domain follows from the link, a missing name from the domain. ``None`` where nothing is known.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        faults.repaired(field, "expected a mapping, found a text: read as the provider's name")
        value = {"name": value}
    if not isinstance(value, dict):
        faults.expected(field, "a mapping with name and domain", value, _HINT)
        return None
    owner = domain_of(faults, f"{field}.domain", value.get("domain")) or domain(link)
    name = plain(faults, f"{field}.name", value.get("name"), LABEL) or owner
    if not name:
        return None
    if brief:
        return Source(name, owner)
    logos, authors = value.get("images"), value.get("authors")
    return Source(
        name,
        owner,
        pictures(faults, f"{field}.images", logos, _MOST_LOGOS) if logos else (),
        names(faults, f"{field}.authors", authors, _MOST_AUTHORS) if authors else (),
    )


def domain_of(faults: Faults, field: str, value: Any) -> str:
    """Return a domain in lower case without ``www.``; an address in its place is understood. "" for none."""
    if value is None or value == "":
        return ""
    text = value.strip() if isinstance(value, str) else ""
    name = host_name(domain(text) or text.partition("/")[0])
    if not name or "." not in name.strip("."):
        faults.expected(field, "a domain", value, "Write it as example.org.")
        return ""
    return name.rstrip(".").removeprefix("www.")
