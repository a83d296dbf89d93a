"""One build on one screen: every stage in order.

``scan → read + normalise → organise → images → plan → decide → render → publish → save``. Stages never import each
other; this module passes the values of one to the next.
"""

from collections import Counter
from contextlib import ExitStack

from msgspec import structs

from generator.base.concurrency.background import BackgroundProcess
from generator.base.errors import OutputError
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
from generator.pipeline.public_records import save_public_records, stop_on_loss
from generator.pipeline.publish import publish
from generator.pipeline.records import locate_problems, read_records
from generator.pipeline.related import CachedRelatedFinder
from generator.pipeline.report import make_report
from generator.pipeline.save_state import load_outputs_trace, save_state, survey_outputs
from generator.pipeline.search_index import SearchIndexBuild, find_search_problems
from generator.pipeline.tasks import DamagedBundlesError, decode_changed_outputs
from generator.plan.site import make_plan

MAX_REPAIRS = 2
"""How often the same image variants are made again in a build: first in the cache, then in a temporary folder."""


def run(context: BuildContext, progress: Progress, leftovers: list[object] | None = None) -> BuildReport:
    """Run every stage and return the report. ``leftovers`` receives the values of all stages (see
    :func:`generator.pipeline.build.build`)."""
    damaged: Counter[str] = Counter()
    while True:
        try:
            with survey_outputs(context) as outputs, ScratchDir() as scratch:
                return _run(
                    context, outputs, scratch, progress, damaged, [] if leftovers is None else leftovers
                )
        except DamagedBundlesError as error:  # rare, so everything else is simply done again, too
            damaged.update(error.names)
            if max(damaged.values()) > MAX_REPAIRS:
                message = f"{context.cache.variants}: resized images are damaged as soon as they are written"
                raise OutputError(message, "Check the disk, or name another --cache.") from error


def _run(
    context: BuildContext,
    outputs: BackgroundProcess,
    scratch: ScratchDir,
    progress: Progress,
    damaged: Counter[str],
    leftovers: list[object],
) -> BuildReport:
    options, settings = context.options, context.settings
    reading = read_records(context, progress)
    progress.stage("organise")
    ledger = LedgerFile(context)
    finder = CachedRelatedFinder(context, reading)
    with ExitStack() as stack:
        stack.callback(finder.cancel)
        items, site_data = reading.items(), reading.site_data
        catalogue, organise_problems = organise_again(items, site_data, settings, finder, ledger.adopt(items))
        progress.stage("fetch")
        requests = (*theme_image_requests(settings), *image_requests(catalogue, site_data))
        resolved = resolve_images(context, requests, scratch, progress, damaged)
        progress.stage("plan")
        static, code = context.static_files(), context.signature_code
        images, record_digests, engine = resolved.images, reading.record_digests(), context.search_engine
        plan = make_plan(catalogue, images, settings, static, code, record_digests, engine, context.messages)
    progress.stage("decide")
    trace = load_outputs_trace(context)
    changed = decode_changed_outputs(outputs.result())
    problems = [
        *reading.problems(),
        *ledger.problems,
        *organise_problems,
        *resolved.problems,
        *find_search_problems(context),
    ]
    report_inputs = (context, reading, catalogue, locate_problems(context, problems), resolved.report)
    stop_on_loss(context, reading)
    with SearchIndexBuild(context, plan, trace, changed) as index:
        plan = index.whole() if options.dry_run else index.plan
        decisions = decide_outputs(context, plan, trace, changed)
        if options.dry_run:
            planned = decisions.counts(len(plan.planned))
            return make_report(*report_inputs, index.report(), plan, decisions.actions, planned)
        published = publish(context, index, decisions, trace, progress, lambda: ledger.write(catalogue))
    progress.stage("remember")
    report = make_report(*report_inputs, index.report(), published.plan, published.actions, published.counts)
    report = structs.replace(report, findings=published.findings.found)
    leftovers += (reading, catalogue, plan, finder, trace, decisions, published, ledger)
    resolved = structs.replace(resolved, watched=(*ledger.watched, *resolved.watched))
    save_state(context, trace, reading, finder, resolved, published, report)
    save_public_records(context, catalogue)
    return structs.replace(report, moved=write_changes(context, published, ledger))
