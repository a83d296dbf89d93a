"""What a build leaves for the next one: remembered records and sidebars, the trace, the seal.

All of it is disposable. A cache folder that cannot be written costs the next build time and this one a line of
complaint, never its result.
"""

import msgspec

from generator.auditing import save_findings
from generator.base.aside import Aside
from generator.base.journal import Known, read_journal, write_base, write_changes
from generator.jobs import moved_outputs
from generator.model.fetched import Freshness
from generator.model.report import BuildReport
from generator.organise.sidebars import NOTHING, Kept, Sidebars
from generator.publishing import Published
from generator.read.memo import save as save_memo
from generator.reading import Reading
from generator.scene import Scene
from generator.sealing import inputs_of
from generator.stores import TRACE_SALT, Stores
from generator.write.seal import Stamp, make_seal, save_seal
from generator.write.trace import Trace, load_trace, save_trace


def trace_of(scene: Scene) -> Trace:
    """Return the trace of the last build."""
    return load_trace(Stores(scene.options).trace, TRACE_SALT)


SMALL = 2_000
"""Up to so many records, looking at the outputs takes less time than starting a process that does."""


class Before(msgspec.Struct, frozen=True):
    """What the last build left."""

    sidebars: Sidebars
    trace: Trace


def look_at_outputs(scene: Scene) -> Aside:
    """Begin to look at every file that the last build left: many small calls that need not be waited for."""
    options = scene.options
    trace = Stores(options).trace
    alone = scene.workers == 1 or len(scene.listing.records) < SMALL
    return Aside(moved_outputs, options.output, trace, TRACE_SALT, options.full, alone=alone)


class _Rows(msgspec.Struct, frozen=True, array_like=True):
    """Sidebars as they are kept: all of them, or those that changed and the keys that ``went``."""

    kept: dict[str, Kept]
    went: tuple[str, ...] = ()


def sidebars_of(scene: Scene) -> Sidebars:
    """Return the sidebars of the last build."""
    file = Stores(scene.options).sidebars
    journal = None if scene.options.full else read_journal(file, scene.organising_code)
    if journal is None:
        return NOTHING
    decode = msgspec.msgpack.Decoder(_Rows).decode
    try:
        base = decode(journal.base)
        changes = decode(journal.changes) if journal.changes else _Rows({})
    except msgspec.MsgspecError:
        return NOTHING
    known = Known.of(journal.name, base.kept, changes.kept, changes.went)
    return Sidebars(known.rows, known)


def _keep_sidebars(scene: Scene, before: Sidebars, now: Sidebars) -> None:
    file, salt, encode = Stores(scene.options).sidebars, scene.organising_code, msgspec.msgpack.encode
    changes = before.known.changes(now.kept)
    if changes is None:
        write_base(file, salt, encode(_Rows(dict(now.kept))))
    else:
        write_changes(file, salt, before.known.name, encode(_Rows(*changes)))


def remember(
    scene: Scene,
    before: Before,
    reading: Reading,
    watched: tuple[tuple[str, Stamp | None], ...],
    freshness: Freshness | None,
    sidebars: Sidebars,
    published: Published,
    report: BuildReport,
) -> None:
    """Keep what the next build can use. ``watched`` are pictures with the stamps they had before they were read,
    ``freshness`` is that of pictures elsewhere, if any are wanted."""
    options, stores = scene.options, Stores(scene.options)
    trace = published.trace
    try:
        if reading.fresh:
            save_memo(stores.memo, scene.reading_code, reading.records, scene.taken_ns, reading.memo)
        _keep_sidebars(scene, before.sidebars, sidebars)
        save_findings(scene, published.findings)
        save_trace(stores.trace, TRACE_SALT, trace, before.trace)
        plain = msgspec.structs.replace(report, verdicts=())
        seal = make_seal(inputs_of(scene, watched), options.content, trace, plain, freshness)
        save_seal(stores.seal, scene.environment, seal)
    except OSError:
        stores.forget()
