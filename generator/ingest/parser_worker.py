"""Bodies → parsed feeds, in worker processes, because a hostile body may crash its process.

A body that exceeds 8 MB, 20 seconds of processor time or 512 MB of memory fails. The others are parsed.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed, run_isolated
from generator.ingest.feed_parser import parse_feed
from generator.ingest.limits import CPU_SECONDS, MAX_BODY, MAX_MEMORY
from generator.model.ingest import ParsedFeed
from generator.model.ingest_sources import SourceKind

LIMITS = ResourceLimits(
    seconds=CPU_SECONDS,
    memory=MAX_MEMORY,
    wait=120.0,
    batch="parsing feeds",
    task="parsing it",
    program="feed parser",
    worker="a feed worker",
)


class ParseJob(msgspec.Struct, frozen=True):
    """A body to parse, with the headers of the answer and its final URL."""

    body: bytes
    url: str
    headers: Mapping[str, str] = {}
    kind: SourceKind = "feed"


def parse_bodies(
    jobs: Sequence[ParseJob], workers: int = 2, limits: ResourceLimits = LIMITS
) -> Iterator[tuple[int, ParsedFeed | WorkerFailed]]:
    """Yield ``(index of job, feed or failure)`` as bodies are done."""
    small = [index for index, job in enumerate(jobs) if len(job.body) <= MAX_BODY]
    yield from (
        (index, WorkerFailed(f"it is larger than {MAX_BODY:,} bytes"))
        for index, job in enumerate(jobs)
        if len(job.body) > MAX_BODY
    )
    for place, data in run_isolated(run_parse_job, [jobs[index] for index in small], workers, limits):
        if isinstance(data, WorkerFailed):
            yield small[place], data
        else:
            yield small[place], msgspec.msgpack.decode(data, type=ParsedFeed)


def run_parse_job(job: ParseJob) -> bytes:
    """Parse one body, in a worker. Returns the feed as MessagePack."""
    return msgspec.msgpack.encode(parse_feed(job.body, job.headers, job.url, job.kind))
