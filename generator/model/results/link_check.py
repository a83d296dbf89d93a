"""What is known of links that lead out of a site, and what to tell of them."""

from typing import Literal

from msgspec import Struct

LinkState = Literal["good", "closed", "busy", "failed", "dead"]
"""How a link was last found. ``closed``: somebody answers, but not us (401, 403). ``busy``: its host asked to be left
alone. ``failed``: nobody answered, which may be otherwise tomorrow. ``dead``: its host says that it is not there, or
there is no such host."""


class LinkEntry(Struct, frozen=True, gc=False, array_like=True, omit_defaults=True):
    """What is known of one address. Times are in seconds since 1970: ``due`` is when to ask again, ``asked`` when that
    last happened, ``since`` since when it has been found as it is. ``status`` is that of the last answer, 0 for none;
    ``moved`` the address to which its host sends everybody for good, "" for none; ``reason`` says for people what was
    found. ``failures`` counts tries without a good answer."""

    state: LinkState
    due: int
    asked: int
    since: int
    status: int = 0
    moved: str = ""
    reason: str = ""
    failures: int = 0


class Mention(Struct, frozen=True, order=True):
    """Where the content names a link: a record, its line (0 where that is not known) and field."""

    path: str
    line: int
    field: str


class LinkFinding(Struct, frozen=True):
    """A link that is worth a word: its provider, what is known of it (``since`` is a day, ``2026-04-30``), and all
    places that name it."""

    provider: str
    url: str
    state: LinkState
    status: int
    since: str
    reason: str
    moved: str
    mentions: tuple[Mention, ...]


class LinkReport(Struct, frozen=True):
    """What became of all links, as far as is known. ``asked`` were asked just now, ``later`` are those that are still
    to be asked. ``dead``, ``failed`` and ``moved`` are sorted by provider; ``note`` says why not all were asked."""

    links: int
    asked: int
    good: int
    closed: int
    later: int
    dead: tuple[LinkFinding, ...]
    failed: tuple[LinkFinding, ...]
    moved: tuple[LinkFinding, ...]
    note: str = ""
