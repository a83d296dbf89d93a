"""One build on one screen: every stage in order.

``scan → read + normalise → organise → images → plan`` (:mod:`generator.pipeline.site`) ``→ decide → render → publish →
save``. Stages never import each other; the pipeline passes the values of one to the next.
"""

from collections import Counter
from functools import partial

from msgspec import structs

from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.model.report import BuildReport
from generator.pipeline.changes import write_changes
from generator.pipeline.context import BuildContext
from generator.pipeline.images import resolve_images
from generator.pipeline.outdated import ChangeSearch, decide_outputs
from generator.pipeline.public_records import save_public_records, stop_on_loss, stop_on_removal
from generator.pipeline.publish import Published, publish
from generator.pipeline.report import make_report
from generator.pipeline.search_index import SearchIndexBuild
from generator.pipeline.site import PlannedSite, plan_site
from generator.pipeline.state import BuildState, NewState
from generator.pipeline.tasks import DamagedBundlesError
from generator.pipeline.up_to_date import collect_inputs
from generator.sitecheck.size_limits import find_limit_warnings
from generator.write.build_stamp import make_build_stamp

MAX_REPAIRS = 2
"""How often the same image variants are made again in a build: first in the cache, then in a temporary folder."""


def run(context: BuildContext, state: BuildState, progress: Progress) -> BuildReport:
    """Run every stage and return the report."""
    damaged: Counter[str] = Counter()
    while True:
        try:
            with ScratchDir() as scratch:
                return _run(context, state, scratch, progress, damaged)
        except DamagedBundlesError as error:  # rare, so everything else is simply done again, too
            damaged.update(error.names)
            if max(damaged.values()) > MAX_REPAIRS:
                message = f"{context.cache.variants}: resized images are damaged as soon as they are written"
                raise OutputError(message, "Check the disk, or name another --cache.") from error


def _run(
    context: BuildContext, state: BuildState, scratch: ScratchDir, progress: Progress, damaged: Counter[str]
) -> BuildReport:
    trace = state.trace
    with ChangeSearch(context, trace) as search, SearchIndexBuild(context, trace) as index:
        site = plan_site(
            context, state, scratch, progress, partial(resolve_images, damaged=damaged), index.start
        )
        progress.stage("decide")
        changed = search.result()
        report_inputs = (context, site.records, site.catalogue, site.problems, site.images.report)
        stop_on_loss(context, site.records)
        stop_on_removal(context, site.catalogue, site.plan)
        index.use(site.plan, changed)
        plan = index.whole() if context.options.dry_run else index.plan
        decisions = decide_outputs(context, plan, trace, changed)
        if context.options.dry_run:
            planned = decisions.counts(len(plan.planned))
            return make_report(*report_inputs, index.report(), plan, decisions.actions, planned)
        write_ledger = partial(site.ledger.write, site.catalogue)
        published = publish(context, index, decisions, state, progress, write_ledger)
    progress.stage("remember")
    report = make_report(*report_inputs, index.report(), published.plan, published.actions, published.counts)
    sizes = {path: entry.size for path, entry in published.trace.files.items()}
    limits = find_limit_warnings(sizes, context.settings.host)
    report = structs.replace(report, problems=(*report.problems, *limits), findings=published.findings.found)
    state.save(_new_state(context, site, published, report))
    save_public_records(context, site.catalogue)
    return structs.replace(report, moved=write_changes(context, published, site.ledger))


def _new_state(
    context: BuildContext, site: PlannedSite, published: Published, report: BuildReport
) -> NewState:
    inputs = collect_inputs(context, (*site.ledger.watched, *site.images.watched, *site.files.watched))
    freshness = site.images.fetched.freshness
    return NewState(
        records=(*site.records.records, *site.records.pages) if site.records.fresh else None,
        related=site.finder.now,
        stories=site.story_finder.now,
        title_words=site.finder.told,
        findings=published.findings.found if published.findings.complete else None,
        trace=published.trace,
        variants=site.images.index,
        stamp=make_build_stamp(
            inputs, context.options.content, published.trace, structs.replace(report, actions=()), freshness
        ),
    )
