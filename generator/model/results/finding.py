"""Findings of the feed validator."""

from typing import Literal

from msgspec import Struct

FindingSeverity = Literal["error", "warning"]
"""``error``: forbidden by the standard. ``warning``: a recommendation of the standard, or a problem for some feed
readers.
"""


class Finding(Struct, frozen=True, gc=False, order=True):
    """One rule that a feed breaks.

    ``path`` is the feed's. ``line`` counts from 1; 0 means that the finding has no line. ``rule`` is the rule's id
    (``rss.guid``), ``section`` the section of the standard. ``message`` says what was expected and what was found.

    >>> Finding("feed.rss", 7, "rss.guid", "expected a unique guid", "RSS 2.0, guid", "error").format_line()
    'feed.rss:7: rss.guid: expected a unique guid [RSS 2.0, guid]'
    """

    path: str
    line: int
    rule: str
    message: str
    section: str
    severity: FindingSeverity

    def format_line(self) -> str:
        """Format the finding on one line."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.rule}: {self.message} [{self.section}]"
