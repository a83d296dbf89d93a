"""The pipeline: every stage of a build, in order.

``walk → read + normalise → organise → fetch → plan → decide → render → publish``. The stages do not know each
other; this module hands the values of one to the next.
"""

from contextlib import ExitStack

from msgspec import structs

from generator.base.aside import Aside
from generator.base.progress import Progress
from generator.base.spare import Spare
from generator.changing import tell
from generator.deciding import decide_all
from generator.fetch.wanted import wanted, wanted_by_theme
from generator.indexing import Index, unsearchable
from generator.jobs import decode_departures
from generator.ledgers import Book
from generator.model.report import BuildReport
from generator.organise.catalogue import organise_again
from generator.picturing import picture_all
from generator.plan.site import make_plan
from generator.publishing import publish
from generator.reading import located, read_all
from generator.relating import RelaterOfBuild
from generator.remembering import look_at_outputs, remember, trace_of
from generator.scene import Scene
from generator.tally import make_report


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
