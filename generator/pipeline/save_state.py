"""Save what the next build reuses: records, related items, the trace, the build stamp.

All of it is disposable. A cache folder that cannot be written costs the next build time, never this one its result.
"""

import msgspec

from generator.images.variant_store import save_variant_index
from generator.model.report import BuildReport
from generator.pipeline.cache_paths import TRACE_SALT
from generator.pipeline.context import BuildContext
from generator.pipeline.feed_validation import save_findings
from generator.pipeline.images import ResolvedImages
from generator.pipeline.publish import Published
from generator.pipeline.records import ReadRecords
from generator.pipeline.related import CachedRelatedFinder
from generator.pipeline.up_to_date import collect_inputs
from generator.read.record_cache import save_record_cache
from generator.write.build_stamp import make_build_stamp, save_build_stamp
from generator.write.trace import Trace, load_trace, save_trace


def load_outputs_trace(context: BuildContext) -> Trace:
    """Return the trace of the last build."""
    return context.memory.load(context.cache.trace, TRACE_SALT, load_trace)


def save_state(
    context: BuildContext,
    before: Trace,
    reading: ReadRecords,
    finder: CachedRelatedFinder,
    images: ResolvedImages,
    published: Published,
    report: BuildReport,
) -> None:
    """Save what the next build can use. ``before`` is the trace of the last build."""
    options, stores = context.options, context.cache
    trace = published.trace
    stores.sweep()
    try:
        if reading.fresh:
            records = save_record_cache(
                stores.records, context.record_code, reading.records, context.listed_ns, reading.cache
            )
            context.memory.keep(stores.records, context.record_code, records)
        finder.save()
        save_findings(context, published.findings)
        context.memory.keep(stores.trace, TRACE_SALT, save_trace(stores.trace, TRACE_SALT, trace, before))
        plain = msgspec.structs.replace(report, actions=())
        if images.index is not None:
            save_variant_index(stores.variant_index, images.index)
        inputs, freshness = collect_inputs(context, images.watched), images.fetched.freshness
        stamp = make_build_stamp(inputs, options.content, trace, plain, freshness)
        save_build_stamp(stores.build_stamp, context.environment, stamp)
    except OSError:
        stores.forget()
