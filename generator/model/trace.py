"""The trace that a build leaves for the next one, and the decisions based on it."""

from typing import Literal

from msgspec import Struct


class Fingerprint(Struct, frozen=True, gc=False, array_like=True):
    """Digests of everything that determines the bytes of an output.

    ``renderer`` covers the rendering code and library versions, ``template`` the template with all templates that it
    uses and the site view, ``view`` the output's own view.
    """

    renderer: bytes
    template: bytes
    view: bytes


class TraceEntry(Struct, frozen=True, gc=False, array_like=True):
    """One written file: the signature and fingerprint at that time, the digest of its bytes, and its stamp on disk
    (size, mtime in ns).
    """

    signature: bytes
    fingerprint: Fingerprint
    digest: bytes
    size: int
    mtime_ns: int


class OnDisk(Struct, frozen=True, gc=False):
    """A file in the output folder. ``digest`` is only computed if the stamp is inconclusive."""

    size: int
    mtime_ns: int
    digest: bytes | None = None


Verb = Literal["write", "keep", "remove"]
Reason = Literal[
    "new",
    "view changed",
    "template changed",
    "renderer changed",
    "missing",
    "altered",
    "same",
    "orphaned",
    "asked for",
]


class OutputAction(Struct, frozen=True, gc=False):
    """The action for one output path, and its reason. ``row`` is the output's index in the plan, -1 for an orphan.

    >>> OutputAction("feed.rss", "write", "view changed", row=3)
    OutputAction(path='feed.rss', verb='write', reason='view changed', row=3)
    """

    path: str
    verb: Verb
    reason: Reason
    row: int = -1
