"""Sidebars over two builds: those of the last one are loaded, those of this one kept.

Where little has changed on a large site, another process works them out while this one organises the rest: it loads
the store, finds whose neighbourhood moved, and tells rows and changes in a few bytes.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from generator.base.concurrency.background import BackgroundProcess
from generator.base.concurrency.lazy_sequence import LazySequence
from generator.base.storage.journal import Snapshot, read_journal, write_base, write_changes
from generator.model.catalogue import Related, Row
from generator.model.item import Item
from generator.organise.related import RelatedFinder, Topics, find_likely, merge_related, name_all
from generator.organise.related_cache import NOTHING, SHARE, CachedRelated, RelatedCache
from generator.pipeline.context import BuildContext
from generator.pipeline.records import ReadRecords

SMALL = 2_000
"""Up to so many records, sidebars take less time than starting a process that makes them."""


_TOLD = "what titles tell"


class _RelatedRows(msgspec.Struct, frozen=True, array_like=True):
    """Sidebars as they are kept: all of them, or those that changed and the keys that ``went``."""

    kept: dict[str, CachedRelated]
    went: tuple[str, ...] = ()


class _RelatedReply(msgspec.Struct, frozen=True, array_like=True):
    """What another process tells: the likely rows of every row, and the changes to keep beside the base ``name``."""

    likely: list[list[Row]]
    name: bytes
    changes: msgspec.Raw


class CachedRelatedFinder(RelatedFinder):
    """Makes the sidebars of a build and keeps them for the next. :meth:`drop` it when all is done."""

    def __init__(self, context: BuildContext, reading: ReadRecords) -> None:
        told = context.memory.get(_TOLD, context.organising_code) if context.memory.persistent else None
        super().__init__(
            workers=context.workers, told={} if told is None and context.memory.persistent else told
        )
        self._file, self._salt = context.cache.related, context.organising_code
        self._memory = context.memory
        self._full = context.options.full
        records = len(reading.records)
        many = reading.renewed * SHARE > records
        few = records < SMALL or context.workers == 1
        self._alone = self._full or many or few or context.memory.persistent
        self._aside: BackgroundProcess | None = None
        self._answer: _RelatedReply | None = None

    def start(self, items: Sequence[Item], topics_of: Topics, withdrawn: Collection[str], limit: int) -> None:
        """Be told of the items, and begin."""
        super().start(items, topics_of, withdrawn, limit)
        if not self._alone:
            self._aside = BackgroundProcess(
                _answer, self._file, self._salt, items, topics_of, withdrawn, limit
            )

    def result(self) -> Sequence[tuple[Related, ...]]:
        """Return the sidebar of every row. What another process works out is waited for by whoever needs it first."""
        return LazySequence(self._finish) if self._aside is not None else self._here()

    def _finish(self) -> Sequence[tuple[Related, ...]]:
        assert self._aside is not None
        answer = self._aside.result()
        if not answer:
            return self._here()
        self._answer = msgspec.msgpack.decode(answer, type=_RelatedReply)
        return merge_related(self.named(), self._answer.likely)

    def _here(self) -> Sequence[tuple[Related, ...]]:
        self.before = NOTHING if self._full else self._memory.load(self._file, self._salt, load_related_cache)
        return super().result()

    def save(self) -> None:
        """Keep what the next build can use. Raises :class:`OSError`."""
        encode = msgspec.msgpack.encode
        self._memory.set(_TOLD, self._salt, self.told)
        if self._answer is not None:
            write_changes(self._file, self._salt, self._answer.name, bytes(self._answer.changes))
            return
        kept, known = self.now.kept, self.before.known
        if (changes := known.changes(kept)) is not None:
            write_changes(self._file, self._salt, known.name, encode(_RelatedRows(*changes)))
            known = known.after(kept, changes[0])
        else:
            name = write_base(self._file, self._salt, encode(_RelatedRows(dict(kept))))
            known = Snapshot(kept, frozenset(kept), name=name)
        self._memory.keep(self._file, self._salt, RelatedCache(kept, known))

    def cancel(self) -> None:
        """End what was begun and is not wanted any more."""
        if self._aside is not None:
            self._aside.cancel()


def load_related_cache(file: Path, salt: bytes) -> RelatedCache:
    """Return the sidebars in a store, or none."""
    journal = read_journal(file, salt)
    if journal is None:
        return NOTHING
    decode = msgspec.msgpack.Decoder(_RelatedRows).decode
    try:
        base = decode(journal.base)
        changes = decode(journal.changes) if journal.changes else _RelatedRows({})
    except msgspec.MsgspecError:
        return NOTHING
    known = Snapshot.of(journal.name, base.kept, changes.kept, changes.went)
    return RelatedCache(known.rows, known)


def _answer(
    file: Path,
    salt: bytes,
    items: Sequence[Item],
    topics_of: Topics,
    withdrawn: Collection[str],
    limit: int,
) -> bytes:
    """In another process: work out the sidebars. Nothing is said where all of them are to be kept anew."""
    before = load_related_cache(file, salt)
    if not before.kept:
        return b""
    named = name_all(items, withdrawn, limit)
    likely, now = find_likely(items, topics_of, named, limit, before)
    changes = before.known.changes(now.kept)
    if changes is None:
        return b""
    rows = msgspec.Raw(msgspec.msgpack.encode(_RelatedRows(*changes)))
    return msgspec.msgpack.encode(_RelatedReply(likely, before.known.name, rows))
