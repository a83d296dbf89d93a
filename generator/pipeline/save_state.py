"""What a build leaves for the next one: remembered records and sidebars, the trace, the seal.

All of it is disposable. A cache folder that cannot be written costs the next build time and this one a line of
complaint, never its result.
"""

import msgspec

from generator.base.concurrency.background import Aside
from generator.images.variant_store import save_made
from generator.model.report import BuildReport
from generator.pipeline.cache_paths import TRACE_SALT, Stores
from generator.pipeline.context import Scene
from generator.pipeline.feed_validation import save_audit
from generator.pipeline.images import Pictured
from generator.pipeline.publish import Published
from generator.pipeline.records import Reading
from generator.pipeline.related import RelaterOfBuild
from generator.pipeline.tasks import moved_outputs
from generator.pipeline.up_to_date import inputs_of
from generator.read.record_cache import save as save_memo
from generator.write.build_stamp import make_seal, save_seal
from generator.write.trace import Trace, load_trace, save_trace


def trace_of(scene: Scene) -> Trace:
    """Return the trace of the last build."""
    return scene.recall.load(Stores(scene.options).trace, TRACE_SALT, load_trace)


SMALL = 2_000
"""Up to so many records, looking at the outputs takes less time than starting a process that does."""


def look_at_outputs(scene: Scene) -> Aside:
    """Begin to look at every file that the last build left: many small calls that need not be waited for."""
    options = scene.options
    alone = scene.workers == 1 or scene.recall.lasting or len(scene.listing.records) < SMALL
    return Aside(moved_outputs, options.output, lambda: trace_of(scene), options.full, alone=alone)


def remember(
    scene: Scene,
    before: Trace,
    reading: Reading,
    relater: RelaterOfBuild,
    pictured: Pictured,
    published: Published,
    report: BuildReport,
) -> None:
    """Keep what the next build can use. ``before`` is the trace of the last one."""
    options, stores = scene.options, Stores(scene.options)
    trace = published.trace
    stores.sweep()
    try:
        if reading.fresh:
            memo = save_memo(stores.memo, scene.reading_code, reading.records, scene.taken_ns, reading.memo)
            scene.recall.keep(stores.memo, scene.reading_code, memo)
        relater.keep()
        save_audit(scene, published.findings)
        scene.recall.keep(stores.trace, TRACE_SALT, save_trace(stores.trace, TRACE_SALT, trace, before))
        plain = msgspec.structs.replace(report, verdicts=())
        if pictured.index is not None:
            save_made(stores.made_index, pictured.index)
        inputs, freshness = inputs_of(scene, pictured.watched), pictured.fetched.freshness
        seal = make_seal(inputs, options.content, trace, plain, freshness)
        save_seal(stores.seal, scene.environment, seal)
    except OSError:
        stores.forget()
