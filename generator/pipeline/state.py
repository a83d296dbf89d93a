"""What one build leaves for the next: cached records, related items, the trace, findings, the ledger, the build stamp.

Each part is loaded when it is first asked for. All of it is disposable: a cache that cannot be written costs the next
build time, never this one its result.
"""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from generator.base.digest import combine
from generator.base.storage.table import Table
from generator.images.variant_store import VariantIndex, save_variant_index
from generator.model.ledger import LedgerEntry
from generator.model.results.finding import Finding
from generator.model.trace import TraceEntry
from generator.organise.related_cache import CachedRelated, RelatedCache
from generator.organise.similarity import TitleWords
from generator.organise.stories.finder import EMPTY_STORIES, StoryCache
from generator.pipeline.context import BuildContext
from generator.read.record_cache import CachedRecord, CachedRow, RecordCache
from generator.write.build_stamp import BuildStamp
from generator.write.trace import Trace

Row = TypeVar("Row")

Memory = dict[object, Any]
"""What builds of one process leave each other in memory. Losing it costs time."""

FORMAT = b"state 1"
"""The version of rows that depend on no code: fingerprints in a trace include the code version themselves."""

FeedFindings = tuple[Finding, ...]

_ONLY = ""
"""The key of a table with one row."""


class StoredRows(msgspec.Struct, Generic[Row], frozen=True):
    """Rows by key, as they are in a table. ``generation`` is that of the table, 0 for none."""

    rows: Mapping[str, Row] = {}
    generation: int = 0
    time_ns: int = 0


class StateTable(Generic[Row]):
    """A table with rows of one type. With ``fresh`` nothing is loaded, and everything is saved."""

    def __init__(
        self, file: Path, name: str, version: bytes, kind: Any, memory: Memory | None, fresh: bool = False
    ) -> None:
        self._table = Table(file, name, version)
        self._place = (os.fspath(file), name)
        self._kind, self._memory, self._fresh = kind, memory, fresh

    @cached_property
    def loaded(self) -> StoredRows[Row]:
        """The rows that the last build saved: from memory, if the file still has them, else from the file."""
        kept = None if self._memory is None else self._memory.get(self._place)
        if self._fresh:
            return StoredRows()
        if isinstance(kept, StoredRows) and kept.generation == self._table.generation():
            return kept
        found = self._table.load()
        decode = msgspec.msgpack.Decoder(self._kind).decode
        try:
            rows = dict(zip(found.keys, map(decode, found.values), strict=True))
        except msgspec.MsgspecError:
            return StoredRows()
        return StoredRows(rows, found.generation, found.time_ns)

    def save(self, rows: Mapping[str, Row], time_ns: int = 0) -> None:
        """Save rows. Those that are the very objects that were loaded are not written. Raises :class:`OSError`."""
        before, encode = self.loaded, msgspec.msgpack.Encoder().encode
        changed = {key: row for key, row in rows.items() if before.rows.get(key) is not row}
        removed = before.rows.keys() - rows.keys()
        if before.generation and not changed and not removed and time_ns == before.time_ns:
            return
        generation = self._table.save(
            lambda: {key: encode(row) for key, row in rows.items()},
            time_ns,
            before.generation,
            {key: encode(row) for key, row in changed.items()} if before.generation else None,
            removed,
        )
        if self._memory is not None:
            self._memory[self._place] = StoredRows(rows, generation, time_ns)


class NewState(msgspec.Struct, frozen=True):
    """What a build has to save. ``records`` are ``None`` if they are those of the last build, ``findings`` if not all
    feeds were validated, ``variants`` if the variant index has not changed."""

    records: Sequence[CachedRecord] | None
    related: RelatedCache
    stories: StoryCache
    title_words: TitleWords | None
    findings: FeedFindings | None
    trace: Trace
    variants: VariantIndex | None
    stamp: BuildStamp


