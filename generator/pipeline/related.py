"""Related items across builds: loads those of the last build, computes what changed, saves the result."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.base.storage.journal import Snapshot, read_journal, write_base, write_changes
from generator.model.catalogue import Related
from generator.organise.related import RelatedFinder
from generator.organise.related_cache import NOTHING, CachedRelated, RelatedCache
from generator.pipeline.context import BuildContext

_TITLE_WORDS = "title words"


class _RelatedRows(msgspec.Struct, frozen=True, array_like=True):
    """Related items as stored: all of them, or those that changed and the keys that were removed (``went``)."""

    kept: dict[str, CachedRelated]
    went: tuple[str, ...] = ()


class CachedRelatedFinder(RelatedFinder):
    """Finds the related items of one build and saves them for the next."""

    def __init__(self, context: BuildContext) -> None:
        title_words = (
            context.memory.get(_TITLE_WORDS, context.related_code) if context.memory.persistent else None
        )
        super().__init__(
            executor=context.executor,
            told={} if title_words is None and context.memory.persistent else title_words,
        )
        self._file, self._salt = context.cache.related, context.related_code
        self._memory = context.memory
        self._full = context.options.full

    def result(self) -> Sequence[tuple[Related, ...]]:
        """Return the related items of every row."""
        self.before = NOTHING if self._full else self._memory.load(self._file, self._salt, load_related_cache)
        return super().result()

    def save(self) -> None:
        """Save the related items for the next build. Raises :class:`OSError`."""
        encode = msgspec.msgpack.encode
        self._memory.set(_TITLE_WORDS, self._salt, self.told)
        kept, known = self.now.kept, self.before.known
        if (changes := known.changes(kept)) is not None:
            write_changes(self._file, self._salt, known.name, encode(_RelatedRows(*changes)))
            known = known.after(kept, changes[0])
        else:
            name = write_base(self._file, self._salt, encode(_RelatedRows(dict(kept))))
            known = Snapshot(kept, frozenset(kept), name=name)
        self._memory.keep(self._file, self._salt, RelatedCache(kept, known))


def load_related_cache(file: Path, salt: bytes) -> RelatedCache:
    """Return the cached related items; none if the cache is missing or damaged."""
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
