"""Whether anything moved since the last build. If not, its report is this build's, and nothing else is loaded."""

import msgspec

from generator.images.fetch_index import index_stamp
from generator.images.local import stamp
from generator.model.fetched_images import Freshness
from generator.model.report import BuildReport
from generator.pipeline.cache_paths import TRACE_SALT, Stores
from generator.pipeline.context import Scene, spelled
from generator.write.build_stamp import Inputs, Stamp, holds, load_seal
from generator.write.trace import load_trace


def sealed_report(scene: Scene) -> BuildReport | None:
    """Return the report of the last build where nothing at all has moved since, else ``None``."""
    options = scene.options
    if options.full or options.explain:
        return None
    seal = load_seal(Stores(options).seal, scene.environment)
    if (
        seal is None
        or not _is_fresh(seal.pictures, scene)
        or not holds(
            seal,
            inputs_of(scene, seal.watched),
            options.content,
            options.output,
            lambda: scene.recall.load(Stores(options).trace, TRACE_SALT, load_trace),
            lambda path: stamp(options.content, path),
        )
    ):
        return None
    counts = seal.report.counts
    files = counts.written + counts.unchanged
    counts = msgspec.structs.replace(counts, written=0, unchanged=files, removed=0)
    return msgspec.structs.replace(
        seal.report,
        counts=counts,
        settled=True,
        moved=(),
        pictures=seal.report.pictures.settled(),
        search=seal.report.search.settled(),
        content=spelled(options.content),
        output=spelled(options.output),
    )


def _is_fresh(pictures: Freshness | None, scene: Scene) -> bool:
    """Tell whether pictures elsewhere are as they were: nobody learnt more of them, and none is to be asked for."""
    if pictures is None:
        return True
    now = scene.taken_ns // 1_000_000_000
    is_due = pictures.due is not None and pictures.due <= now and not scene.options.dry_run
    return not is_due and pictures.stamp == index_stamp(Stores(scene.options).pictures)


def inputs_of(scene: Scene, watched: tuple[tuple[str, Stamp | None], ...]) -> Inputs:
    """Return all that a build looks at; ``watched`` are the pictures of its content folder."""
    listing = scene.listing
    sources = (*listing.records, *listing.topics, *listing.providers)
    return Inputs(scene.environment, sources, listing.problems, watched, scene.taken_ns)
