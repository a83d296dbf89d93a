"""One run of ``fetch``: choose sources, request them, decide, write, report."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from generator import __version__
from generator.base.concurrency.sandbox import WorkerFailed
from generator.base.digest import combine
from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.base.user_agent import build_user_agent
from generator.commands.fetch_options import FetchCommandOptions, check_names
from generator.commands.record_files import apply_change, keep_edited
from generator.ingest.changes import plan_changes
from generator.ingest.formats.h_feed import check_h_feed_support
from generator.ingest.identity import KnownIndex
from generator.ingest.owner_change import find_new_hosts
from generator.ingest.parser_worker import ParseJob, parse_bodies
from generator.ingest.polling.collector import CollectOptions, CollectResult, read_secrets, request_sources
from generator.ingest.polling.outcomes import describe_outcome
from generator.ingest.polling.source_answer import SourceAnswer, SourceRequest
from generator.ingest.polling.source_store import load_store, save_store
from generator.ingest.polling.visit_policy import choose_due, failed_state
from generator.ingest.polling.visit_results import (
    answered_state,
    is_same_body,
    judged_state,
    read_state,
    rest_of_host,
)
from generator.ingest.rules import CompiledRuleSet
from generator.ingest.topics import TopicMatcher
from generator.ingest.unused_settings import note_rules
from generator.ingest.visits import collect_visit
from generator.model.collection import (
    FetchReport,
    OutcomeState,
    SourceOutcome,
    SourceState,
    StoredSources,
)
from generator.model.ingest import KnownRecord, ParsedFeed, SourceChanges, SourceVisit
from generator.model.ingest_sources import Source, SourcesFile
from generator.net.ssrf_guard import host_of

if TYPE_CHECKING:
    from generator.commands.content_records import ContentRecords


_BACKFILLED = {"max_age": 0, "first_items": 0}
"""Settings of a source when all of its entries are wanted."""


class FetchRun:
    """One run. All state of sources is in ``_store``, which is saved at the end."""

    def __init__(self, options: FetchCommandOptions, file: SourcesFile, progress: Progress) -> None:
        self._options = options
        self._file = file
        self._progress = progress
        self._now = int(options.now.timestamp())
        self._store = StoredSources() if options.trial else load_store(options.cache)
        self._states: dict[str, OutcomeState] = {}
        self._notices: dict[str, str] = {}
        self.changes: dict[str, SourceChanges] = {}
        self._visits: dict[str, SourceVisit] = {}
        self._errors: list[str] = []
        self._warnings: list[str] = []
        self._known: dict[str, KnownRecord] = {}
        self._paths: dict[str, set[str]] = {}
        self._secrets: dict[str, Mapping[str, str]] = {}
        self._waiting: set[str] = set()
        self._content: ContentRecords | None = None

    def run(self) -> FetchReport:
        """Request sources, decide about entries, write records, and report."""
        if self._file.settings.lists:
            self._add_lists()
        due, self._states = choose_due(
            self._file.sources, self._store, self._options.only, self._options.force, self._now
        )
        if any(source.kind == "h-feed" for source in due):
            check_h_feed_support()
        if due and not self._options.offline:
            self._take_answers(self._ask(due), due)
            self._write()
        if (due or self._file.settings.lists) and not self._saves_nothing():
            self._save()
        ended = "offline" if self._options.offline else ""
        report = FetchReport(self._outcomes(), tuple(self._errors), ended, self._options.dry_run)
        return replace(report, warnings=tuple(self._warnings))

    def _saves_nothing(self) -> bool:
        """Return whether this run leaves the store as it is."""
        return self._options.dry_run or self._options.trial or self._options.offline

    def _add_lists(self) -> None:
        from generator.commands.feed_lists import add_listed_sources, refresh_lists

        if not self._options.offline:
            self._warnings += refresh_lists(self._file, self._store, self._now, self._collect_options)
        self._file = add_listed_sources(self._file, self._options.content, self._store)
        check_names(self._options.only, self._file)

    def _outcomes(self) -> tuple[SourceOutcome, ...]:
        return tuple(
            describe_outcome(
                source,
                self._states[source.id],
                self._state(source),
                self.changes.get(source.id, SourceChanges(source.id)),
                self._visits.get(source.id),
                self._now,
                self._notices.get(source.id, ""),
            )
            for source in self._file.sources
        )

    def _state(self, source: Source) -> SourceState:
        return self._store.states.get(source.url) or SourceState()

    def _read_content(self) -> "ContentRecords":
        """Return the content folder, which is read once."""
        if self._content is not None:
            return self._content
        from generator.commands.content_records import read_content

        save = not self._saves_nothing()
        content = read_content(self._options.content, self._options.cache, self._progress, save)
        self._known = {record.path: record for record in content.known()}
        for path, record in self._known.items():
            self._paths.setdefault(record.source, set()).add(path)
        self._content = content
        return content

    def _basis(self, source: Source) -> bytes:
        """Return a digest of everything that affects decisions about entries, except the body and the time."""
        paths = sorted(self._paths.get(source.id, ()))
        values = (replace(source, line=0), self._file.rules, self._read_content().topics, paths)
        return combine(__version__, msgspec.msgpack.encode(values))

    def _ask(self, due: Sequence[Source]) -> CollectResult:
        self._read_content()
        jobs: list[tuple[Source, SourceRequest]] = []
        for source in due:
            secrets = read_secrets(source, self._options.environment)
            if isinstance(secrets, str):
                self._states[source.id], self._notices[source.id] = "failed", secrets
            else:
                self._secrets[source.id] = secrets
                jobs.append((source, self._request(source, secrets)))
        self._progress.stage("sources", len(jobs))
        result = request_sources(self._collect_options(), jobs, self._progress.step)
        if result.offline:
            raise OutputError("there is no network: no source could be reached", "Nothing was written.")
        return result

    def _collect_options(self) -> CollectOptions:
        settings = self._read_content().settings
        contact = self._file.settings.contact or settings.site.base_url
        return CollectOptions(
            agent=build_user_agent(__version__, contact),
            now=self._now,
            deadline=self._options.deadline,
            allow_hosts=settings.images.allow_hosts,
            limits=self._options.limits,
            retry_pause=self._options.retry_pause,
        )

    def _request(self, source: Source, secrets: Mapping[str, str]) -> SourceRequest:
        state = self._state(source)
        is_held_over = bool(state.held) and self._now >= state.held
        if state.basis != self._basis(source) or is_held_over or self._options.backfill:
            self._store.states[source.url] = replace(state, basis=b"")
            return SourceRequest(source.url, secrets=secrets)
        return SourceRequest(source.url, state.etag, state.modified, secrets)

    def _take_answers(self, result: CollectResult, due: Sequence[Source]) -> None:
        bodies: list[tuple[Source, SourceAnswer]] = []
        for source in self._file.sources:
            answer = result.answers.get(source.url)
            if source not in due or answer is None:
                continue
            self._note_host(source, answer)
            before = self._state(source)
            is_same = not self._options.backfill and is_same_body(before, answer, self._basis(source))
            if answer.kind == "body" and not is_same:
                bodies.append((source, answer))
            else:
                self._states[source.id] = "failed" if answer.kind == "failed" else "unchanged"
                self._store.states[source.url] = answered_state(before, source, answer, self._now)
        self._collect(self._parse(bodies) if bodies else [])

    def _note_host(self, source: Source, answer: SourceAnswer) -> None:
        host = answer.host or host_of(source.url)
        if answer.busy:
            self._store.hosts[host] = rest_of_host(self._store.hosts.get(host), answer, self._now)
        elif answer.answered:
            self._store.hosts.pop(host, None)

    def _parse(self, bodies: Sequence[tuple[Source, SourceAnswer]]) -> list[tuple[Source, ParsedFeed]]:
        """Return the feeds of bodies, in the order of their sources."""
        jobs = [ParseJob(each.body, each.url, each.headers, source.kind) for source, each in bodies]
        self._progress.stage("parse", len(jobs))
        feeds: dict[int, ParsedFeed] = {}
        for index, feed in parse_bodies(jobs):
            source, answer = bodies[index]
            before = self._state(source)
            if isinstance(feed, WorkerFailed):
                state = failed_state(before, source, "unusable", f"cannot be parsed: {feed}", self._now)
            else:
                state = read_state(before, source, answer, feed, self._now)
            if isinstance(feed, ParsedFeed) and not state.fault:
                feeds[index] = feed
            self._states[source.id] = "failed" if state.fault else "read"
            self._store.states[source.url] = state
            self._progress.step()
        return [(bodies[index][0], feeds[index]) for index in sorted(feeds)]

    def _collect(self, feeds: Sequence[tuple[Source, ParsedFeed]]) -> None:
        """Turn feeds into visits, including the entries that they only link to."""
        rules, topics = CompiledRuleSet(self._file.rules), TopicMatcher(self._read_content().topics)
        index = KnownIndex(self._known.values())
        language = self._read_content().settings.site.language
        for source, feed in feeds:
            chosen = source
            if feed.pages or self._options.backfill:
                feed = self._read_more(source, feed, index)
            if self._options.backfill:
                chosen = replace(source, **_BACKFILLED)
            visit = collect_visit(feed, chosen, rules, topics, language)
            hosts = find_new_hosts(feed, visit, index)
            state = self._state(source)
            is_strange = bool(set(hosts) - set(state.trusted)) and not self._options.trial
            self._store.states[source.url] = replace(
                state, strange=hosts if is_strange or self._options.trial else ()
            )
            if not is_strange:
                self._visits[source.id] = visit

    def _read_more(self, source: Source, feed: ParsedFeed, index: KnownIndex) -> ParsedFeed:
        """Return a feed with its older entries, or a sitemap with the entries of its new pages."""
        from generator.commands import fetch_more

        options = self._collect_options()
        point = partial(fetch_more.Pointer, source, secrets=self._secrets.get(source.id, {}))
        if feed.is_index:
            feed = fetch_more.read_index(options, point(feed))
        if feed.pages and not feed.entries:
            newest = self._read_content().newest().get(source.id)
            state = self._state(source)
            visit = fetch_more.read_sitemap_pages(
                options, point(feed), state.pages, index, newest, self._options.now
            )
            self._store.states[source.url] = replace(state, pages=visit.pages)
            self._waiting |= {source.id} if visit.waiting else set()
            feed = visit.feed
        if self._options.backfill:
            feed = fetch_more.read_archives(options, point(feed), self._options.backfill, sleep)
        return feed

    def _write(self) -> None:
        visits = [self._visits[source.id] for source in self._file.sources if source.id in self._visits]
        found = plan_changes(visits, list(self._known.values()), self._options.now)
        planned: Sequence[SourceChanges] = [keep_edited(self._options.content, each) for each in found]
        sources = {source.id: source for source in self._file.sources}
        if any(sources[each.source].pictures == "page" for each in planned):
            from generator.commands.fetch_more import add_page_images

            planned = add_page_images(self._collect_options(), planned, sources)
        self._store.rules = note_rules(self._store.rules, self._file, visits, self._now)
        for changes in planned:
            self.changes[changes.source] = changes
            failed = not self._options.dry_run and not self._apply(self._options.content, changes)
            source = sources[changes.source]
            state = judged_state(self._state(source), changes.verdicts, self._basis(source), self._now)
            # entries that were not written or requested must come again
            again = failed or source.id in self._waiting
            self._store.states[source.url] = replace(state, basis=b"", body=b"") if again else state

    def _apply(self, content: Path, changes: SourceChanges) -> bool:
        """Write the changes of a source. Returns whether all could be written."""
        done = True
        for change in changes.changes:
            try:
                apply_change(content, change, self._known.get(change.path))
                self._paths.setdefault(changes.source, set()).add(change.path)
            except OSError as error:
                self._errors.append(f"{content.as_posix()}/{change.path}: {error.strerror or error}")
                done = False
        return done

    def _save(self) -> None:
        """Save the store. Without it the next fetch only takes longer."""
        try:
            save_store(self._options.cache, self._store)
        except OSError as error:
            self._errors.append(f"{self._options.cache}: {error.strerror or error}")
