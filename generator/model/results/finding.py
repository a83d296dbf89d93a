"""What the validator says of a feed that was made: a value, like a problem of a record."""

from typing import Literal

from msgspec import Struct

FindingSeverity = Literal["error", "warning"]
"""``error``: the standard forbids it. ``warning``: a recommendation, or what some readers stumble over."""


class Finding(Struct, frozen=True, gc=False, order=True):
    """One rule that a feed breaks.

    ``path`` is the feed's, ``line`` counts from 1 and is 0 where there is none. ``rule`` is the rule's id
    (``rss.guid``), ``section`` the place of the standard that it comes from. ``message`` says what was expected and
    what was found.
    """

    path: str
    line: int
    rule: str
    message: str
    section: str
    severity: FindingSeverity

    def told(self) -> str:
        """Return the finding on one line."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.rule}: {self.message} [{self.section}]"
