"""The pipeline: every stage of a build, in order.

``walk → read + normalise → organise → fetch → plan → decide → render → publish``. The stages do not know each
other; this module hands the values of one to the next.
"""

from contextlib import ExitStack

from msgspec import structs

from generator.base.concurrency.background import Aside
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import Spare
from generator.images.image_requests import wanted, wanted_by_theme
from generator.model.report import BuildReport
from generator.organise.catalogue import organise_again
from generator.pipeline.changes import tell
from generator.pipeline.context import Scene
from generator.pipeline.images import picture_all
from generator.pipeline.ledger import Book
from generator.pipeline.outdated import decide_all
from generator.pipeline.publish import publish
from generator.pipeline.records import located, read_all
from generator.pipeline.related import RelaterOfBuild
from generator.pipeline.report import make_report
from generator.pipeline.save_state import look_at_outputs, remember, trace_of
from generator.pipeline.search_index import Index, unsearchable
from generator.pipeline.tasks import decode_departures
from generator.plan.site import make_plan


def run(scene: Scene, progress: Progress, leftovers: list[object] | None = None) -> BuildReport:
    """Go through every stage and return what came of it. ``leftovers`` takes the values of all stages."""
    with look_at_outputs(scene) as outputs, Spare() as spare:
        return _run(scene, outputs, spare, progress, [] if leftovers is None else leftovers)


def _run(
    scene: Scene, outputs: Aside, spare: Spare, progress: Progress, leftovers: list[object]
) -> BuildReport:
    options, settings = scene.options, scene.settings
    reading = read_all(scene, progress)
    progress.stage("organise")
    book = Book(scene)
    relater = RelaterOfBuild(scene, reading)
    with ExitStack() as stack:
        stack.callback(relater.drop)
        items, notes = reading.items(), reading.notes
        catalogue, organise_faults = organise_again(items, notes, settings, relater, book.ledger)
        progress.stage("fetch")
        wants = (*wanted_by_theme(settings), *wanted(catalogue))
        pictured = picture_all(scene, wants, spare, progress)
        progress.stage("plan")
        static, code = scene.static_files(), scene.planning_code
        images, prints, engine = pictured.images, reading.prints(), scene.search_engine
        plan = make_plan(catalogue, images, settings, static, code, prints, engine, scene.words)
    progress.stage("decide")
    trace = trace_of(scene)
    departed = decode_departures(outputs.result())
    faults = [*reading.problems(), *book.problems, *organise_faults, *pictured.problems, *unsearchable(scene)]
    told = (scene, reading, catalogue, located(scene, faults), pictured.report)
    with Index(scene, plan, trace, departed) as index:
        plan = index.whole() if options.dry_run else index.plan
        decisions = decide_all(scene, plan, trace, departed)
        if options.dry_run:
            planned = decisions.counts(len(plan.sketches))
            return make_report(*told, index.report(), plan, decisions.verdicts, planned)
        published = publish(scene, index, decisions, trace, progress, lambda: book.promise(catalogue))
    progress.stage("remember")
    report = make_report(*told, index.report(), published.plan, published.verdicts, published.counts)
    report = structs.replace(report, findings=published.findings.found)
    leftovers += (reading, catalogue, plan, relater, trace, decisions, published, book)
    pictured = structs.replace(pictured, watched=(*book.watched, *pictured.watched))
    remember(scene, trace, reading, relater, pictured, published, report)
    return structs.replace(report, moved=tell(scene, published, book))
