"""Paths and keys under a ledger: items keep them, and a page that must move leaves a redirect.

A page keeps its path when its title changes. It moves when its *folder* changes (another day, a first date, another
kind), because the folder is where the item is listed and an outdated one would mislead. The page keeps its name in the
new folder, and the old path redirects to the new one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter

from msgspec import Struct, structs

from generator.base.problem import Problem
from generator.base.tag_uri import build_tag_uri
from generator.model.catalogue import Catalogue
from generator.model.item import Item, change_item
from generator.model.ledger import NO_LEDGER, Ledger, LedgerEntry, Redirect


class ReservedPaths(Struct, frozen=True):
    """Paths that a ledger reserves. ``lines`` are its entries by key. ``owners`` maps each case-folded path to the key
    it is reserved for."""

    lines: Mapping[str, LedgerEntry] = {}
    owners: Mapping[str, str] = {}

    def path_for(self, key: str) -> str:
        """Return the path that is reserved for an item, "" for none."""
        line = self.lines.get(key)
        return line.paths[0] if line and self.allows(line.paths[0], key) else ""

    def allows(self, path: str, key: str) -> bool:
        """Return whether an item may use a path: it is reserved for this item or not reserved at all."""
        return self.owners.get(path.casefold(), key) == key


NO_RESERVED_PATHS = ReservedPaths()


OLD_PREFIX = "path:"
"""Start of the keys that earlier versions made of the path of a record without a URL."""


def adopt_records(ledger: Ledger, items: Sequence[Item]) -> Ledger:
    """Return a ledger in which the lines of records without a URL name the keys that these have now.

    Earlier versions made these keys of the path of the file. The item keeps that key, and the line says which record it
    is, so that the file may be renamed from now on.
    """
    old = {
        key: line for key, line in ledger.lines.items() if key.startswith(OLD_PREFIX) and not line.current_key
    }
    if not old:
        return ledger
    known = ledger.lines.keys() | {line.current_key for line in ledger.lines.values()}
    adopted = {
        f"{OLD_PREFIX}{item.path}": item.key
        for item in items
        if item.key not in known and f"{OLD_PREFIX}{item.path}" in old
    }
    lines = {key: structs.replace(old[key], current_key=name) for key, name in adopted.items()}
    return structs.replace(ledger, lines={**ledger.lines, **lines}) if lines else ledger


def with_ledger_keys(items: Sequence[Item], ledger: Ledger) -> Sequence[Item]:
    """Return items with their keys from the ledger: an item whose URL has changed keeps its first key."""
    names = {line.current_key: key for key, line in ledger.lines.items() if line.current_key}
    if not names:
        return items
    return [change_item(item, key=names[item.key]) if item.key in names else item for item in items]


def reserve_paths(ledger: Ledger, present: Collection[str]) -> ReservedPaths:
    """Return the paths that a ledger reserves. ``present`` has the keys of all records, built or not.

    Paths of an item without a record are free, unless the ledger marks the item as gone or gives a redirect. Most
    often the same article, now under another URL, needs them.

    A merge of branches may leave two lines with one path. The item that was seen first keeps it, whatever the order of
    the lines: a build sorts them, and the next build must give the same result.
    """
    if ledger is NO_LEDGER:
        return NO_RESERVED_PATHS
    lines, owners = ledger.lines, dict[str, str]()
    reserving = [(key, line) for key, line in lines.items() if line.gone or key in present]
    for key, line in reserving:
        path = line.paths[0].casefold()
        rival = owners.setdefault(path, key)
        if rival != key and (line.first_seen, key) < (lines[rival].first_seen, rival):
            owners[path] = key
    for key, line in sorted([each for each in reserving if len(each[1].paths) > 1], key=itemgetter(0)):
        for path in line.paths[1:]:
            owners.setdefault(path.casefold(), key)
    return ReservedPaths(lines, owners)


def plan_redirects(
    reserved: ReservedPaths, items: Sequence[Item], paths: Sequence[str]
) -> Iterator[Redirect]:
    """Yield a redirect for every earlier path of an item and for every path that the ledger redirects with ``to``."""
    if not reserved.lines:
        return
    built = {item.key for item in items}
    for row, (item, path) in enumerate(zip(items, paths, strict=True)):
        line = reserved.lines.get(item.key)
        for older in line.paths if line else ():
            if older != path and reserved.allows(older, item.key):
                yield Redirect(older, item.title, row)
    table = _redirect_table(reserved.lines, built)
    for key, path in table.sources:
        if reserved.allows(path, key) and (target := table.final_target(path)):
            yield Redirect(path, "", None, target)


class _RedirectTable(Struct, frozen=True):
    """Redirects that a ledger gives with ``to``. ``sources`` are ``(key, path)``; ``targets`` maps each case-folded
    path to its next target."""

    sources: Sequence[tuple[str, str]]
    targets: Mapping[str, str]

    def final_target(self, path: str) -> str:
        """Return the last target of a chain of redirects, "" for a loop. So no redirect leads to another redirect."""
        target, seen = path, set[str]()
        while (folded := target.removesuffix("/").casefold()) in self.targets:
            if folded in seen:
                return ""
            seen.add(folded)
            target = self.targets[folded]
        return target


def _redirect_table(lines: Mapping[str, LedgerEntry], built: Collection[str]) -> _RedirectTable:
    sources = [
        (key, path)
        for key, line in lines.items()
        if line.redirect_to and key not in built
        for path in line.paths
    ]
    return _RedirectTable(sources, {path.casefold(): lines[key].redirect_to for key, path in sources})


def extend_ledger(ledger: Ledger, catalogue: Catalogue, authority: str, day: str) -> Ledger:
    """Return a ledger with the new items and new paths of a catalogue. New items are first seen on ``day``."""
    lines, taken = dict(ledger.lines), frozenset(catalogue.slugs)
    for item, path in zip(catalogue.items, catalogue.slugs, strict=True):
        line = lines.get(item.key)
        if line is None:
            lines[item.key] = LedgerEntry(day, (path,))
        elif line.paths[0] != path or line.gone:
            paths = (path, *[older for older in line.paths if older not in taken])
            lines[item.key] = LedgerEntry(line.first_seen, paths, line.current_key)
    return structs.replace(ledger, lines=lines, authority=authority)


def find_lost_paths(
    ledger: Ledger, present: Collection[str], catalogue: Catalogue, authority: str
) -> Iterator[Problem]:
    """Yield an error for each item that lost its id or its path without a ``gone``, ``to`` or ``is`` in the ledger."""
    yield from _redirect_loops(ledger, catalogue)
    lost = {key: line for key, line in ledger.lines.items() if key not in present and not line.gone}
    if not lost:
        return
    holders = {path: item.key for path, item in zip(catalogue.slugs, catalogue.items, strict=True)}
    for key, line in lost.items():
        path, old_id = line.paths[0], build_tag_uri(authority, key)
        other = holders.get(path)
        if other is None:
            message = f"no record for the page {path}/ ({old_id}): {line.current_key or key}"
            hint = (
                "Restore the record. To remove the page, add a tab and 'gone', or 'to ADDRESS', to this line."
            )
        else:
            message = f"the id of {path}/ has changed from {old_id} to {build_tag_uri(authority, other)}"
            hint = f"Restore the URL of the record ({key}), or add a tab and 'is {other}' to this line."
        yield Problem(ledger.path, ledger.numbers.get(key, 0), "", message, hint)


def _redirect_loops(ledger: Ledger, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield an error for each path that redirects back to itself. A browser would never reach a page."""
    if not any(line.redirect_to for line in ledger.lines.values()):
        return
    table = _redirect_table(ledger.lines, {item.key for item in catalogue.items})
    for key, path in table.sources:
        if not table.final_target(path):
            message = (
                f"redirect loop: {path}/ leads back to itself through 'to {ledger.lines[key].redirect_to}'"
            )
            hint = "Give another target, or 'gone'. Until then there is no page at this path."
            yield Problem(ledger.path, ledger.numbers.get(key, 0), "", message, hint)
