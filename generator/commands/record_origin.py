"""Describe where a collected record came from, and what has changed it since."""

from collections.abc import Iterator
from pathlib import Path

from generator.base.text import plural
from generator.ingest.record_text import count_updates, is_untouched
from generator.ingest.sources_file import load_sources
from generator.model.item import Item


def describe_origin(content: Path, item: Item) -> Iterator[str]:
    """Yield the source of an item, and whether the source or a person changed it since."""
    source = next((each for each in load_sources(content).sources if each.id == item.source_id), None)
    if source is None:
        yield f"collected from the source {item.source_id}, which is not in sources.toml any more"
    elif source.allow_private or source.headers:
        yield f"collected from the source {source.id}, which is private"
    else:
        yield f"collected from the source {source.id} ({source.url})"
    if not item.fetched:
        return
    updates = count_updates(item.fetched)
    if updates:
        at = f", the last time on {item.updated:%Y-%m-%d}" if item.updated else ""
        yield f"changed by its source {plural(updates, 'time')}{at}"
    text = (content / item.path).read_bytes().decode("utf-8", "replace")
    if not is_untouched(text):
        yield "edited by hand: no fetch changes it again"
