"""A body of any format → :class:`ParsedFeed`, in this process."""

from collections.abc import Mapping

from generator.model.ingest import ParsedFeed
from generator.model.ingest_sources import SourceKind


def parse_feed(body: bytes, headers: Mapping[str, str], url: str, kind: SourceKind = "feed") -> ParsedFeed:
    """Parse a body. ``headers`` are those of the answer, ``url`` is its final URL."""
    raise NotImplementedError
