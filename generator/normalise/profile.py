"""Normalise the fields that only people have: biography, location, affiliation and links."""

from typing import Any

from generator.model.item import Profile
from generator.normalise.plain_text import EXCERPT, LABEL, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.urls import normalise_url

_LINK_FIELDS = (("website", ""), ("twitter", "Twitter"), ("linkedin", "LinkedIn"))


def normalise_profile(problems: ProblemCollector, fields: dict[str, Any]) -> Profile:
    """Return the profile of a person."""
    affiliation = fields.get("affiliation")
    if isinstance(affiliation, dict):
        affiliation = affiliation.get("name") or affiliation.get("domain")
    return Profile(
        bio=normalise_text(problems, "bio", fields.get("bio"), EXCERPT),
        location=normalise_text(problems, "location", fields.get("location"), LABEL),
        affiliation=normalise_text(problems, "affiliation", affiliation, LABEL),
        links=tuple(
            (label, url)
            for name, label in _LINK_FIELDS
            if (url := _normalise_link(problems, name, fields.get(name)))
        ),
    )


def _normalise_link(problems: ProblemCollector, name: str, value: Any) -> str:
    """Return a URL, given as text or as ``url`` in a mapping."""
    if isinstance(value, dict):
        return normalise_url(problems, f"{name}.url", value.get("url"))
    return normalise_url(problems, name, value)
