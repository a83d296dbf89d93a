"""The ledger: the items that have been public, since when, and at which paths."""

from collections.abc import Mapping

from msgspec import Struct


class LedgerEntry(Struct, frozen=True, gc=False, array_like=True):
    """One item of a ledger. ``first_seen`` is a day, such as ``2026-11-20``.

    ``paths`` are the paths of its page (``2021/12/15/title``), the current one first; the others redirect to it.
    ``current_key`` is the item's key after its URL changed, "" if it did not. ``gone``: the page may be missing.
    ``redirect_to`` is the redirect target in that case: a path of the site or an absolute URL.
    """

    first_seen: str
    paths: tuple[str, ...]
    current_key: str = ""
    gone: bool = False
    redirect_to: str = ""


class Ledger(Struct, frozen=True):
    """All items that have been public, by key.

    ``authority`` is that of their ids. ``path`` is the file in the content folder, "" if the ledger is only in the
    cache. ``numbers`` are line numbers by key. ``faulty``: some lines cannot be parsed. Such a ledger is used, but not
    written.
    """

    lines: Mapping[str, LedgerEntry] = {}
    authority: str = ""
    path: str = ""
    numbers: Mapping[str, int] = {}
    faulty: bool = False


NO_LEDGER = Ledger()


class MovedItem(Struct, frozen=True, gc=False, order=True):
    """An item whose page has a new path (paths as in :class:`LedgerEntry`)."""

    key: str
    before: str
    after: str


class Redirect(Struct, frozen=True, gc=False):
    """A former path of an item. It redirects to that item (``row``), or to the target in the ledger."""

    path: str
    title: str
    row: int | None = None
    leads: str = ""
