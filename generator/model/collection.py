"""Values of asking sources: what is stored of each between two fetches, and the report of a fetch.

All times are seconds since 1970. The stored values only save requests: losing them never changes a record.
"""

from typing import Literal

from msgspec import Struct

SourceFault = Literal[
    "", "missing", "gone", "refused", "busy", "down", "page", "unusable", "private", "blocked"
]
"""What is wrong with a source. ``missing``: 404; ``gone``: 410; ``refused``: 401, 402, 403, 451; ``busy``: it asked to
be left alone; ``down``: no answer or 5xx; ``page``: not a feed; ``unusable``: too large; ``private``: not public, and
the source has no leave; ``blocked``: our own guard.
"""


class SourceState(Struct, frozen=True, gc=False):
    """What is stored of a source. ``etag`` and ``modified`` are exactly as received, ``body`` is a digest.

    ``basis`` is a digest of everything but the body that decides what becomes of it. If it changes, or ``held`` (the
    earliest date of an entry that is held back) has come, the body is requested without conditions.
    ``asking`` is a digest of the settings that decide how a source is asked; when they change, it is due.
    ``since`` is the first of ``failures`` in a row. ``pages`` are digests of the pages of a sitemap. ``strange`` are
    the hosts of a feed that may have another owner, ``trusted`` those that somebody confirmed by ``sources try``.
    """

    etag: str = ""
    modified: str = ""
    body: bytes = b""
    basis: bytes = b""
    held: int = 0
    asked: int = 0
    due: int = 0
    news: int = 0
    read: int = 0
    empty_since: int = 0
    dropped_since: int = 0
    moved: str = ""
    moved_since: int = 0
    fault: SourceFault = ""
    reason: str = ""
    failures: int = 0
    since: int = 0
    ttl: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    pages: bytes = b""
    strange: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    asking: bytes = b""


class HostRest(Struct, frozen=True, gc=False):
    """Until when a host asked to be left alone, and how often in a row."""

    until: int
    times: int = 1


class StoredList(Struct, frozen=True, gc=False):
    """A list of sources as it was last received from its URL."""

    body: bytes
    asked: int


class RuleUse(Struct, frozen=True, gc=False):
    """Since when a rule is known, and when it last decided about an entry, 0 for never."""

    since: int
    met: int = 0


class StoredSources(Struct):
    """The whole store: states by URL of the source, the hosts that rest, lists of sources by URL, and the use of rules
    by scope and rule.
    """

    states: dict[str, SourceState] = {}
    hosts: dict[str, HostRest] = {}
    lists: dict[str, StoredList] = {}
    rules: dict[str, RuleUse] = {}


class EntryOutcome(Struct, frozen=True, gc=False):
    """What became of one entry, for a report."""

    title: str
    url: str
    verdict: str
    reason: str = ""
    path: str = ""
    topics: tuple[str, ...] = ()


OutcomeState = Literal["paused", "not due", "resting", "unchanged", "read", "failed", "left"]
"""``left``: the deadline came first, or the host failed; it is asked next time."""


class SourceOutcome(Struct, frozen=True):
    """The outcome of a fetch for one source. ``notice`` is what its owner should know, if ``said`` now.

    ``undated`` counts the new records whose entries have no date that can be used; ``bad_date`` is one of those dates.
    """

    id: str
    state: OutcomeState
    new: int = 0
    updated: int = 0
    withdrawn: int = 0
    held: int = 0
    dropped: int = 0
    elsewhere: int = 0
    kept: int = 0
    repeated: int = 0
    old: int = 0
    moved: int = 0
    undated: int = 0
    bad_date: str = ""
    notice: str = ""
    hint: str = ""
    said: bool = False
    next_visit: str = ""
    entries: tuple[EntryOutcome, ...] = ()


class FetchReport(Struct, frozen=True):
    """The report of a fetch. ``errors`` are records that could not be written. ``ended`` says why it ended early.

    ``warnings`` are about no source in particular.
    """

    sources: tuple[SourceOutcome, ...]
    errors: tuple[str, ...] = ()
    ended: str = ""
    dry_run: bool = False
    warnings: tuple[str, ...] = ()

    def count(self, state: OutcomeState) -> int:
        """Return the number of sources in a state."""
        return sum(each.state == state for each in self.sources)

    def total(self, name: str) -> int:
        """Return the sum of a number over all sources."""
        return sum(getattr(each, name) for each in self.sources)


class SourceRow(Struct, frozen=True, gc=False):
    """One row of the table of sources."""

    id: str
    state: str
    newest: str = ""
    recent: int = 0
    next_visit: str = ""
    problem: str = ""
