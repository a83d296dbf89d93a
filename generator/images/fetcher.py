"""The fetch stage: the pictures that a site wants → a blob for each, or why there is none.

What is known and not due costs a look into the index. Only what is due is asked for, and only then are the libraries
loaded that can. The clock decides what is asked, and nothing else: what is shown is what lies in the cache.
"""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from msgspec import Struct

from generator.base.progress import Progress
from generator.images.fetch_index import FetchEntry, FetchIndex, add_entries, load_fetch_index, merge_entries
from generator.images.retry_policy import FetchResult, cached_outcome, fetch_outcome, updated_entry
from generator.model.fetched_images import Blob, CacheFreshness, FetchedImages, FetchOutcome, ImageCounts
from generator.model.settings import ImageSettings
from generator.net.limits import RequestLimits
from generator.net.retry import DAY
from generator.net.ssrf_guard import SsrfGuard, host_of, is_below

_SHUT = "the settings leave its host out"


class FetchOptions(Struct, frozen=True):
    """How pictures are to be fetched in one build.

    ``folder`` is that of the store, ``agent`` the User-Agent. ``offline`` opens no socket.
    """

    folder: Path
    settings: ImageSettings
    agent: str
    offline: bool = False
    clock: Callable[[], float] = time.time
    limits: RequestLimits = RequestLimits()

    @property
    def guard(self) -> SsrfGuard:
        """What may be asked."""
        return SsrfGuard(self.settings.allow_hosts, self.settings.exclude)


def build_user_agent(version: str, base_url: str) -> str:
    """Return how a build names itself: with the address of its site, where a host can find out whom to write to."""
    contact = "" if host_of(base_url) in ("localhost", "127.0.0.1", "[") else f" (+{base_url})"
    return f"Broadsheet/{version}{contact}"


def fetch_images(options: FetchOptions, urls: Iterable[str], progress: Progress) -> FetchedImages:
    """Return what there is of some pictures, after asking for those that are due: a :class:`ImageFetcher` asked
    once."""
    fetcher = ImageFetcher(options, progress)
    fetcher.ask(urls)
    return fetcher.fetched()


