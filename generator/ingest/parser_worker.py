"""Bodies → parsed feeds, in worker processes that a hostile body may cost."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed
from generator.model.ingest import ParsedFeed
from generator.model.ingest_sources import SourceKind

LIMITS = ResourceLimits(seconds=60.0, memory=512_000_000)


class ParseJob(Struct, frozen=True):
    """A body to parse."""

    body: bytes
    url: str
    headers: Mapping[str, str] = {}
    kind: SourceKind = "feed"


def parse_bodies(
    jobs: Sequence[ParseJob], workers: int = 2, limits: ResourceLimits = LIMITS
) -> Iterator[tuple[int, ParsedFeed | WorkerFailed]]:
    """Yield ``(index of job, feed or why there is none)`` as bodies are done."""
    raise NotImplementedError
