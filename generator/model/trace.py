"""What a build leaves for the next one, and what the next one decides from it."""

from typing import Literal

from msgspec import Struct


class Fingerprint(Struct, frozen=True, gc=False, array_like=True):
    """Why an output has the bytes it has: digests of the code that renders it (with its libraries' versions),
    of its template's closure (with the site view), and of its view."""

    renderer: bytes
    template: bytes
    view: bytes


class TraceEntry(Struct, frozen=True, gc=False, array_like=True):
    """One file we wrote: the signature and the fingerprint it was made from, the digest of its bytes, and its stamp
    on disk (size, mtime in ns)."""

    signature: bytes
    fingerprint: Fingerprint
    digest: bytes
    size: int
    mtime_ns: int


class OnDisk(Struct, frozen=True, gc=False):
    """A file of the output folder as it lies there. ``digest`` only where the stamp left a doubt."""

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
    """What happens to one path, and why. ``row`` is the output's place in the plan, -1 for an orphan."""

    path: str
    verb: Verb
    reason: Reason
    row: int = -1
