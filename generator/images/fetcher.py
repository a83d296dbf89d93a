"""Fetch images: one blob, or the reason why there is none, per URL.

A cached image that is not due for revalidation costs one dictionary lookup. The HTTP libraries are loaded only if
something is due. The clock decides what to request, but never what pages show: that depends on the cache alone.
"""

import gc
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.base.progress import Progress
from generator.images.blobs import CacheWriteError, remove_damaged
from generator.images.fetch_index import (
    FetchEntry,
    FetchIndex,
    add_entries,
    forget_blob,
    load_fetch_index,
    merge_entries,
    stamp_fetch_index,
)
from generator.images.maintenance import forget_lost
from generator.images.permissions import EXCLUDED, is_due, reason_to_hide, split_by_settings
from generator.images.retry_policy import (
    FetchResult,
    cached_outcome,
    fetch_outcome,
    request_order,
    result_for_skipped,
    skipped_entry,
    unfinished_entry,
    updated_entry,
)
from generator.model.fetched_images import Blob, CacheFreshness, FetchedImages, FetchOutcome, ImageCounts
from generator.model.settings import ImageSettings
from generator.net.limits import RequestLimits
from generator.net.retry import DAY
from generator.net.ssrf_guard import SsrfGuard

if TYPE_CHECKING:
    from generator.images.shared_cache import SharedCache
    from generator.net.client import HttpClient
    from generator.net.crawl import Crawl, CrawlOptions

_NO_TIME = "the deadline has passed"


class FetchOptions(Struct, frozen=True):
    """Options for fetching images in one build.

    ``folder`` is the image cache, ``shared`` its second level, ``agent`` the User-Agent. With ``offline``, no socket is
    opened.
    """

    folder: Path
    settings: ImageSettings
    agent: str
    offline: bool = False
    clock: Callable[[], float] = time.time
    limits: RequestLimits = RequestLimits()
    shared: "SharedCache | None" = None


