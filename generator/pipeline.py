"""The pipeline: every stage of a build, in order.

``walk → read + normalise → organise → fetch → plan → decide → render → publish``. The stages do not know each
other; this module hands the values of one to the next.
"""

from contextlib import ExitStack

from msgspec import structs

from generator.base.aside import Aside
from generator.base.progress import Progress
from generator.fetch.local import find_pictures, watch
from generator.fetch.wanted import wanted, wanted_by_theme
from generator.jobs import decode_departures
from generator.model.fetched import PictureReport
from generator.model.report import BuildReport
from generator.organise.catalogue import organise_again
from generator.pictures import fetch_elsewhere, with_elsewhere
from generator.plan.site import make_plan
from generator.publishing import decide_all, publish
from generator.reading import located, read_all
from generator.relating import RelaterOfBuild
from generator.remembering import look_at_outputs, remember, trace_of
from generator.scene import Scene
from generator.tally import make_report


def run(scene: Scene, progress: Progress, leftovers: list[object] | None = None) -> BuildReport:
    """Go through every stage and return what came of it. ``leftovers`` takes the values of all stages."""
    with look_at_outputs(scene) as outputs:
        return _run(scene, outputs, progress, [] if leftovers is None else leftovers)


def _run(scene: Scene, outputs: Aside, progress: Progress, leftovers: list[object]) -> BuildReport:
    options, settings = scene.options, scene.settings
    reading = read_all(scene, progress)
    progress.stage("organise")
    relater = RelaterOfBuild(scene, reading)
    with ExitStack() as stack:
        stack.callback(relater.drop)
        catalogue, organise_faults = organise_again(reading.items(), reading.notes, settings, relater)
    progress.stage("fetch")
    wants = (*wanted(catalogue), *wanted_by_theme(settings))
    watched = watch(options.content, wants)
    images, picture_faults = find_pictures(options.content, wants)
    fetched = fetch_elsewhere(scene, wants, progress)
    images = with_elsewhere(images, wants, settings.images, fetched)
    progress.stage("plan")
    static, code = scene.static_files(), scene.planning_code
    plan = make_plan(catalogue, images, settings, static, code, reading.prints(), scene.words)
    progress.stage("decide")
    trace = trace_of(scene)
    decisions = decide_all(scene, plan, trace, decode_departures(outputs.result()))
    problems = located(scene, [*reading.problems(), *organise_faults, *picture_faults])
    pictures = PictureReport(fetched.counts, fetched.outcomes, fetched.note)
    told = (scene, reading, catalogue, plan, problems, pictures, decisions.verdicts)
    if options.dry_run:
        return make_report(*told, decisions.counts(len(plan.sketches)))
    published = publish(scene, plan, decisions, trace, progress)
    progress.stage("remember")
    report = make_report(*told, published.counts)
    report = structs.replace(report, findings=published.findings)
    leftovers += (reading, catalogue, plan, relater, trace, decisions, published)
    remember(scene, trace, reading, relater, watched, fetched.freshness, published, report)
    return report
