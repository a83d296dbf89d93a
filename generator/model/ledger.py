"""What a site has promised: which items have been public, since when, and where."""

from collections.abc import Mapping

from msgspec import Struct


class LedgerEntry(Struct, frozen=True, gc=False, array_like=True):
    """One item of a ledger. ``first_seen`` is a day as ``2026-11-20``.

    ``paths`` are the places of its page (``2021/12/15/title``), the present one first; at the others a page leads on.
    ``now`` is the key by which a record calls it since its address changed, "" for its own. ``gone`` tells that its
    page may be missing; ``leads`` is where its path leads then, a place of the site or an absolute address.
    """

    first_seen: str
    paths: tuple[str, ...]
    now: str = ""
    gone: bool = False
    leads: str = ""


class Ledger(Struct, frozen=True):
    """All items that have been public, by key. ``authority`` is that of their ids. ``path`` is the file's under the
    content folder, "" for a ledger that only the cache keeps; ``numbers`` are the lines of its keys. One that holds
    something unreadable is ``faulty``: it is followed as far as it goes, and not written anew.
    """

    lines: Mapping[str, LedgerEntry] = {}
    authority: str = ""
    path: str = ""
    numbers: Mapping[str, int] = {}
    faulty: bool = False


NO_LEDGER = Ledger()


class MovedItem(Struct, frozen=True, gc=False, order=True):
    """An item whose page stands at another place than before (paths as in :class:`LedgerEntry`)."""

    key: str
    before: str
    after: str


class Redirect(Struct, frozen=True, gc=False):
    """A place where an item once was. It leads to that item (``row``), or where its ledger says."""

    path: str
    title: str
    row: int | None = None
    leads: str = ""
