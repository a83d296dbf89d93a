"""Normalise the provider of a record. :mod:`generator.organise` merges equal providers."""

import re
from functools import lru_cache
from typing import Any

from generator.base.host_names import to_display_host
from generator.base.urls import MAX_URL_LENGTH, ascii_host, domain_of_url
from generator.model.item import Publisher
from generator.normalise.images import normalise_images
from generator.normalise.list_fields import list_names
from generator.normalise.plain_text import LABEL, normalise_text
from generator.normalise.problems import ProblemCollector

_MOST_AUTHORS = 20
_MOST_LOGOS = 5
_URL = re.compile(
    r"[a-z][a-z0-9+.-]*://\S*|//\S+|(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?::[0-9]+)?(?:/\S*|[?#]\S+)",
    re.IGNORECASE,
)
"""A URL, with or without a scheme. A domain alone may be a name."""

_HINT = "Write it as {name: Example, domain: example.org}."


def normalise_publisher(
    problems: ProblemCollector, field: str, value: Any, link: str, brief: bool = False
) -> Publisher | None:
    """Return the provider of a record, or ``None`` if nothing is known. ``brief`` leaves out logos and authors.

    A missing domain is taken from the link, a missing name from the domain.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        problems.repaired(field, "expected a mapping, found text: used as the provider's name")
        value = {"name": value}
    if not isinstance(value, dict):
        problems.expected(field, "a mapping with name and domain", value, _HINT)
        return None
    domain = (
        normalise_domain(problems, f"{field}.domain", value.get("domain"))
        or _domain_in_name(value.get("name"))
        or domain_of_url(link)
    )
    name = _normalise_name(problems, f"{field}.name", value.get("name"), domain) or to_display_host(domain)
    if not name:
        return None
    if brief:
        return Publisher(name, domain)
    logos, authors = value.get("images"), value.get("authors")
    return Publisher(
        name,
        domain,
        normalise_images(problems, f"{field}.images", logos, _MOST_LOGOS) if logos else (),
        list_names(problems, f"{field}.authors", authors, _MOST_AUTHORS) if authors else (),
    )


def _normalise_name(problems: ProblemCollector, field: str, value: Any, domain: str) -> str:
    """Return the name of a provider; "" for a URL, which some crawlers put there."""
    name = normalise_text(problems, field, value, LABEL)
    if not _is_url(name):
        return name
    outcome = f"the domain {to_display_host(domain)} is used" if domain else "ignored"
    problems.expected(field, "the name of a provider", name, "Write its name, such as Example News.", outcome)
    return ""


def _is_url(name: str) -> bool:
    return ("/" in name or "?" in name or "#" in name) and _URL.fullmatch(name) is not None


def _domain_in_name(value: Any) -> str:
    """Return the domain of a name that is a URL, "" for any other name."""
    name = value.strip() if isinstance(value, str) else ""
    if len(name) > MAX_URL_LENGTH or not _is_url(name):
        return ""
    host = ascii_host(domain_of_url(name if "//" in name else f"https://{name}")) or ""
    return host if "." in host else ""


def normalise_domain(problems: ProblemCollector, field: str, value: Any) -> str:
    """Return a domain in lower case without ``www.``, "" if there is none. A URL is accepted, too."""
    if value is None or value == "":
        return ""
    domain = _find_domain(value.strip()) if isinstance(value, str) else ""
    if not domain:
        problems.expected(field, "a domain", value, "Write it as example.org.")
    return domain


@lru_cache  # of the newest records of a feed, few have another
def _find_domain(text: str) -> str:
    name = ascii_host(domain_of_url(text) or text.partition("/")[0])
    return name.rstrip(".").removeprefix("www.") if name and "." in name.strip(".") else ""
