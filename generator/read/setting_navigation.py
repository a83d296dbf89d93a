"""What the settings say of the frame of every page: the links of the masthead, and the lines of the footer.

What becomes of them is in :mod:`generator.plan.theme.navigation`.
"""

import re

from generator.base.urls import clean_url
from generator.model.settings import SectionSettings
from generator.base.setting_types import InvalidSetting, title

_BRACKETS = re.compile(r"<([^<>]*)>\Z")

_SECTIONS = (*SectionSettings.__struct_fields__, "search")


def navigation(value: object) -> tuple[str, ...]:
    """Names of sections, and texts with an address. Anything else would be a word that leads nowhere."""
    said = lines(value)
    if any(line not in _SECTIONS and not _BRACKETS.search(line) for line in said):
        known = ", ".join(f"'{name}'" for name in _SECTIONS)
        raise InvalidSetting(
            f"names of sections ({known}) and texts such as 'About us <https://example.org/about>'"
        )
    return said


def lines(value: object) -> tuple[str, ...]:
    """Texts of one line each. Where one ends with an address in angle brackets, it is one that a page may link to."""
    if not isinstance(value, list | tuple):
        raise InvalidSetting("a list of texts")
    return tuple([_line(each) for each in value])


def _line(value: object) -> str:
    said = title(value)
    address = _BRACKETS.search(said)
    if address and not (address[1].startswith("/") or clean_url(address[1], mail=True)):
        raise InvalidSetting("texts such as 'About us <https://example.org/about>' or 'Imprint </imprint/>'")
    return said
