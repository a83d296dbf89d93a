"""The pipeline: every stage of a build, in order.

``walk → read + normalise → organise → fetch → plan → decide → render → publish``. The stages do not know each
other; this module hands the values of one to the next.
"""

from contextlib import ExitStack

from msgspec import structs

from generator.base.concurrency.background import BackgroundProcess
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.images.image_requests import image_requests, theme_image_requests
from generator.model.report import BuildReport
from generator.organise.catalogue import organise_again
from generator.pipeline.changes import write_changes
from generator.pipeline.context import BuildContext
from generator.pipeline.images import resolve_images
from generator.pipeline.ledger import LedgerFile
from generator.pipeline.outdated import decide_outputs
from generator.pipeline.publish import publish
from generator.pipeline.records import locate_problems, read_records
from generator.pipeline.related import CachedRelatedFinder
from generator.pipeline.report import make_report
from generator.pipeline.save_state import load_outputs_trace, save_state, survey_outputs
from generator.pipeline.search_index import SearchIndexBuild, find_unsearchable
from generator.pipeline.tasks import decode_changed_outputs
from generator.plan.site import make_plan


def run(context: BuildContext, progress: Progress, leftovers: list[object] | None = None) -> BuildReport:
    """Go through every stage and return what came of it. ``leftovers`` takes the values of all stages."""
    with survey_outputs(context) as outputs, ScratchDir() as spare:
        return _run(context, outputs, spare, progress, [] if leftovers is None else leftovers)


def _run(
    context: BuildContext,
    outputs: BackgroundProcess,
    spare: ScratchDir,
    progress: Progress,
    leftovers: list[object],
) -> BuildReport:
    options, settings = context.options, context.settings
    reading = read_records(context, progress)
    progress.stage("organise")
    book = LedgerFile(context)
    finder = CachedRelatedFinder(context, reading)
    with ExitStack() as stack:
        stack.callback(finder.cancel)
        items, notes = reading.items(), reading.notes
        catalogue, organise_faults = organise_again(items, notes, settings, finder, book.ledger)
        progress.stage("fetch")
        wants = (*theme_image_requests(settings), *image_requests(catalogue))
        pictured = resolve_images(context, wants, spare, progress)
        progress.stage("plan")
        static, code = context.static_files(), context.planning_code
        images, prints, engine = pictured.images, reading.prints(), context.search_engine
        plan = make_plan(catalogue, images, settings, static, code, prints, engine, context.messages)
    progress.stage("decide")
    trace = load_outputs_trace(context)
    departed = decode_changed_outputs(outputs.result())
    faults = [
        *reading.problems(),
        *book.problems,
        *organise_faults,
        *pictured.problems,
        *find_unsearchable(context),
    ]
    told = (context, reading, catalogue, locate_problems(context, faults), pictured.report)
    with SearchIndexBuild(context, plan, trace, departed) as index:
        plan = index.whole() if options.dry_run else index.plan
        decisions = decide_outputs(context, plan, trace, departed)
        if options.dry_run:
            planned = decisions.counts(len(plan.planned))
            return make_report(*told, index.report(), plan, decisions.actions, planned)
        published = publish(context, index, decisions, trace, progress, lambda: book.write(catalogue))
    progress.stage("remember")
    report = make_report(*told, index.report(), published.plan, published.actions, published.counts)
    report = structs.replace(report, findings=published.findings.found)
    leftovers += (reading, catalogue, plan, finder, trace, decisions, published, book)
    pictured = structs.replace(pictured, watched=(*book.watched, *pictured.watched))
    save_state(context, trace, reading, finder, pictured, published, report)
    return structs.replace(report, moved=write_changes(context, published, book))