class ImageFetcher:
    """Fetches the images of one build, in any number of rounds that share one deadline.

    Never raises for anything that a host, the network or the cache folder does.
    """

    def __init__(self, options: FetchOptions, progress: Progress) -> None:
        self._options = options
        self._guard = SsrfGuard(options.settings.allow_hosts, options.settings.exclude)
        self._progress = progress
        self._now = int(options.clock())
        self._seconds_left = float(options.settings.deadline)
        self._loaded_index: FetchIndex | None = None
        self._due_by_url: dict[str, bool] = {}
        """URLs, and whether each was due."""
        self._refused: dict[str, str] = {}
        """URLs that the settings do not permit, and why."""
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
            url for url in dict.fromkeys(urls) if url not in self._due_by_url and url not in self._refused
        ]
        shown, excluded = split_by_settings(new_urls, self._options.settings)
        self._refused |= dict.fromkeys(excluded, EXCLUDED)
        self._load_shared(shown)
        entries = self._index.entries if shown else {}
        for url in shown:
            entry = entries.get(url)
            if reason := self._reason_to_hide(entry):
                self._refused[url] = reason
            else:
                self._due_by_url[url] = is_due(url, entry, self._now, self._guard)
        due = [url for url in shown if self._due_by_url.get(url)]
        if due and not self._later_reason:
            self._download(sorted(due, key=lambda url: request_order(entries.get(url))))

    def _load_shared(self, urls: Iterable[str]) -> None:
        """Add to the index what other machines know of URLs that are due."""
        shared = self._options.shared
        if shared is None or self._later_reason:
            return
        entries = self._index.entries
        due = [url for url in urls if is_due(url, entries.get(url), self._now, self._guard)]
        if found := shared.load_entries(due, self._now):
            self._add_to_index(entries, found)

    def _reason_to_hide(self, entry: FetchEntry | None) -> str:
        return reason_to_hide(entry, self._options.settings.exclude, self._guard)

    def refetch(self, digests: Collection[bytes]) -> None:
        """Forget images whose cached copies were found missing or damaged, and fetch them again."""
        entries = self._index.entries
        lost = {
            url: forget_blob(entry)
            for url, entry in entries.items()
            if entry.blob is not None and entry.blob.digest in digests
        }
        folder, stamp = self._options.folder, self._index.stamp
        for url in lost:
            if blob := entries[url].blob:
                remove_damaged(folder, blob)
        with suppress(OSError):  # only this build knows, then
            forget_lost(folder, digests)
            stamp = stamp_fetch_index(folder)
        self._loaded_index = FetchIndex(entries | lost, stamp)
        again = [url for url in lost if url in self._due_by_url]
        for url in again:
            del self._due_by_url[url]
        self.ask(again)

    def _download(self, due: Sequence[str]) -> None:
        """Download what is due, and add the results to the index, even after an interrupt."""
        from generator.net.crawl import Crawl

        entries, started, ended = self._index.entries, monotonic(), ""
        crawl = Crawl(self._crawl_options(), due, self._request, self._progress.step)
        self._progress.begun("fetch", len(due))
        try:
            with _garbage_collection():
                crawl.run()
        except CacheWriteError as error:
            ended = f"Images cannot be cached: {error}"
        finally:
            self._store_results(entries, crawl)
        if self._options.shared is not None:
            self._options.shared.save_entries(self._good_entries(crawl.results))
        self._seconds_left -= monotonic() - started
        if crawl.ended == "offline":
            ended = "No network"
        self._note = self._note or ended
        if ended or self._seconds_left <= 0:
            self._later_reason = ended or _NO_TIME

    def _crawl_options(self) -> "CrawlOptions":
        from generator.images.download import IMAGE_HEADERS
        from generator.net.crawl import CrawlOptions

        options, entries = self._options, self._index.entries
        known = [url for url, due in self._due_by_url.items() if not due]
        return CrawlOptions(
            guard=self._guard,
            headers={"User-Agent": options.agent, **IMAGE_HEADERS},
            deadline=self._seconds_left,
            limits=options.limits,
            known=[url for url in known if (entry := entries.get(url)) and entry.blob],
        )

    async def _request(self, client: "HttpClient", url: str) -> FetchResult:
        from generator.images.download import download_image

        options = self._options
        cached = self._index.entries.get(url)
        return await download_image(client, url, cached, options.folder, int(options.clock()))

    def _store_results(self, entries: Mapping[str, FetchEntry], crawl: "Crawl[FetchResult]") -> None:
        """Store results in the index, or only in memory if it cannot be written."""
        ttl = self._options.settings.ttl * DAY
        news: dict[str, FetchEntry] = {}
        for url, result in crawl.results.items():
            news[url] = updated_entry(url, entries.get(url), result, self._now, ttl)
            self._outcomes[url] = fetch_outcome(url, entries.get(url), result)
        for url, cause in crawl.skipped.items():
            result = result_for_skipped(cause)
            news[url] = skipped_entry(entries.get(url), result, self._now)
            self._outcomes[url] = fetch_outcome(url, entries.get(url), result)
        for url in crawl.unfinished:
            news[url] = unfinished_entry(entries.get(url), self._now, _NO_TIME)
            if news[url].blob is None:
                self._outcomes[url] = FetchOutcome(url, "later", _NO_TIME)
        if news:
            self._add_to_index(entries, news)

    def _good_entries(self, urls: Iterable[str]) -> dict[str, FetchEntry]:
        entries = self._index.entries
        return {url: entry for url in urls if (entry := entries[url]).state == "good"}

    def _add_to_index(self, entries: Mapping[str, FetchEntry], news: Mapping[str, FetchEntry]) -> None:
        folder = self._options.folder
        try:
            self._loaded_index = add_entries(folder, news)
        except OSError as error:
            merged = {url: merge_entries(entries.get(url), news[url]) for url in news}
            self._loaded_index = FetchIndex({**entries, **merged}, None)
            self._note = f"Images cannot be cached: cannot write {folder} ({error.strerror or error})"

    def fetched(self) -> FetchedImages:
        """Return the outcome for all URLs so far."""
        images: dict[str, Blob | str] = dict(self._refused)
        outcomes = [FetchOutcome(url, "refused", reason) for url, reason in self._refused.items()]
        entries = self._index.entries if self._due_by_url else {}
        later_reason = self._later_reason or _NO_TIME
        plain = 0
        for url, due in self._due_by_url.items():
            entry = entries.get(url)
            images[url] = (entry.blob or entry.reason) if entry else later_reason
            if reason := self._reason_to_hide(entry):  # another site has fetched it meanwhile
                images[url] = reason
                outcomes.append(FetchOutcome(url, "refused", reason))
            elif entry is not None and not due and entry.blob and not entry.reason:
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
        if self._loaded_index is None:
            return None  # no image depends on it
        entries = self._index.entries
        due = [entry.due if (entry := entries.get(url)) else 0 for url in self._due_by_url]
        return CacheFreshness(min(due) if due and not self._options.offline else None, self._index.stamp)


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
