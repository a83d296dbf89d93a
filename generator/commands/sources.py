"""``sources``: list, export and update the sources of a site."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from pathlib import Path
from xml.sax.saxutils import quoteattr

from generator.base.progress import Progress
from generator.base.toml_text import read_toml_text
from generator.commands.content_records import read_content
from generator.commands.feed_lists import add_listed_sources
from generator.commands.record_files import write_file
from generator.ingest.polling.outcomes import show_due
from generator.ingest.polling.source_store import load_store
from generator.ingest.polling.visit_policy import is_dead, is_move_certain
from generator.ingest.polling.visit_results import describe_state
from generator.ingest.source_edits import move_source, pause_source
from generator.ingest.sources_file import FILE, load_sources, parse_sources
from generator.model.collection import SourceRow, SourceState
from generator.model.ingest_sources import Source
from generator.model.item import Item

_RECENT = timedelta(days=30)


def list_sources(content: Path, cache: Path, now: datetime, progress: Progress) -> list[SourceRow]:
    """Return a row for each source. Raises :class:`SettingsError` for wrong settings."""
    file = load_sources(content)
    read = read_content(content, cache, progress)
    newest, recent = read.newest(), _count_recent(read.items, now)
    store = load_store(cache)
    file = add_listed_sources(file, content, store)
    rows = []
    for source in file.sources:
        state = store.states.get(source.url) or SourceState()
        problem = describe_state(state, source, int(now.timestamp()))[0]
        due = "" if source.paused else show_due(state).replace("T", " ").replace("Z", "")
        date = f"{newest[source.id]:%Y-%m-%d}" if source.id in newest else ""
        rows.append(SourceRow(source.id, _describe(source, state), date, recent[source.id], due, problem))
    return rows


def _count_recent(items: Iterable[Item], now: datetime) -> Counter[str]:
    dated = [item for item in items if item.published is not None and item.status != "withdrawn"]
    return Counter(item.source_id for item in dated if item.published and item.published >= now - _RECENT)


def _describe(source: Source, state: SourceState) -> str:
    if source.paused:
        return "paused"
    if not state.asked:
        return "new"
    if not state.fault:
        return "moved" if state.moved else "fine"
    return "dead" if is_dead(state) else state.fault


def export_sources(content: Path) -> str:
    """Return the sources as OPML 2.0, nested by their first topic."""
    groups: dict[str, list[Source]] = {}
    for source in load_sources(content).sources:
        groups.setdefault(source.topics[0] if source.topics else "", []).append(source)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head>", "    <title>Sources</title>", "  </head>", "  <body>"]
    for topic, sources in groups.items():
        inside = "      " if topic else "    "
        lines += [f"    <outline text={quoteattr(topic)}>"] if topic else []
        lines += [f"{inside}{_outline(source)}" for source in sources]
        lines += ["    </outline>"] if topic else []
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(source: Source) -> str:
    name = source.name or source.provider or source.id
    page = f" htmlUrl={quoteattr(source.site)}" if source.site else ""
    return f'<outline type="rss" text={quoteattr(name)} xmlUrl={quoteattr(source.url)}{page}/>'


def update_sources(content: Path, cache: Path, now: datetime | None = None, dry_run: bool = False) -> str:
    """Apply moves that were seen for a week, and pause what is gone. Returns the changes as a unified diff."""
    moment = int((now or datetime.now(UTC)).timestamp())
    file, store = load_sources(content), load_store(cache)
    before = text = read_toml_text(content / FILE)
    urls = {source.url for source in file.sources}
    for source in file.sources:
        state = store.states.get(source.url) or SourceState()
        if is_move_certain(state, source, moment) and state.moved not in urls:
            text = move_source(text, source.id, state.moved)
        elif state.fault == "gone" and not source.paused:
            text = pause_source(text, source.id)
    parse_sources(text, FILE)
    if text != before and not dry_run:
        write_file(content / FILE, text)
    name = (content / FILE).as_posix()
    return "".join(unified_diff(before.splitlines(True), text.splitlines(True), name, name))
