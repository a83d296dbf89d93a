"""What a build leaves for the next one: remembered records and sidebars, the trace, the seal.

All of it is disposable. A cache folder that cannot be written costs the next build time and this one a line of
complaint, never its result.
"""

import msgspec

from generator.auditing import save_findings
from generator.base.store import read_store, write_store
from generator.model.report import BuildReport
from generator.organise.sidebars import NOTHING, Sidebars
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


def sidebars_of(scene: Scene) -> Sidebars:
    """Return the sidebars of the last build."""
    if scene.options.full:
        return NOTHING
    body = read_store(Stores(scene.options).sidebars, scene.organising_code)
    try:
        return msgspec.msgpack.decode(body, type=Sidebars) if body else NOTHING
    except msgspec.MsgspecError:
        return NOTHING


def remember(
    scene: Scene,
    reading: Reading,
    watched: tuple[tuple[str, Stamp | None], ...],
    sidebars: Sidebars,
    published: Published,
    report: BuildReport,
) -> None:
    """Keep what the next build can use. ``watched`` are pictures with the stamps they had before they were read."""
    options, stores = scene.options, Stores(scene.options)
    trace = published.trace
    try:
        if reading.fresh:
            save_memo(stores.memo, scene.reading_code, reading.records, scene.taken_ns)
        write_store(stores.sidebars, scene.organising_code, msgspec.msgpack.encode(sidebars))
        save_findings(scene, published.findings)
        save_trace(stores.trace, TRACE_SALT, trace)
        plain = msgspec.structs.replace(report, verdicts=())
        seal = make_seal(inputs_of(scene, watched), options.content, trace, plain)
        save_seal(stores.seal, scene.environment, seal)
    except OSError:
        stores.forget()
