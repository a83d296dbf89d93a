"""What a build leaves for the next one: remembered records and sidebars, the trace, the seal.

All of it is disposable. A cache folder that cannot be written costs the next build time and this one a line of
complaint, never its result.
"""

import msgspec

from generator.base.concurrency.background import BackgroundProcess
from generator.images.variant_store import save_variant_index
from generator.model.report import BuildReport
from generator.pipeline.cache_paths import TRACE_SALT
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


def load_outputs_trace(context: BuildContext) -> Trace:
    """Return the trace of the last build."""
    return context.memory.load(context.cache.trace, TRACE_SALT, load_trace)


SMALL = 2_000
"""Up to so many records, looking at the outputs takes less time than starting a process that does."""


def survey_outputs(context: BuildContext) -> BackgroundProcess:
    """Begin to look at every file that the last build left: many small calls that need not be waited for."""
    options = context.options
    alone = context.workers == 1 or context.memory.persistent or len(context.listing.records) < SMALL
    return BackgroundProcess(
        find_changed_outputs, options.output, lambda: load_outputs_trace(context), options.full, alone=alone
    )


def save_state(
    context: BuildContext,
    before: Trace,
    reading: ReadRecords,
    finder: CachedRelatedFinder,
    pictured: ResolvedImages,
    published: Published,
    report: BuildReport,
) -> None:
    """Keep what the next build can use. ``before`` is the trace of the last one."""
    options, stores = context.options, context.cache
    trace = published.trace
    stores.sweep()
    try:
        if reading.fresh:
            memo = save_memo(
                stores.records, context.reading_code, reading.records, context.listed_ns, reading.memo
            )
            context.memory.keep(stores.records, context.reading_code, memo)
        finder.save()
        save_findings(context, published.findings)
        context.memory.keep(stores.trace, TRACE_SALT, save_trace(stores.trace, TRACE_SALT, trace, before))
        plain = msgspec.structs.replace(report, actions=())
        if pictured.index is not None:
            save_variant_index(stores.variant_index, pictured.index)
        inputs, freshness = collect_inputs(context, pictured.watched), pictured.fetched.freshness
        seal = make_build_stamp(inputs, options.content, trace, plain, freshness)
        save_build_stamp(stores.build_stamp, context.environment, seal)
    except OSError:
        stores.forget()
