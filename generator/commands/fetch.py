"""``fetch``: ask the sources that are due, and write what is new as records. Nothing is built."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator import __version__
from generator.base.concurrency.sandbox import WorkerFailed
from generator.base.digest import combine
from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.base.storage.file_lock import lock_file
from generator.base.suggest import closest_names
from generator.commands.record_files import apply_change
from generator.images.fetcher import build_user_agent
from generator.ingest.changes import plan_changes
from generator.ingest.known import known_record
from generator.ingest.parser_worker import ParseJob, parse_bodies
from generator.ingest.polling.collector import (
    POLITE,
    CollectOptions,
    CollectResult,
    read_secrets,
    request_sources,
)
from generator.ingest.polling.outcomes import describe_outcome
from generator.ingest.polling.source_answer import SourceAnswer, SourceRequest
from generator.ingest.polling.source_store import load_store, save_store
from generator.ingest.polling.visit_policy import failed_state, is_due
from generator.ingest.polling.visit_results import (
    answered_state,
    is_same_body,
    judged_state,
    read_state,
    rest_of_host,
)
from generator.ingest.rules import CompiledRuleSet
from generator.ingest.sources_file import load_sources
from generator.ingest.topics import TopicMatcher
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
from generator.model.options import BuildOptions
from generator.model.site_data import TopicInfo
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import host_of
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.records import read_records
from generator.pipeline.state import BuildState

DEADLINE = 300
_LOCK_TIMEOUT = 2.0


class FetchCommandOptions(Struct, frozen=True):
    """Options of a fetch. ``now`` is in UTC; it is the only clock that decides anything. Times are in seconds.

    ``trial``: forget what is stored, request without conditions, and save nothing.
    """

    content: Path
    cache: Path
    now: datetime
    only: Sequence[str] = ()
    dry_run: bool = False
    force: bool = False
    offline: bool = False
    deadline: float = DEADLINE
    limits: RequestLimits = POLITE
    retry_pause: float = 2.5
    environment: Mapping[str, str] = os.environ
    trial: bool = False


def fetch(options: FetchCommandOptions, progress: Progress) -> FetchReport:
    """Ask the sources that are due and write new records.

    Raises :class:`SettingsError` for wrong settings and :class:`OutputError` without a network.
    """
    file = load_sources(options.content)
    check_names(options.only, file)
    try:
        with lock_file(options.cache / "sources.lock", _LOCK_TIMEOUT):
            return FetchRun(options, file, progress).run()
    except TimeoutError:
        raise OutputError(
            "another fetch with this cache is running", "Try again when it has ended."
        ) from None


def check_names(only: Sequence[str], file: SourcesFile) -> None:
    """Raise :class:`SettingsError` for an id that no source has."""
    ids = [source.id for source in file.sources]
    for name in only:
        if name not in ids:
            near = closest_names(name, ids)
            hint = f"Did you mean '{near[0]}'?" if near else "'broadsheet sources list' shows them."
            raise SettingsError(f"'{name}': there is no such source in sources.toml", hint)


class FetchRun:
    """One run. States change only in ``_store``, which is saved at the end."""

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
        self._known: dict[str, KnownRecord] = {}
        self._topics: tuple[TopicInfo, ...] = ()
        self._paths: dict[str, set[str]] = {}

    def run(self) -> FetchReport:
        """Ask, decide, write, and report."""
        due = self._choose()
        if due and not self._options.offline:
            context = self._read_content()
            self._take_answers(self._ask(due, context), due, context)
            self._write(context)
            if not self._options.dry_run and not self._options.trial:
                self._save()
        ended = "offline" if self._options.offline else ""
        return FetchReport(self._outcomes(), tuple(self._errors), ended, self._options.dry_run)

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

    def _choose(self) -> list[Source]:
        """Return the sources to ask, those first that were not asked for the longest time."""
        due: list[Source] = []
        for source in self._file.sources:
            state = self._store.states.get(source.url)
            rest = self._store.hosts.get(host_of(source.url))
            wanted = self._options.force or source.id in self._options.only
            if source.paused:
                self._states[source.id] = "paused"
            elif self._options.only and source.id not in self._options.only:
                self._states[source.id] = "not due"
            elif rest is not None and self._now < rest.until:
                self._states[source.id] = "resting"
            elif wanted or is_due(state, self._now):
                due.append(source)
                self._states[source.id] = "left"
            else:
                self._states[source.id] = "not due"
        return sorted(due, key=lambda source: self._state(source).asked)

    def _state(self, source: Source) -> SourceState:
        return self._store.states.get(source.url) or SourceState()

    def _read_content(self) -> BuildContext:
        options = BuildOptions(self._options.content, Path("output"), self._options.cache)
        context = load_context(options)
        read = read_records(context, BuildState(context).records, self._progress)
        self._known = {item.path: known_record(item) for item in read.items()}
        self._topics = read.site_data.topics
        for path, record in self._known.items():
            self._paths.setdefault(record.source, set()).add(path)
        return context

    def _basis(self, source: Source) -> bytes:
        """Return the digest of all that decides about entries, but the body and the time."""
        paths = sorted(self._paths.get(source.id, ()))
        values = (replace(source, line=0), self._file.rules, self._topics, paths)
        return combine(__version__, msgspec.msgpack.encode(values))

    def _ask(self, due: Sequence[Source], context: BuildContext) -> CollectResult:
        jobs: list[tuple[Source, SourceRequest]] = []
        for source in due:
            secrets = read_secrets(source, self._options.environment)
            if isinstance(secrets, str):
                self._states[source.id], self._notices[source.id] = "failed", secrets
            else:
                jobs.append((source, self._request(source, secrets)))
        contact = self._file.settings.contact or context.settings.site.base_url
        options = CollectOptions(
            agent=build_user_agent(__version__, contact),
            now=self._now,
            deadline=self._options.deadline,
            allow_hosts=context.settings.images.allow_hosts,
            limits=self._options.limits,
            retry_pause=self._options.retry_pause,
        )
        self._progress.stage("sources", len(jobs))
        result = request_sources(options, jobs, self._progress.step)
        if result.offline:
            raise OutputError("there is no network: no source could be reached", "Nothing was written.")
        return result

    def _request(self, source: Source, secrets: Mapping[str, str]) -> SourceRequest:
        state = self._state(source)
        is_held_over = bool(state.held) and self._now >= state.held
        if state.basis != self._basis(source) or is_held_over:
            self._store.states[source.url] = replace(state, basis=b"")
            return SourceRequest(source.url, secrets=secrets)
        return SourceRequest(source.url, state.etag, state.modified, secrets)

    def _take_answers(self, result: CollectResult, due: Sequence[Source], context: BuildContext) -> None:
        bodies: list[tuple[Source, SourceAnswer]] = []
        for source in self._file.sources:
            answer = result.answers.get(source.url)
            if source not in due or answer is None:
                continue
            self._note_host(source, answer)
            before = self._state(source)
            if answer.kind == "body" and not is_same_body(before, answer, self._basis(source)):
                bodies.append((source, answer))
            else:
                self._states[source.id] = "failed" if answer.kind == "failed" else "unchanged"
                self._store.states[source.url] = answered_state(before, source, answer, self._now)
        self._parse(bodies, context)

    def _note_host(self, source: Source, answer: SourceAnswer) -> None:
        host = answer.host or host_of(source.url)
        if answer.busy:
            self._store.hosts[host] = rest_of_host(self._store.hosts.get(host), answer, self._now)
        elif answer.answered:
            self._store.hosts.pop(host, None)

    def _parse(self, bodies: Sequence[tuple[Source, SourceAnswer]], context: BuildContext) -> None:
        jobs = [ParseJob(each.body, each.url, each.headers, source.kind) for source, each in bodies]
        self._progress.stage("parse", len(jobs))
        rules, topics = CompiledRuleSet(self._file.rules), TopicMatcher(self._topics)
        for index, feed in parse_bodies(jobs) if jobs else ():
            source, answer = bodies[index]
            before = self._state(source)
            if isinstance(feed, WorkerFailed):
                state = failed_state(before, source, "unusable", f"cannot be parsed: {feed}", self._now)
            else:
                state = read_state(before, source, answer, feed, self._now)
                self._collect(source, feed, rules, topics, context.settings.site.language)
            self._states[source.id] = "failed" if state.fault else "read"
            self._store.states[source.url] = state
            self._progress.step()

    def _collect(
        self, source: Source, feed: ParsedFeed, rules: CompiledRuleSet, topics: TopicMatcher, language: str
    ) -> None:
        if feed.is_feed():
            self._visits[source.id] = collect_visit(feed, source, rules, topics, language)

    def _write(self, context: BuildContext) -> None:
        visits = [self._visits[source.id] for source in self._file.sources if source.id in self._visits]
        for changes in plan_changes(visits, list(self._known.values()), self._options.now):
            self.changes[changes.source] = changes
            failed = not self._options.dry_run and not self._apply(context.options.content, changes)
            source = self._visits[changes.source].source
            state = judged_state(self._state(source), changes.verdicts, self._basis(source), self._now)
            # what could not be written must come again
            self._store.states[source.url] = replace(state, basis=b"", body=b"") if failed else state

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