class ImageFetcher:
    """Fetches pictures for one build, in as many rounds as it is asked. There is one deadline for all of them.

    Never raises for what a host, the network or the cache folder does.
    """

    def __init__(self, options: FetchOptions, progress: Progress) -> None:
        self._options = options
        self._progress = progress
        self._now = int(options.clock())
        self._seconds = float(options.settings.deadline)
        self._known: FetchIndex | None = None
        self._shown: dict[str, bool] = {}
        """Addresses, and whether each was due."""
        self._shut: dict[str, None] = {}
        self._told: dict[str, FetchOutcome] = {}
        self._note = ""
        self._late = "this build is offline" if options.offline else ""
        """Why what is due has to wait; once it is told, nobody is asked any more."""

    @property
    def _index(self) -> FetchIndex:
        if self._known is None:
            self._known = load_fetch_index(self._options.folder)
        return self._known

    def ask(self, urls: Iterable[str]) -> None:
        """Find out what there is of some pictures: clean http(s) addresses, the weightiest first."""
        new = [url for url in dict.fromkeys(urls) if url not in self._shown and url not in self._shut]
        shown, shut = _parted(new, self._options.settings)
        self._shut |= dict.fromkeys(shut)
        entries, guard = (self._index.entries if shown else {}), self._options.guard
        dues = {url: _is_due(url, entries.get(url), self._now, guard) for url in shown}
        self._shown |= dues
        due = [url for url, is_due in dues.items() if is_due]
        if due and not self._late:
            self._ask_hosts(due)

    def _ask_hosts(self, due: Sequence[str]) -> None:
        """Ask for what is due, and add what was learnt to the index, also where the user interrupts."""
        from generator.images.session import DownloadBatch, DownloadSession

        options, index, started = self._options, self._index, monotonic()
        task = DownloadBatch(
            urls=due,
            kept=[url for url, is_due in self._shown.items() if not is_due],
            known=index.entries,
            folder=options.folder,
            guard=options.guard,
            agent=options.agent,
            deadline=self._seconds,
            limits=options.limits,
            clock=options.clock,
        )
        session = DownloadSession(task, self._progress.step)
        self._progress.begun("fetch", len(due))
        try:
            with _collecting():
                session.run()
        finally:
            self._learn(index, session.answers)
        self._seconds -= monotonic() - started
        self._note = self._note or session.note
        if session.note or self._seconds <= 0:
            self._late = session.note or "time was up"

    def _learn(self, before: FetchIndex, answers: Mapping[str, FetchResult]) -> None:
        """Remember answers; where the index cannot be written, for this build alone, and say so."""
        ttl = self._options.settings.ttl * DAY
        entries = before.entries
        news = {
            url: updated_entry(url, entries.get(url), answer, self._now, ttl)
            for url, answer in answers.items()
        }
        self._told |= {url: fetch_outcome(url, entries.get(url), answer) for url, answer in answers.items()}
        if not news:
            return
        folder = self._options.folder
        try:
            self._known = add_entries(folder, news)
        except OSError as error:
            self._known = FetchIndex(
                entries | {url: merge_entries(entries.get(url), news[url]) for url in news}, None
            )
            self._note = f"Pictures are not remembered: cannot write {folder} ({error.strerror or error})"

    def fetched(self) -> FetchedImages:
        """Return what there is of all that was asked for so far."""
        pictures: dict[str, Blob | str] = dict.fromkeys(self._shut, _SHUT)
        outcomes = [FetchOutcome(url, "refused", _SHUT) for url in self._shut]
        entries, late = (self._index.entries if self._shown else {}), self._late or "time was up"
        plain = 0
        for url, is_due in self._shown.items():
            entry = entries.get(url)
            pictures[url] = (entry.blob or entry.reason) if entry else late
            if entry is not None and not is_due and entry.blob and not entry.reason:
                plain += 1  # what most are: kept, and nothing to say of it
            else:
                told = self._told.get(url)
                outcomes.append(
                    told or (cached_outcome(url, entry) if entry else FetchOutcome(url, "later", late))
                )
        return FetchedImages(
            pictures=pictures,
            counts=_counts(outcomes, plain),
            outcomes=tuple(each for each in outcomes if each.state != "kept" or each.reason),
            note=self._note,
            folder=self._options.folder.as_posix(),
            freshness=self._freshness(),
        )

    def _freshness(self) -> CacheFreshness | None:
        if not self._shown:
            return None
        entries = self._index.entries
        due = min(entry.due if (entry := entries.get(url)) else 0 for url in self._shown)
        return CacheFreshness(None if self._options.offline else due, self._index.stamp)


def _counts(outcomes: Iterable[FetchOutcome], plain: int) -> ImageCounts:
    """Count outcomes, and ``plain`` pictures more that were kept."""
    counts = Counter(each.state for each in outcomes)
    return ImageCounts(
        fetched=counts["fetched"],
        kept=plain + counts["kept"],
        not_modified=counts["not modified"],
        refused=counts["refused"],
        failed=counts["failed"],
        later=counts["later"],
    )


def _parted(urls: Iterable[str], settings: ImageSettings) -> tuple[list[str], list[str]]:
    """Part addresses by the settings: those whose pictures are shown, and those whose are not."""
    if not settings.include and not settings.exclude:
        return list(urls), []
    shown: list[str] = []
    shut: list[str] = []
    for url in urls:
        (shown if is_shown(url, settings) else shut).append(url)
    return shown, shut


def is_shown(url: str, settings: ImageSettings) -> bool:
    """Tell whether the settings let the pictures of an address's host be shown."""
    if not settings.include and not settings.exclude:
        return True
    host = host_of(url)
    inside = not settings.include or is_below(host, settings.include)
    return inside and not is_below(host, settings.exclude)


def _is_due(url: str, entry: FetchEntry | None, now: int, guard: SsrfGuard) -> bool:
    if entry is None or entry.due <= now or entry.asked > now + DAY:  # the clock was wrong once: ask again
        return True
    return entry.state == "forbidden" and _is_allowed_now(entry.final or url, guard)


def _is_allowed_now(url: str, guard: SsrfGuard) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:  # where a redirect led to; no settings make an address of it
        return False
    return guard.allows(parts.hostname or "", port)


@contextmanager
def _collecting() -> Iterator[None]:
    """Collect cycles while pictures come and go: a connection that fails leaves some, with a picture's bytes in them.

    What the build made before is left out of it.
    """
    if gc.isenabled():
        yield
        return
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.disable()
        gc.unfreeze()
