"""Marks the texts whose direction may differ from that of the page: template functions ``auto_dir`` and ``bdi``.

A page that runs from left to right needs no mark around a text without letters that run from right to left: marked or
not, it looks the same. A page that runs from right to left marks all texts.
"""

import re

from markupsafe import Markup, escape

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Blocks of the scripts that run from right to left, and controls: https://www.unicode.org/reports/tr9/."""

_AUTO = Markup(' dir="auto"')


class TextDirection:
    """Marks texts on the pages of a site that runs in one direction, ``ltr`` or ``rtl``."""

    def __init__(self, direction: str) -> None:
        self._marks_all = direction != "ltr"

    def print_attribute(self, text: str) -> Markup:
        """Return the attribute of an element around a text, with a space before it, or "".

        >>> TextDirection("ltr").print_attribute("שלום")
        Markup(' dir="auto"')
        """
        return _AUTO if self._needs_mark(text) else Markup("")

    def print_text(self, text: str) -> Markup:
        """Return a text that does not turn the words beside it, in ``<bdi>`` if necessary.

        >>> TextDirection("ltr").print_text("Salt & Pepper")
        Markup('Salt &amp; Pepper')
        """
        text = escape(text)
        return Markup("<bdi>") + text + Markup("</bdi>") if self._needs_mark(text) else text

    def _needs_mark(self, text: str) -> bool:
        return self._marks_all or (not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None)
