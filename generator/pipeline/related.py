"""Related items across builds: loads those of the last build, computes what changed, saves the result.

If little changed on a large site, a background process computes them while this one organises the rest. It loads the
cache, finds the rows whose neighbours changed, and returns rows and cache changes.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from generator.base.concurrency.background import BackgroundProcess
from generator.base.concurrency.lazy_sequence import LazySequence
from generator.base.storage.journal import Snapshot, read_journal, write_base, write_changes
from generator.model.catalogue import Related, Row
from generator.model.item import Item
from generator.organise.related import RelatedFinder, Topics, find_named, find_similar, merge_related
from generator.organise.related_cache import EMPTY_CACHE, MAX_CHANGED_FRACTION, CachedRelated, RelatedCache
from generator.pipeline.context import BuildContext
from generator.pipeline.records import ReadRecords

SMALL = 2_000
"""Up to this many records, computing related items here is faster than starting a process for it."""


_TITLE_WORDS = "title words"


class _RelatedRows(msgspec.Struct, frozen=True, array_like=True):
    """Related items as stored: all of them, or those that changed and the keys that were removed (``went``)."""

    kept: dict[str, CachedRelated]
    went: tuple[str, ...] = ()


class _RelatedReply(msgspec.Struct, frozen=True, array_like=True):
    """The reply of the background process: likely rows for every row, and the changes to save for the base ``name``."""

    likely: list[list[Row]]
    name: bytes
    changes: msgspec.Raw


class CachedRelatedFinder(RelatedFinder):
    """Finds the related items of one build and saves them for the next. Call :meth:`cancel` at the end."""

    def __init__(self, context: BuildContext, reading: ReadRecords) -> None:
        title_words = (
            context.memory.get(_TITLE_WORDS, context.related_code) if context.memory.persistent else None
        )
        super().__init__(
            workers=context.workers,
            told={} if title_words is None and context.memory.persistent else title_words,
        )
        self._file, self._salt = context.cache.related, context.related_code
        self._memory = context.memory
        self._full = context.options.full
        records = len(reading.records)
        many = reading.renewed * MAX_CHANGED_FRACTION > records
        few = records < SMALL or context.workers == 1
        self._alone = self._full or many or few or context.memory.persistent
        self._background: BackgroundProcess | None = None
        self._answer: _RelatedReply | None = None

    def start(
        self,
        items: Sequence[Item],
        topics_of: Topics,
        withdrawn: Collection[str],
        limit: int,
        language: str = "en",
    ) -> None:
        """Start finding the related items of ``items``."""
        super().start(items, topics_of, withdrawn, limit, language)
        if not self._alone:
            self._background = BackgroundProcess(
                _find_in_background, self._file, self._salt, items, topics_of, withdrawn, limit, language
            )

    def result(self) -> Sequence[tuple[Related, ...]]:
        """Return the related items of every row. A background process is waited for on first access."""
        return LazySequence(self._finish) if self._background is not None else self._here()

    def _finish(self) -> Sequence[tuple[Related, ...]]:
        assert self._background is not None
        answer = self._background.result()
        if not answer:
            return self._here()
        self._answer = msgspec.msgpack.decode(answer, type=_RelatedReply)
        return merge_related(self.named(), self._answer.likely)

    def _here(self) -> Sequence[tuple[Related, ...]]:
        self.before = (
            EMPTY_CACHE if self._full else self._memory.load(self._file, self._salt, load_related_cache)
        )
        return super().result()

    def save(self) -> None:
        """Save the related items for the next build. Raises :class:`OSError`."""
        encode = msgspec.msgpack.encode
        self._memory.set(_TITLE_WORDS, self._salt, self.told)
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
        """Stop the background process, if there is one."""
        if self._background is not None:
            self._background.cancel()


def load_related_cache(file: Path, salt: bytes) -> RelatedCache:
    """Return the cached related items; none if the cache is missing or damaged."""
    journal = read_journal(file, salt)
    if journal is None:
        return EMPTY_CACHE
    decode = msgspec.msgpack.Decoder(_RelatedRows).decode
    try:
        base = decode(journal.base)
        changes = decode(journal.changes) if journal.changes else _RelatedRows({})
    except msgspec.MsgspecError:
        return EMPTY_CACHE
    known = Snapshot.of(journal.name, base.kept, changes.kept, changes.went)
    return RelatedCache(known.rows, known)


def _find_in_background(
    file: Path,
    salt: bytes,
    items: Sequence[Item],
    topics_of: Topics,
    withdrawn: Collection[str],
    limit: int,
    language: str,
) -> bytes:
    """Find the related items, in the background process. Returns b"" if all of them must be saved anew."""
    before = load_related_cache(file, salt)
    if not before.kept:
        return b""
    named = find_named(items, withdrawn, limit)
    likely, now = find_similar(items, topics_of, named, limit, before, language=language)
    changes = before.known.changes(now.kept)
    if changes is None:
        return b""
    rows = msgspec.Raw(msgspec.msgpack.encode(_RelatedRows(*changes)))
    return msgspec.msgpack.encode(_RelatedReply(likely, before.known.name, rows))
