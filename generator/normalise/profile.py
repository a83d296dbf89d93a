"""What only people have: who they are, where they work, where else to find them."""

from typing import Any

from generator.model.item import Profile
from generator.normalise.plain_text import EXCERPT, LABEL, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.urls import normalise_url

_ELSEWHERE = (("website", ""), ("twitter", "Twitter"), ("linkedin", "LinkedIn"))


def normalise_profile(faults: ProblemCollector, fields: dict[str, Any]) -> Profile:
    """Read the profile of a person."""
    affiliation = fields.get("affiliation")
    if isinstance(affiliation, dict):
        affiliation = affiliation.get("name") or affiliation.get("domain")
    return Profile(
        bio=normalise_text(faults, "bio", fields.get("bio"), EXCERPT),
        location=normalise_text(faults, "location", fields.get("location"), LABEL),
        affiliation=normalise_text(faults, "affiliation", affiliation, LABEL),
        links=tuple(
            (label, url) for name, label in _ELSEWHERE if (url := _elsewhere(faults, name, fields.get(name)))
        ),
    )


def _elsewhere(faults: ProblemCollector, name: str, value: Any) -> str:
    """Return an address that stands alone or as ``url`` in a mapping."""
    if isinstance(value, dict):
        return normalise_url(faults, f"{name}.url", value.get("url"))
    return normalise_url(faults, name, value)
