"""Checks of the settings for the links in the header and the lines in the footer of every page.

:mod:`generator.plan.theme.navigation` builds the links.
"""

import re

from generator.base.setting_types import InvalidSetting, title
from generator.base.urls import clean_url
from generator.model.settings import SectionSettings

_BRACKETS = re.compile(r"<([^<>]*)>\Z")

_SECTIONS = (*SectionSettings.__struct_fields__, "search")


def navigation(value: object) -> tuple[str, ...]:
    """Check a list of section names and links. Anything else would be a text without a link."""
    entries = lines(value)
    if any(line not in _SECTIONS and not _BRACKETS.search(line) for line in entries):
        known = ", ".join(f"'{name}'" for name in _SECTIONS)
        raise InvalidSetting(
            f"a list of section names ({known}) and links such as 'About us <https://example.org/about>'"
        )
    return entries


def lines(value: object) -> tuple[str, ...]:
    """Check a list of texts, each on one line. One that ends with a URL or path in angle brackets is a link."""
    if not isinstance(value, list | tuple):
        raise InvalidSetting("a list of texts")
    return tuple([_check_line(each) for each in value])


def _check_line(value: object) -> str:
    text = title(value)
    target = _BRACKETS.search(text)
    if target and not (target[1].startswith("/") or clean_url(target[1], mail=True)):
        raise InvalidSetting("links such as 'About us <https://example.org/about>' or 'Imprint </imprint/>'")
    return text
