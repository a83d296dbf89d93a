"""The pipeline: every stage of a build, in order.

``walk → read + normalise → organise → fetch → plan → decide → render → publish``. The stages do not know each
other; this module hands the values of one to the next.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from time import perf_counter

import msgspec

from generator.base.progress import Progress
from generator.fetch.local import find_pictures
from generator.fetch.wanted import wanted
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.organise.catalogue import organise_again
from generator.plan.site import make_plan
from generator.publishing import decide_all, publish
from generator.reading import located, read_all
from generator.remembering import remember, sealed_report, sidebars_of, trace_of
from generator.scene import Scene, look
from generator.tally import make_report
from generator.write.lock import locked


def build(options: BuildOptions, progress: Progress | None = None) -> BuildReport:
    """Build a site: bring the output folder to what the content says now.

    Faults in content are in the report. Raises a :class:`~generator.base.errors.BroadsheetError` for what stops a
    build: settings, templates, an output folder that cannot be written.
    """
    progress = progress or Progress()
    started = perf_counter()
    progress.stage("look")
    scene = look(options)
    with _uncollected(), nullcontext() if options.dry_run else locked(options.output):
        report = sealed_report(scene) or _run(scene, progress)
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


def _run(scene: Scene, progress: Progress) -> BuildReport:
    options, settings = scene.options, scene.settings
    reading = read_all(scene, progress)
    progress.stage("organise")
    sidebars = sidebars_of(scene)
    catalogue, organise_faults, sidebars = organise_again(reading.items(), reading.notes, settings, sidebars)
    progress.stage("fetch")
    wants = tuple(wanted(catalogue))
    images, picture_faults = find_pictures(options.content, wants)
    progress.stage("plan")
    plan = make_plan(catalogue, images, settings, scene.static_files(), scene.planning_code)
    progress.stage("decide")
    trace = trace_of(scene)
    decisions = decide_all(scene, plan, trace)
    problems = located(scene, [*reading.problems(), *organise_faults, *picture_faults])
    if options.dry_run:
        return make_report(scene, reading, catalogue, plan, problems, decisions.verdicts, decisions.counts())
    published = publish(scene, plan, decisions, trace, reading.needles(), progress)
    progress.stage("remember")
    report = make_report(scene, reading, catalogue, plan, problems, decisions.verdicts, published.counts)
    remember(scene, reading, wants, sidebars, published, report)
    return report
