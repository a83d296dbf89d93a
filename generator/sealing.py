"""Whether anything moved since the last build. If not, its report is this build's, and nothing else is loaded."""

import msgspec

from generator.fetch.local import stamp
from generator.model.report import BuildReport
from generator.scene import Scene, spelled
from generator.stores import TRACE_SALT, Stores
from generator.write.seal import Inputs, Stamp, holds, load_seal
from generator.write.trace import load_trace


def sealed_report(scene: Scene) -> BuildReport | None:
    """Return the report of the last build where nothing at all has moved since, else ``None``."""
    options = scene.options
    if options.full or options.explain:
        return None
    seal = load_seal(Stores(options).seal, scene.environment)
    if seal is None or not holds(
        seal,
        inputs_of(scene, seal.watched),
        options.content,
        options.output,
        lambda: load_trace(Stores(options).trace, TRACE_SALT),
        lambda path: stamp(options.content, path),
    ):
        return None
    counts = seal.report.counts
    files = counts.written + counts.unchanged
    counts = msgspec.structs.replace(counts, written=0, unchanged=files, removed=0)
    return msgspec.structs.replace(
        seal.report,
        counts=counts,
        settled=True,
        content=spelled(options.content),
        output=spelled(options.output),
    )


def inputs_of(scene: Scene, watched: tuple[tuple[str, Stamp | None], ...]) -> Inputs:
    """Return all that a build looks at; ``watched`` are the pictures of its content folder."""
    listing = scene.listing
    sources = (*listing.records, *listing.topics, *listing.providers)
    return Inputs(scene.environment, sources, listing.problems, watched, scene.taken_ns)
