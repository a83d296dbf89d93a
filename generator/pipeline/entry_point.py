"""The entry point of a build: load the context, lock the output, and run the pipeline unless nothing changed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from time import perf_counter

import msgspec

from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.model.changes import Changes
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.state import BuildState, Memory
from generator.pipeline.up_to_date import report_if_up_to_date
from generator.write.changes_file import save_changes
from generator.write.output_lock import lock_output


def build(
    options: BuildOptions,
    progress: Progress | None = None,
    memory: Memory | None = None,
) -> BuildReport:
    """Build a site: update the output folder to match the content.

    Problems in content are in the report. A process that builds repeatedly passes the same ``memory`` each time.

    Raises a :class:`~generator.base.errors.BroadsheetError` for whatever stops a build: invalid settings or templates,
    an output folder that cannot be written.
    """
    progress = progress or Progress()
    started = perf_counter()
    progress.stage("look")
    context = load_context(options)
    state = BuildState(context, memory)
    with _without_collector(), nullcontext() if options.dry_run else lock_output(options.output):
        report = report_if_up_to_date(context, state) or _run(context, state, progress)
        if report.settled and not options.dry_run:
            _save_no_changes(context)
    return msgspec.structs.replace(
        report, stages=progress.finish(), seconds=perf_counter() - started, dry_run=options.dry_run
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch off the cyclic garbage collector: a build makes millions of values and no cycles, and searching for
    cycles among them takes a third of the time of a large build."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _save_no_changes(context: BuildContext) -> None:
    with suppress(OutputError) if context.options.changes is None else nullcontext():
        save_changes(context.cache.changes, Changes(context.settings.site.base_url))


def _run(context: BuildContext, state: BuildState, progress: Progress) -> BuildReport:
    """Import the stages only now: a build with nothing to do ends before it needs them."""
    from generator.pipeline.cluster import connect_cluster
    from generator.pipeline.run import run

    if not context.options.dry_run:
        context.cache.mark()
    with connect_cluster(context, progress) as cluster:
        return run(replace(context, cluster=cluster) if cluster else context, state, progress)


def load_stages() -> None:
    """Import everything that a build needs, so that the first build of this process does not wait for it."""
    import generator.pipeline.run
    import generator.render.feeds.renderer
    import generator.render.html.pages  # noqa: F401
