"""Results of the check of external links."""

from typing import Literal

from msgspec import Struct

LinkState = Literal["good", "closed", "busy", "failed", "dead"]
"""The last result of a link. ``closed``: the host denies access (401, 403). ``busy``: the host asked to be left alone.
``failed``: no answer, which may be temporary. ``dead``: the host says that the page does not exist, or there is no
such host.
"""


class LinkEntry(Struct, frozen=True, gc=False, array_like=True, omit_defaults=True):
    """The cached result for one URL. Times are in seconds since 1970.

    ``due`` is the time of the next check, ``asked`` that of the last one, ``since`` the start of the current state.
    ``status`` is that of the last answer, 0 for none. ``moved`` is the target of a permanent redirect, "" for none.
    ``reason`` is for people. ``failures`` counts attempts without a good answer.
    """

    state: LinkState
    due: int
    asked: int
    since: int
    status: int = 0
    moved: str = ""
    reason: str = ""
    failures: int = 0


class Mention(Struct, frozen=True, order=True):
    """A place in the content with a link: a record, its line (0 if unknown) and field."""

    path: str
    line: int
    field: str


class LinkFinding(Struct, frozen=True):
    """A link to report, with its provider, cached result (``since`` is a day, ``2026-04-30``) and all places with
    it.
    """

    provider: str
    url: str
    state: LinkState
    status: int
    since: str
    reason: str
    moved: str
    mentions: tuple[Mention, ...]


class LinkReport(Struct, frozen=True):
    """The state of all links, as far as it is known.

    ``asked`` counts links checked now, ``later`` those not checked yet. ``dead``, ``failed`` and ``moved`` are sorted
    by provider. ``note`` says why some were not checked.
    """

    links: int
    asked: int
    good: int
    closed: int
    later: int
    dead: tuple[LinkFinding, ...]
    failed: tuple[LinkFinding, ...]
    moved: tuple[LinkFinding, ...]
    note: str = ""
