"""Fetch images: one blob, or the reason why there is none, per URL.

A cached image that is not due for revalidation costs one dictionary lookup. The HTTP libraries are loaded only if
something is due. The clock decides what to request, but never what pages show: that depends on the cache alone.
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
from generator.net.ssrf_guard import SsrfGuard, host_of, is_subdomain

_EXCLUDED = "the settings exclude its host"


class FetchOptions(Struct, frozen=True):
    """Options for fetching images in one build.

    ``folder`` is the image cache, ``agent`` the User-Agent. With ``offline``, no socket is opened.
    """

    folder: Path
    settings: ImageSettings
    agent: str
    offline: bool = False
    clock: Callable[[], float] = time.time
    limits: RequestLimits = RequestLimits()

    @property
    def guard(self) -> SsrfGuard:
        """The guard that these settings ask for."""
        return SsrfGuard(self.settings.allow_hosts, self.settings.exclude)


def build_user_agent(version: str, base_url: str) -> str:
    """Return the User-Agent of a build. It contains the site's URL, so that hosts can contact the owner.

    >>> build_user_agent("1.2", "https://example.org/feed/")
    'Broadsheet/1.2 (+https://example.org/feed/)'
    """
    contact = "" if host_of(base_url) in ("localhost", "127.0.0.1", "[") else f" (+{base_url})"
    return f"Broadsheet/{version}{contact}"


def fetch_images(options: FetchOptions, urls: Iterable[str], progress: Progress) -> FetchedImages:
    """Fetch images, using an :class:`ImageFetcher` once."""
    fetcher = ImageFetcher(options, progress)
    fetcher.ask(urls)
    return fetcher.fetched()


class ImageFetcher:
    """Fetches the images of one build, in any number of rounds that share one deadline.

    Never raises for anything that a host, the network or the cache folder does.
    """

    def __init__(self, options: FetchOptions, progress: Progress) -> None:
        self._options = options
        self._progress = progress
        self._now = int(options.clock())
        self._seconds_left = float(options.settings.deadline)
        self._loaded_index: FetchIndex | None = None
        self._due_by_url: dict[str, bool] = {}
        """URLs, and whether each was due."""
        self._excluded: dict[str, None] = {}
        self._outcomes: dict[str, FetchOutcome] = {}
        self._note = ""
        self._later_reason = "this build is offline" if options.offline else ""
        """Why due URLs have to wait. Once it is set, no more requests are sent."""

    @property
    def _index(self) -> FetchIndex:
        if self._loaded_index is None:
            self._loaded_index = load_fetch_index(self._options.folder)
        return self._loaded_index

    def ask(self, urls: Iterable[str]) -> None:
        """Fetch the images that are due. ``urls`` are cleaned http(s) URLs, the most important first."""
        new_urls = [
            url for url in dict.fromkeys(urls) if url not in self._due_by_url and url not in self._excluded
        ]
        shown, excluded = _split_by_settings(new_urls, self._options.settings)
        self._excluded |= dict.fromkeys(excluded)
        entries, guard = (self._index.entries if shown else {}), self._options.guard
        due_by_url = {url: _is_due(url, entries.get(url), self._now, guard) for url in shown}
        self._due_by_url |= due_by_url
        due = [url for url, is_due in due_by_url.items() if is_due]
        if due and not self._later_reason:
            self._download(due)

    def _download(self, due: Sequence[str]) -> None:
        """Download what is due, and add the results to the index, even after an interrupt."""
        from generator.images.session import DownloadBatch, DownloadSession

        options, index, started = self._options, self._index, monotonic()
        batch = DownloadBatch(
            urls=due,
            kept=[url for url, is_due in self._due_by_url.items() if not is_due],
            known=index.entries,
            folder=options.folder,
            guard=options.guard,
            agent=options.agent,
            deadline=self._seconds_left,
            limits=options.limits,
            clock=options.clock,
        )
        session = DownloadSession(batch, self._progress.step)
        self._progress.begun("fetch", len(due))
        try:
            with _garbage_collection():
                session.run()
        finally:
            self._store_results(index, session.results)
        self._seconds_left -= monotonic() - started
        self._note = self._note or session.note
        if session.note or self._seconds_left <= 0:
            self._later_reason = session.note or "the deadline has passed"

    def _store_results(self, before: FetchIndex, results: Mapping[str, FetchResult]) -> None:
        """Store results in the index, or only in memory if it cannot be written."""
        ttl = self._options.settings.ttl * DAY
        entries = before.entries
        news = {
            url: updated_entry(url, entries.get(url), result, self._now, ttl)
            for url, result in results.items()
        }
        self._outcomes |= {
            url: fetch_outcome(url, entries.get(url), result) for url, result in results.items()
        }
        if not news:
            return
        folder = self._options.folder
        try:
            self._loaded_index = add_entries(folder, news)
        except OSError as error:
            self._loaded_index = FetchIndex(
                entries | {url: merge_entries(entries.get(url), news[url]) for url in news}, None
            )
            self._note = f"Images cannot be cached: cannot write {folder} ({error.strerror or error})"

    def fetched(self) -> FetchedImages:
        """Return the outcome for all URLs so far."""
        images: dict[str, Blob | str] = dict.fromkeys(self._excluded, _EXCLUDED)
        outcomes = [FetchOutcome(url, "refused", _EXCLUDED) for url in self._excluded]
        entries = self._index.entries if self._due_by_url else {}
        later_reason = self._later_reason or "the deadline has passed"
        plain = 0
        for url, is_due in self._due_by_url.items():
            entry = entries.get(url)
            images[url] = (entry.blob or entry.reason) if entry else later_reason
            if entry is not None and not is_due and entry.blob and not entry.reason:
                plain += 1  # the usual case: cached, and nothing to report
            else:
                outcome = self._outcomes.get(url)
                outcomes.append(
                    outcome
                    or (cached_outcome(url, entry) if entry else FetchOutcome(url, "later", later_reason))
                )
        return FetchedImages(
            images=images,
            counts=_counts(outcomes, plain),
            outcomes=tuple(each for each in outcomes if each.state != "kept" or each.reason),
            note=self._note,
            folder=self._options.folder.as_posix(),
            freshness=self._freshness(),
        )

    def _freshness(self) -> CacheFreshness | None:
        if not self._due_by_url:
            return None
        entries = self._index.entries
        due = min(entry.due if (entry := entries.get(url)) else 0 for url in self._due_by_url)
        return CacheFreshness(None if self._options.offline else due, self._index.stamp)


def _counts(outcomes: Iterable[FetchOutcome], plain: int) -> ImageCounts:
    """Count outcomes. ``plain`` is the number of further images that came from the cache."""
    counts = Counter(each.state for each in outcomes)
    return ImageCounts(
        fetched=counts["fetched"],
        kept=plain + counts["kept"],
        not_modified=counts["not modified"],
        refused=counts["refused"],
        failed=counts["failed"],
        later=counts["later"],
    )


def _split_by_settings(urls: Iterable[str], settings: ImageSettings) -> tuple[list[str], list[str]]:
    """Split URLs into those that the settings include and those that they exclude."""
    if not settings.include and not settings.exclude:
        return list(urls), []
    shown: list[str] = []
    excluded: list[str] = []
    for url in urls:
        (shown if is_host_allowed(url, settings) else excluded).append(url)
    return shown, excluded


def is_host_allowed(url: str, settings: ImageSettings) -> bool:
    """Return whether the settings permit images of this URL's host."""
    if not settings.include and not settings.exclude:
        return True
    host = host_of(url)
    inside = not settings.include or is_subdomain(host, settings.include)
    return inside and not is_subdomain(host, settings.exclude)


def _is_due(url: str, entry: FetchEntry | None, now: int, guard: SsrfGuard) -> bool:
    if entry is None or entry.due <= now or entry.asked > now + DAY:  # the clock was wrong before
        return True
    return entry.state == "forbidden" and _is_now_allowed(entry.final or url, guard)


def _is_now_allowed(url: str, guard: SsrfGuard) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:  # an invalid redirect target, which no setting permits
        return False
    return guard.allows(parts.hostname or "", port)


@contextmanager
def _garbage_collection() -> Iterator[None]:
    """Enable garbage collection during downloads: failed connections leave cycles that hold the bytes of an image.

    Objects that existed before are excluded, so that collecting is cheap.
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
