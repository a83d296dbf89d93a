"""What a build leaves for the next one: remembered records and sidebars, the trace, the seal.

All of it is disposable. A cache folder that cannot be written costs the next build time and this one a line of
complaint, never its result.
"""

import msgspec

from generator.base.concurrency.background import BackgroundProcess
from generator.images.variant_store import save_variant_index
from generator.model.report import BuildReport
from generator.pipeline.cache_paths import TRACE_SALT, CachePaths
from generator.pipeline.context import BuildContext
from generator.pipeline.feed_validation import save_findings
from generator.pipeline.images import ResolvedImages
from generator.pipeline.publish import Published
from generator.pipeline.records import ReadRecords
from generator.pipeline.related import CachedRelatedFinder
from generator.pipeline.tasks import find_changed_outputs
from generator.pipeline.up_to_date import collect_inputs
from generator.read.record_cache import save_record_cache as save_memo
from generator.write.build_stamp import make_build_stamp, save_build_stamp
from generator.write.trace import Trace, load_trace, save_trace


def load_outputs_trace(scene: BuildContext) -> Trace:
    """Return the trace of the last build."""
    return scene.recall.load(CachePaths(scene.options).trace, TRACE_SALT, load_trace)


SMALL = 2_000
"""Up to so many records, looking at the outputs takes less time than starting a process that does."""


def survey_outputs(scene: BuildContext) -> BackgroundProcess:
    """Begin to look at every file that the last build left: many small calls that need not be waited for."""
    options = scene.options
    alone = scene.workers == 1 or scene.recall.lasting or len(scene.listing.records) < SMALL
    return BackgroundProcess(
        find_changed_outputs, options.output, lambda: load_outputs_trace(scene), options.full, alone=alone
    )


def save_state(
    scene: BuildContext,
    before: Trace,
    reading: ReadRecords,
    relater: CachedRelatedFinder,
    pictured: ResolvedImages,
    published: Published,
    report: BuildReport,
) -> None:
    """Keep what the next build can use. ``before`` is the trace of the last one."""
    options, stores = scene.options, CachePaths(scene.options)
    trace = published.trace
    stores.sweep()
    try:
        if reading.fresh:
            memo = save_memo(stores.memo, scene.reading_code, reading.records, scene.taken_ns, reading.memo)
            scene.recall.keep(stores.memo, scene.reading_code, memo)
        relater.keep()
        save_findings(scene, published.findings)
        scene.recall.keep(stores.trace, TRACE_SALT, save_trace(stores.trace, TRACE_SALT, trace, before))
        plain = msgspec.structs.replace(report, verdicts=())
        if pictured.index is not None:
            save_variant_index(stores.made_index, pictured.index)
        inputs, freshness = collect_inputs(scene, pictured.watched), pictured.fetched.freshness
        seal = make_build_stamp(inputs, options.content, trace, plain, freshness)
        save_build_stamp(stores.seal, scene.environment, seal)
    except OSError:
        stores.forget()
