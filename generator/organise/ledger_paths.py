"""What a ledger asks of a site: items keep their keys and places, and what must move leaves a way to find it.

A page keeps its path when its title changes: a slug is a name, and names may grow old. It moves when its *folder*
changes – another day, a date where there was none, another kind – for the folder is where the item is listed, and a
path that says otherwise would mislead. It takes its name along, and at the old path a page leads to the new one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter

from msgspec import Struct, structs

from generator.base.problem import Problem
from generator.base.tag_uri import build_tag_uri
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.ledger import NO_LEDGER, Ledger, LedgerEntry, Redirect


class ReservedPaths(Struct, frozen=True):
    """``lines`` are a ledger's, by key. ``owners`` has the key that each path is promised to, paths without case."""

    lines: Mapping[str, LedgerEntry] = {}
    owners: Mapping[str, str] = {}

    def path_for(self, key: str) -> str:
        """Return the path that an item holds, "" for none."""
        line = self.lines.get(key)
        return line.paths[0] if line and self.allows(line.paths[0], key) else ""

    def allows(self, path: str, key: str) -> bool:
        """Tell whether an item may have a path: it is the item's own, or nobody's."""
        return self.owners.get(path.casefold(), key) == key


NO_RESERVED_PATHS = ReservedPaths()


def with_ledger_keys(items: Sequence[Item], ledger: Ledger) -> Sequence[Item]:
    """Return items with the keys that their ledger knows them by: one whose address changed keeps its key."""
    names = {line.now: key for key, line in ledger.lines.items() if line.now}
    if not names:
        return items
    return [structs.replace(item, key=names[item.key]) if item.key in names else item for item in items]


def reserve_paths(ledger: Ledger, present: Collection[str]) -> ReservedPaths:
    """Return what a ledger promises. ``present`` are the keys of all records, built or not.

    The paths of an item that no record stands for any more are free, unless the ledger says where they lead: most
    often it is the same article under another address that wants them.

    A merge of branches may leave two lines with one path. It stays with the one that was seen first, whatever stands
    first in the file: a build sorts the lines, and the next one must come to the same end.
    """
    if ledger is NO_LEDGER:
        return NO_RESERVED_PATHS
    lines, owners = ledger.lines, dict[str, str]()
    bound = [(key, line) for key, line in lines.items() if line.gone or key in present]
    for key, line in bound:
        path = line.paths[0].casefold()
        rival = owners.setdefault(path, key)
        if rival != key and (line.first_seen, key) < (lines[rival].first_seen, rival):
            owners[path] = key
    for key, line in sorted([each for each in bound if len(each[1].paths) > 1], key=itemgetter(0)):
        for path in line.paths[1:]:
            owners.setdefault(path.casefold(), key)
    return ReservedPaths(lines, owners)


def plan_redirects(
    reserved: ReservedPaths, items: Sequence[Item], paths: Sequence[str]
) -> Iterator[Redirect]:
    """Yield a redirect for every path that an item once had, and for those that lead elsewhere by their ledger."""
    if not reserved.lines:
        return
    built = {item.key for item in items}
    for row, (item, path) in enumerate(zip(items, paths, strict=True)):
        line = reserved.lines.get(item.key)
        for older in line.paths if line else ():
            if older != path and reserved.allows(older, item.key):
                yield Redirect(older, item.title, row)
    ways = _ways(reserved.lines, built)
    for key, path in ways.places:
        if reserved.allows(path, key) and (end := ways.end(path)):
            yield Redirect(path, "", None, end)


class _Ways(Struct, frozen=True):
    """Where paths lead by their ledger: ``places`` are those paths with their keys, ``leads`` has the next place of
    each, its path without case."""

    places: Sequence[tuple[str, str]]
    leads: Mapping[str, str]

    def end(self, path: str) -> str:
        """Return where a path leads in the end, so that no page leads to a page that leads on; "" where that is
        nowhere, for it comes back to where it was."""
        place, seen = path, set[str]()
        while (folded := place.removesuffix("/").casefold()) in self.leads:
            if folded in seen:
                return ""
            seen.add(folded)
            place = self.leads[folded]
        return place


def _ways(lines: Mapping[str, LedgerEntry], built: Collection[str]) -> _Ways:
    places = [
        (key, path) for key, line in lines.items() if line.leads and key not in built for path in line.paths
    ]
    return _Ways(places, {path.casefold(): lines[key].leads for key, path in places})


def extend_ledger(ledger: Ledger, catalogue: Catalogue, authority: str, day: str) -> Ledger:
    """Return a ledger with what a catalogue adds to it: items that are new since ``day``, and new paths."""
    lines, taken = dict(ledger.lines), frozenset(catalogue.slugs)
    for item, path in zip(catalogue.items, catalogue.slugs, strict=True):
        line = lines.get(item.key)
        if line is None:
            lines[item.key] = LedgerEntry(day, (path,))
        elif line.paths[0] != path or line.gone:
            paths = (path, *[older for older in line.paths if older not in taken])
            lines[item.key] = LedgerEntry(line.first_seen, paths, line.now)
    return structs.replace(ledger, lines=lines, authority=authority)


def find_lost_paths(
    ledger: Ledger, present: Collection[str], catalogue: Catalogue, authority: str
) -> Iterator[Problem]:
    """Yield an error for each item that has lost its id or its path, and whose ledger does not say that it may."""
    yield from _circles(ledger, catalogue)
    lost = {key: line for key, line in ledger.lines.items() if key not in present and not line.gone}
    if not lost:
        return
    holders = {path: item.key for path, item in zip(catalogue.slugs, catalogue.items, strict=True)}
    for key, line in lost.items():
        path, was = line.paths[0], build_tag_uri(authority, key)
        other = holders.get(path)
        if other is None:
            message = f"expected an item at {path}/ ({was}), found no record of {line.now or key}"
            hint = "Restore the record. If it shall go: add a tab and 'gone', or 'to ADDRESS', to this line."
        else:
            message = f"expected the id {was} at {path}/, found {build_tag_uri(authority, other)}"
            hint = f"Give the record its address back ({key}), or add a tab and 'is {other}' to this line."
        yield Problem(ledger.path, ledger.numbers.get(key, 0), "", message, hint)


def _circles(ledger: Ledger, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield an error for each path that leads back to itself by the ledger: a browser would go round and round."""
    if not any(line.leads for line in ledger.lines.values()):
        return
    ways = _ways(ledger.lines, {item.key for item in catalogue.items})
    for key, path in ways.places:
        if not ways.end(path):
            leads = ledger.lines[key].leads
            message = f"expected a way from {path}/ to a page, found 'to {leads}', which comes back to it"
            hint = "Say where it shall lead in the end, or 'gone'. Until then nothing stands there."
            yield Problem(ledger.path, ledger.numbers.get(key, 0), "", message, hint)