class BuildState:
    """The state that the last build left, and the place where this one saves its own."""

    def __init__(self, context: BuildContext, memory: Memory | None = None) -> None:
        self._context, self._memory = context, memory
        self._content, self._output = context.cache.content, context.cache.output

    @cached_property
    def _records(self) -> StateTable[CachedRow]:
        context = self._context
        full = context.options.full
        return StateTable(self._content, "records", context.record_code, CachedRow, self._memory, full)

    @cached_property
    def _pool(self) -> StateTable[CachedRow]:
        """The records of the pool, which its sites share."""
        context = self._context
        file = context.cache.pool_records(context.content.roots[-1], context.settings.site.timezone)
        return StateTable(file, "records", context.record_code, CachedRow, self._memory, context.options.full)

    @cached_property
    def _related(self) -> StateTable[CachedRelated]:
        context = self._context
        full = context.options.full
        return StateTable(self._content, "related", context.related_code, CachedRelated, self._memory, full)

    @cached_property
    def _stories(self) -> StateTable[StoryCache]:
        context = self._context
        version = combine(context.related_code, context.record_code)
        return StateTable(self._content, "stories", version, StoryCache, self._memory, context.options.full)

    @cached_property
    def _trace(self) -> StateTable[TraceEntry]:
        return StateTable(self._output, "trace", FORMAT, TraceEntry, self._memory)

    @cached_property
    def _ledger(self) -> StateTable[LedgerEntry]:
        return StateTable(self._output, "ledger", FORMAT, LedgerEntry, self._memory)

    @cached_property
    def _findings(self) -> StateTable[FeedFindings]:
        return StateTable(self._output, "findings", self._context.validation_code, FeedFindings, None)

    @cached_property
    def _stamp(self) -> StateTable[BuildStamp]:
        return StateTable(self._output, "stamp", self._context.environment, BuildStamp, None)

    @cached_property
    def records(self) -> RecordCache:
        """The cached records, those of the pool included."""
        found, pool = self._records.loaded, self._context.listing.pool
        made = {} if self._memory is None else self._memory.get(self._made, {})
        if not pool:
            return RecordCache(found.rows, found.time_ns, made)
        shared = self._pool.loaded
        rows = {path: row for path, row in found.rows.items() if path not in pool}
        rows |= {path: row for path, row in shared.rows.items() if path in pool}
        moments = [each.time_ns for each in (found, shared) if each.rows]
        return RecordCache(rows, min(moments, default=0), made)

    @property
    def _made(self) -> tuple[str, bytes]:
        """Where memory keeps decoded records."""
        return "records", self._context.record_code

    @property
    def related(self) -> RelatedCache:
        """The related items."""
        return RelatedCache(self._related.loaded.rows)

    @property
    def stories(self) -> StoryCache:
        """The stories."""
        return self._stories.loaded.rows.get(_ONLY, EMPTY_STORIES)

    @property
    def title_words(self) -> TitleWords | None:
        """The words of titles; ``None`` if no later build will need them."""
        return None if self._memory is None else self._memory.get(self._words, {})

    @property
    def _words(self) -> tuple[str, bytes]:
        return "title words", self._context.related_code

    @cached_property
    def trace(self) -> Trace:
        """The trace: every file of the last build."""
        found = self._trace.loaded
        return Trace(found.rows, found.time_ns)

    @property
    def ledger(self) -> Mapping[str, LedgerEntry]:
        """The ledger that is only in the cache."""
        return self._ledger.loaded.rows

    @property
    def findings(self) -> FeedFindings | None:
        """The findings about the feeds, ``None`` if not all were validated."""
        return self._findings.loaded.rows.get(_ONLY)

    @property
    def stamp(self) -> BuildStamp | None:
        """The stamp of the last build; ``None`` if its settings or code were others."""
        return self._stamp.loaded.rows.get(_ONLY)

    def save(self, new: NewState) -> None:
        """Save the state of this build. If that fails, everything is forgotten: it must not be trusted."""
        cache = self._context.cache
        cache.sweep()
        try:
            if new.records is not None:
                self._save_records(new.records)
            self._related.save(new.related.kept)
            self._stories.save({_ONLY: new.stories})
            # Before the trace: a feed that the trace does not know is made again in any case.
            self._findings.save({} if new.findings is None else {_ONLY: new.findings})
            self._trace.save(new.trace.files, new.trace.taken_ns)
            if new.variants is not None:
                save_variant_index(cache.variant_index, new.variants)
            self._stamp.save({_ONLY: new.stamp})
        except OSError:
            self._forget()
        if self._memory is not None:
            self._memory[self._words] = new.title_words

    def save_records(self, records: Sequence[CachedRecord]) -> None:
        """Save cached records alone, for a command that reads and does not build."""
        try:
            self._save_records(records)
        except OSError:
            self._forget()

    def _forget(self) -> None:
        context = self._context
        pools = context.content.roots[1:]
        context.cache.forget(
            *[context.cache.pool_records(each, context.settings.site.timezone) for each in pools]
        )

    def _save_records(self, records: Sequence[CachedRecord]) -> None:
        rows, pool, moment = self.records.rows(records), self._context.listing.pool, self._context.listed_ns
        if pool:
            # A record that this site replaces is still one of the others.
            replaced = {path: row for path, row in self._pool.loaded.rows.items() if path in rows}
            self._pool.save({**replaced, **{path: row for path, row in rows.items() if path in pool}}, moment)
        self._records.save({path: row for path, row in rows.items() if path not in pool}, moment)
        if self._memory is not None:
            self._memory[self._made] = {record.path: record for record in records}

    def save_ledger(self, entries: Mapping[str, LedgerEntry]) -> None:
        """Save the ledger that is only in the cache. Raises :class:`OSError`."""
        self._ledger.save(entries)
