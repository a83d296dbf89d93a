"""Whether anything moved since the last build. If not, its report is this build's, and nothing else is loaded."""

import msgspec

from generator.images.fetch_index import stamp_fetch_index
from generator.images.local import stamp_file
from generator.model.fetched_images import CacheFreshness
from generator.model.report import BuildReport
from generator.pipeline.cache_paths import TRACE_SALT
from generator.pipeline.context import BuildContext, printable_path
from generator.write.build_stamp import BuildInputs, InputStamp, is_current, load_build_stamp
from generator.write.trace import load_trace


def report_if_up_to_date(context: BuildContext) -> BuildReport | None:
    """Return the report of the last build where nothing at all has moved since, else ``None``."""
    options = context.options
    if options.full or options.explain:
        return None
    seal = load_build_stamp(context.cache.build_stamp, context.environment)
    if (
        seal is None
        or not _is_fresh(seal.pictures, context)
        or not is_current(
            seal,
            collect_inputs(context, seal.watched),
            options.content,
            options.output,
            lambda: context.memory.load(context.cache.trace, TRACE_SALT, load_trace),
            lambda path: stamp_file(options.content, path),
        )
    ):
        return None
    counts = seal.report.counts
    files = counts.written + counts.unchanged
    counts = msgspec.structs.replace(counts, written=0, unchanged=files, removed=0)
    return msgspec.structs.replace(
        seal.report,
        counts=counts,
        settled=True,
        moved=(),
        pictures=seal.report.pictures.settled(),
        search=seal.report.search.settled(),
        content=printable_path(options.content),
        output=printable_path(options.output),
    )


def _is_fresh(pictures: CacheFreshness | None, context: BuildContext) -> bool:
    """Tell whether pictures elsewhere are as they were: nobody learnt more of them, and none is to be asked for."""
    if pictures is None:
        return True
    now = context.listed_ns // 1_000_000_000
    is_due = pictures.due is not None and pictures.due <= now and not context.options.dry_run
    return not is_due and pictures.stamp == stamp_fetch_index(context.cache.images)


def collect_inputs(context: BuildContext, watched: tuple[tuple[str, InputStamp | None], ...]) -> BuildInputs:
    """Return all that a build looks at; ``watched`` are the pictures of its content folder."""
    listing = context.listing
    sources = (*listing.records, *listing.topics, *listing.providers)
    return BuildInputs(context.environment, sources, listing.problems, watched, context.listed_ns)
