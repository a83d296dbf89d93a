"""Who published an item, as its record says. Which providers are the same is left to the organise stage."""

from typing import Any

from generator.base.urls import ascii_host, domain_of_url
from generator.model.item import Publisher
from generator.normalise.images import normalise_images
from generator.normalise.list_fields import list_names
from generator.normalise.plain_text import LABEL, normalise_text
from generator.normalise.problems import ProblemCollector

_MOST_AUTHORS = 20
_MOST_LOGOS = 5
_HINT = "Write it as {name: Example, domain: example.org}."


def normalise_publisher(
    faults: ProblemCollector, field: str, value: Any, link: str, brief: bool = False
) -> Publisher | None:
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
    owner = normalise_domain(faults, f"{field}.domain", value.get("domain")) or domain_of_url(link)
    name = normalise_text(faults, f"{field}.name", value.get("name"), LABEL) or owner
    if not name:
        return None
    if brief:
        return Publisher(name, owner)
    logos, authors = value.get("images"), value.get("authors")
    return Publisher(
        name,
        owner,
        normalise_images(faults, f"{field}.images", logos, _MOST_LOGOS) if logos else (),
        list_names(faults, f"{field}.authors", authors, _MOST_AUTHORS) if authors else (),
    )


def normalise_domain(faults: ProblemCollector, field: str, value: Any) -> str:
    """Return a domain in lower case without ``www.``; an address in its place is understood. "" for none."""
    if value is None or value == "":
        return ""
    text = value.strip() if isinstance(value, str) else ""
    name = ascii_host(domain_of_url(text) or text.partition("/")[0])
    if not name or "." not in name.strip("."):
        faults.expected(field, "a domain", value, "Write it as example.org.")
        return ""
    return name.rstrip(".").removeprefix("www.")
