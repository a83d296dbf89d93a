"""What only people have: who they are, where they work, where else to find them."""

from typing import Any

from generator.model.item import Profile
from generator.normalise.plain_text import EXCERPT, LABEL, plain
from generator.normalise.problems import Faults
from generator.normalise.urls import web_address

_ELSEWHERE = (("website", ""), ("twitter", "Twitter"), ("linkedin", "LinkedIn"))


def profile_of(faults: Faults, fields: dict[str, Any]) -> Profile:
    """Read the profile of a person."""
    affiliation = fields.get("affiliation")
    if isinstance(affiliation, dict):
        affiliation = affiliation.get("name") or affiliation.get("domain")
    return Profile(
        bio=plain(faults, "bio", fields.get("bio"), EXCERPT),
        location=plain(faults, "location", fields.get("location"), LABEL),
        affiliation=plain(faults, "affiliation", affiliation, LABEL),
        links=tuple(
            (label, url) for name, label in _ELSEWHERE if (url := _elsewhere(faults, name, fields.get(name)))
        ),
    )


def _elsewhere(faults: Faults, name: str, value: Any) -> str:
    """Return an address that stands alone or as ``url`` in a mapping."""
    if isinstance(value, dict):
        return web_address(faults, f"{name}.url", value.get("url"))
    return web_address(faults, name, value)
