"""The ledger of a site: a file that the owner commits, or else one that only the cache keeps.

The owner's file is content. It shapes the site, and every build with the same content and ledger makes the same bytes.
The cached one shapes nothing and may be lost at any time. It only tells which items moved and which were removed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property

import msgspec

from generator.base.errors import OutputError, SettingsError
from generator.base.tag_uri import build_tag_uri
from generator.base.urls import is_placeholder
from generator.images.local import stamp_file
from generator.model.catalogue import Catalogue, Row
from generator.model.item import Item
from generator.model.ledger import NO_LEDGER, Ledger, LedgerEntry, MovedItem
from generator.organise.ledger_paths import adopt_records, extend_ledger
from generator.organise.record_keys import separate_records
from generator.pipeline.context import BuildContext
from generator.pipeline.state import BuildState
from generator.read.ledger import read_ledger
from generator.write.build_stamp import InputStamp
from generator.write.ledger import ledger_text, write_ledger

WatchedKeys = tuple[tuple[str, InputStamp | None], ...]


class PreviousLedger(msgspec.Struct, frozen=True):
    """The ledger as it was before this build."""

    lines: Mapping[str, LedgerEntry]

    def keys_at(self, paths: Sequence[str]) -> dict[str, str]:
        """Return path → item key, for those of the paths (as in :class:`LedgerEntry`) that belonged to an item."""
        wanted = set(paths)
        return {line.paths[0]: key for key, line in self.lines.items() if line.paths[0] in wanted}

    def moved(self, catalogue: Catalogue, rows: Iterable[Row]) -> tuple[MovedItem, ...]:
        """Return the items, of those at ``rows``, whose pages have another path now."""
        before, items, slugs = self.lines.get, catalogue.items, catalogue.slugs
        keys = [(items[row].key, slugs[row]) for row in rows]
        found = [(key, line.paths[0], path) for key, path in keys if (line := before(key))]
        return tuple(sorted([MovedItem(*each) for each in found if each[1] != each[2]]))


class LedgerFile:
    """The ledger of one build. ``watched`` is the owner's file with its stamp, for the up-to-date check."""

    def __init__(self, context: BuildContext, state: BuildState) -> None:
        """Read the ledger named in the settings, if any.

        Raises :class:`SettingsError` if the setting ``feeds.id_authority`` differs from the ledger's.
        """
        self._context, self._state = context, state
        self._path = context.settings.feeds.ledger
        self.watched: WatchedKeys = ((self._path, self._stamp()),) if self._path else ()
        self.ledger, self.problems = (
            read_ledger(context.options.content, self._path) if self._path else (NO_LEDGER, ())
        )
        self._as_read = self.ledger
        self._check_authority(context.settings.feeds.id_authority)

    def adopt(self, items: Sequence[Item]) -> Ledger:
        """Return the ledger with the present keys of records without a URL. Keep it for :meth:`write`."""
        items = separate_records(items, self._context.settings.content.drafts)
        self.ledger = adopt_records(self.ledger, items)
        return self.ledger

    def _stamp(self) -> InputStamp | None:
        return stamp_file(self._context.options.content, self._path)

    def _check_authority(self, authority: str) -> None:
        ledger = self.ledger
        if not ledger.lines or ledger.authority in ("", authority):
            return
        key = min(ledger.lines)
        was, now = build_tag_uri(ledger.authority, key), build_tag_uri(authority, key)
        raise SettingsError(
            f"feeds.id_authority: expected '{ledger.authority}', as {ledger.path} has it, found '{authority}': "
            f"every id would change, {was} to {now}",
            (
                "Feed readers would show every item again. Change the setting back or, if you mean it, "
                "change the line '# ids:' in the ledger."
            ),
        )

    def write(self, catalogue: Catalogue) -> None:
        """Add the items of a catalogue to the owner's ledger, unless it has invalid lines.

        A ledger starts with the first build for an address that readers can reach.

        Call this before anything is published: whatever becomes public must be in the ledger, even if the build is
        killed. Raises :class:`OutputError`.
        """
        ledger, base_url = self.ledger, self._context.settings.site.base_url
        if not self._path or ledger.faulty:
            return
        if not ledger.lines and is_placeholder(base_url):  # nothing is public yet
            return
        now = extend_ledger(ledger, catalogue, self._context.settings.feeds.id_authority, self._day)
        if now.lines == self._as_read.lines and now.authority == ledger.authority:
            return
        content = self._context.options.content
        try:
            write_ledger(content, now)
            fresh = self._stamp()
            if (content / self._path).read_bytes() == ledger_text(
                now
            ).encode():  # nobody else changed it meanwhile
                self.watched = ((self._path, fresh),)
        except OSError as fault:
            message = f"cannot write the ledger {content / self._path}: {fault.strerror or fault}"
            hint = "Nothing was published. Fix its permissions, or remove feeds.ledger from the settings."
            raise OutputError(message, hint) from fault

    @property
    def _day(self) -> str:
        """The date for new entries, today in UTC. No output shows it."""
        return datetime.fromtimestamp(self._context.listed_ns / 1e9, UTC).date().isoformat()

    @cached_property
    def previous(self) -> PreviousLedger:
        """The ledger before this build: the owner's, or else the cached one."""
        if self._path:
            return PreviousLedger(self.ledger.lines)
        return PreviousLedger(self._state.ledger)

    def save(self, catalogue: Catalogue) -> None:
        """Save the ledger in the cache if the owner has none. Raises :class:`OSError`."""
        if self._path:
            return
        self._state.save_ledger(dict(map(self._line, catalogue.items, catalogue.slugs)))

    def _line(self, item: Item, path: str) -> tuple[str, LedgerEntry]:
        before = self.previous.lines.get(item.key)
        if before is None:
            return item.key, LedgerEntry(self._day, (path,))
        return item.key, before if before.paths[0] == path else LedgerEntry(before.first_seen, (path,))
