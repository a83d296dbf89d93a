"""The up-to-date check: if nothing changed since the last build, its report is reused and no stage is loaded."""

import msgspec

from generator.images.fetch_index import stamp_fetch_index
from generator.images.local import stamp_file
from generator.model.fetched_images import CacheFreshness
from generator.model.report import BuildReport
from generator.pipeline.context import BuildContext, printable_path
from generator.pipeline.state import BuildState
from generator.write.build_stamp import BuildInputs, InputStamp, is_current
from generator.write.trace import is_manifest_intact


def report_if_up_to_date(context: BuildContext, state: BuildState) -> BuildReport | None:
    """Return the report of the last build if nothing has changed since, else ``None``."""
    options = context.options
    if options.full or options.explain:
        return None
    stamp = state.stamp
    if (
        stamp is None
        or not _is_fresh(stamp.pictures, context)
        or not is_current(
            stamp,
            collect_inputs(context, stamp.watched),
            options.content,
            options.output,
            lambda: state.trace,
            lambda path: stamp_file(options.content, path),
        )
        or not is_manifest_intact(options.output)
    ):
        return None
    counts = stamp.report.counts
    files = counts.written + counts.unchanged
    counts = msgspec.structs.replace(counts, written=0, unchanged=files, removed=0)
    return msgspec.structs.replace(
        stamp.report,
        counts=counts,
        settled=True,
        moved=(),
        others=context.listing.others,
        looks_like_jekyll=False,
        pictures=stamp.report.pictures.settled(),
        search=stamp.report.search.settled(),
        content=printable_path(options.content),
        output=printable_path(options.output),
    )


def _is_fresh(pictures: CacheFreshness | None, context: BuildContext) -> bool:
    """Return whether remote images are unchanged: the fetch index is the same and no image is due for revalidation."""
    if pictures is None:
        return True
    now = context.listed_ns // 1_000_000_000
    is_due = pictures.due is not None and pictures.due <= now and not context.options.dry_run
    return not is_due and pictures.stamp == stamp_fetch_index(context.cache.images)


def collect_inputs(context: BuildContext, watched: tuple[tuple[str, InputStamp | None], ...]) -> BuildInputs:
    """Return everything that a build reads; ``watched`` are the images of the content folder, with their stamps."""
    listing = context.listing
    sources = (*listing.records, *listing.pages, *listing.static, *listing.topics, *listing.providers)
    return BuildInputs(context.environment, sources, listing.problems, watched, context.listed_ns)
