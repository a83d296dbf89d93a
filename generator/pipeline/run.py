"""One build on one screen: every stage in order.

``scan → read + normalise → organise → images → plan`` (:mod:`generator.pipeline.site`) ``→ decide → render → publish →
save``. Stages never import each other; the pipeline passes the values of one to the next.
"""

from functools import partial

from msgspec import structs

from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.model.report import BuildReport
from generator.pipeline.changes import write_changes
from generator.pipeline.context import BuildContext
from generator.pipeline.outdated import decide_outputs, find_changed_outputs
from generator.pipeline.publish import publish
from generator.pipeline.report import make_report
from generator.pipeline.save_state import load_outputs_trace, save_state
from generator.pipeline.search_index import SearchIndexBuild
from generator.pipeline.site import plan_site


def run(context: BuildContext, progress: Progress, leftovers: list[object] | None = None) -> BuildReport:
    """Run every stage and return the report. ``leftovers`` receives the values of all stages (see
    :func:`generator.pipeline.build.build`)."""
    with ScratchDir() as scratch:
        return _run(context, scratch, progress, [] if leftovers is None else leftovers)


def _run(
    context: BuildContext, scratch: ScratchDir, progress: Progress, leftovers: list[object]
) -> BuildReport:
    site = plan_site(context, scratch, progress)
    progress.stage("decide")
    trace = load_outputs_trace(context)
    changed = find_changed_outputs(context.options.output, trace, context.options.full)
    report_inputs = (context, site.records, site.catalogue, site.problems, site.images.report)
    with SearchIndexBuild(context, site.plan, trace, changed) as index:
        plan = index.whole() if context.options.dry_run else index.plan
        decisions = decide_outputs(context, plan, trace, changed)
        if context.options.dry_run:
            planned = decisions.counts(len(plan.planned))
            return make_report(*report_inputs, index.report(), plan, decisions.actions, planned)
        write_ledger = partial(site.ledger.write, site.catalogue)
        published = publish(context, index, decisions, trace, progress, write_ledger)
    progress.stage("remember")
    report = make_report(*report_inputs, index.report(), published.plan, published.actions, published.counts)
    report = structs.replace(report, findings=published.findings.found)
    leftovers += (site, trace, decisions, published)
    images = structs.replace(site.images, watched=(*site.ledger.watched, *site.images.watched))
    save_state(context, trace, site.records, site.finder, images, published, report)
    return structs.replace(report, moved=write_changes(context, published, site.ledger))
