"""``fetch --retopic``: add topics to existing records that they would get if they were fetched now."""

from pathlib import Path

from generator.base.progress import Progress
from generator.commands.content_records import read_content
from generator.commands.record_files import write_file
from generator.ingest.record_text import retopic_record
from generator.ingest.retopic import find_missing_topics
from generator.ingest.sources_file import load_sources
from generator.ingest.topics import TopicMatcher


def retopic(content: Path, cache: Path, dry_run: bool, progress: Progress) -> dict[str, tuple[str, ...]]:
    """Write missing topics into untouched records. Returns the topics by path. With ``dry_run`` nothing is written.

    Raises :class:`SettingsError` for wrong settings.
    """
    file = load_sources(content)
    read = read_content(content, cache, progress, save=not dry_run)
    changed: dict[str, tuple[str, ...]] = {}
    for record, topics in find_missing_topics(read.known(), file.sources, TopicMatcher(read.topics)):
        path = content / record.path
        text = retopic_record(path.read_bytes().decode("utf-8", "replace"), topics)
        if text is None:
            continue
        changed[record.path] = topics
        if not dry_run:
            write_file(path, text)
    return changed
