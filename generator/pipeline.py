"""The pipeline: every stage of a build, in order.

``walk → read + normalise → organise → fetch → plan → decide → render → publish``. The stages do not know each
other; this module hands the values of one to the next.
"""

from generator.base.progress import Progress
from generator.fetch.local import find_pictures, watch
from generator.fetch.wanted import wanted
from generator.model.report import BuildReport
from generator.organise.catalogue import organise_again
from generator.plan.site import make_plan
from generator.publishing import decide_all, publish
from generator.reading import located, read_all
from generator.remembering import remember, sidebars_of, trace_of
from generator.scene import Scene
from generator.tally import make_report


def run(scene: Scene, progress: Progress) -> BuildReport:
    """Go through every stage and return what came of it."""
    options, settings = scene.options, scene.settings
    reading = read_all(scene, progress)
    progress.stage("organise")
    sidebars = sidebars_of(scene)
    catalogue, organise_faults, sidebars = organise_again(reading.items(), reading.notes, settings, sidebars)
    progress.stage("fetch")
    wants = tuple(wanted(catalogue))
    watched = watch(options.content, wants)
    images, picture_faults = find_pictures(options.content, wants)
    progress.stage("plan")
    plan = make_plan(catalogue, images, settings, scene.static_files(), scene.planning_code, scene.words)
    progress.stage("decide")
    trace = trace_of(scene)
    decisions = decide_all(scene, plan, trace)
    problems = located(scene, [*reading.problems(), *organise_faults, *picture_faults])
    if options.dry_run:
        return make_report(scene, reading, catalogue, plan, problems, decisions.verdicts, decisions.counts())
    published = publish(scene, plan, decisions, trace, progress)
    progress.stage("remember")
    report = make_report(scene, reading, catalogue, plan, problems, decisions.verdicts, published.counts)
    remember(scene, reading, watched, sidebars, published, report)
    return report
