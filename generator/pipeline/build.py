"""One build from beginning to end: look, lock, and unless nothing moved, the whole pipeline."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from time import perf_counter

import msgspec

from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.base.storage.memory_cache import MemoryCache
from generator.model.changes import Changes
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.precompile import compile_templates
from generator.pipeline.up_to_date import report_if_up_to_date
from generator.write.changes_file import save_changes
from generator.write.output_lock import lock_output


def build(
    options: BuildOptions,
    progress: Progress | None = None,
    leftovers: list[object] | None = None,
    memory: MemoryCache | None = None,
) -> BuildReport:
    """Build a site: bring the output folder to what the content says now.

    Faults in content are in the report. Whoever ends right after a build may take its ``leftovers``: letting go of a
    million values one by one takes a second at 100,000 records, and the system takes back their memory anyway. Whoever
    builds again and again gives each build the same ``memory``.

    Raises a :class:`~generator.base.errors.BroadsheetError` for what stops a
    build: settings, templates, an output folder that cannot be written.
    """
    progress = progress or Progress()
    started = perf_counter()
    progress.stage("look")
    context = load_context(options, memory)
    with _uncollected(), nullcontext() if options.dry_run else lock_output(options.output):
        report = report_if_up_to_date(context) or _run(context, progress, leftovers)
        if report.settled and not options.dry_run:
            _tell_of_nothing(context)
    return msgspec.structs.replace(
        report, stages=progress.finish(), seconds=perf_counter() - started, dry_run=options.dry_run
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do without the collector of cycles: a build makes millions of values and no cycles, and looking for some among
    them takes a third of the time of a large one."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _tell_of_nothing(context: BuildContext) -> None:
    with suppress(OutputError) if context.options.changes is None else nullcontext():
        save_changes(context.cache.changes, Changes(context.settings.site.base_url))


def _run(context: BuildContext, progress: Progress, leftovers: list[object] | None) -> BuildReport:
    """Load the stages only now: a build that has nothing to do ends before they are needed."""
    with compile_templates(context):
        from generator.pipeline.run import run

        return run(context, progress, leftovers)


def load_stages() -> None:
    """Load all that a build needs, so that the next one in this process need not wait for it."""
    import generator.pipeline.run
    import generator.render.feeds.renderer
    import generator.render.html.pages  # noqa: F401
