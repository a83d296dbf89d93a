"""Check external links, and cache the results.

One cache file serves all sites that share the cache. Only links that are due are requested, and only then are the
HTTP libraries loaded.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.base.progress import Progress
from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.base.storage.file_lock import lock_file
from generator.linkcheck.retry_policy import LinkResult, is_due, updated_link
from generator.model.results.link_check import LinkEntry
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard

_SALT = b"links 1"
_LOCK_TIMEOUT = 20.0
"""Seconds to wait for another process that writes the cache."""

POLITE = RequestLimits(at_once=16, per_host=1, pause=1.0, total=20.0, redirects=6)
"""Many hosts at once, but one request per host, with a pause after each."""

_NOTES = {"": "", "deadline": "Deadline passed", "offline": "No network"}

Entries = dict[str, LinkEntry]

_decode = msgspec.msgpack.Decoder(Entries).decode


class LinkCheckOptions(Struct, frozen=True):
    """Options of a link check. ``folder`` is the cache, ``agent`` the User-Agent. Times are in seconds."""

    folder: Path
    guard: SsrfGuard
    agent: str
    deadline: float
    clock: Callable[[], float] = time.time
    limits: RequestLimits = POLITE


class LinkCheckResult(Struct, frozen=True):
    """Cached entries of the links, including new ones. ``asked`` is the number of links requested just now."""

    entries: Entries
    asked: int
    note: str


def check_urls(options: LinkCheckOptions, urls: Iterable[str], progress: Progress) -> LinkCheckResult:
    """Check cleaned URLs. An interrupt keeps the results so far."""
    wanted = list(dict.fromkeys(urls))
    known, now = load_link_cache(options.folder), int(options.clock())
    due = [url for url in wanted if is_due(known.get(url), now)]
    progress.stage("links", len(due))
    updates, note = _request_due(options, due, known, now, progress) if due else ({}, "")
    known |= updates
    return LinkCheckResult({url: known[url] for url in wanted if url in known}, len(updates), note)


def _request_due(
    options: LinkCheckOptions, due: list[str], known: Entries, now: int, progress: Progress
) -> tuple[Entries, str]:
    from generator.linkcheck.client import LINK_HEADERS, check_link
    from generator.net.client import HttpClient
    from generator.net.crawl import Crawl, CrawlOptions

    async def request(client: HttpClient, url: str) -> LinkResult:
        return await check_link(client, url, int(options.clock()))

    headers = {"User-Agent": options.agent, **LINK_HEADERS}
    crawl_options = CrawlOptions(options.guard, headers, options.deadline, options.limits)
    crawl = Crawl(crawl_options, due, request, progress.step)
    note = ""
    try:
        crawl.run()
    finally:
        updates = _updated_entries(crawl.results, known, now)
        try:
            _save(options.folder, updates)
        except OSError as error:
            note = f"Results cannot be cached: {error.strerror or error}"
    return updates, note or _NOTES[crawl.ended]


def _updated_entries(results: Mapping[str, LinkResult], known: Entries, now: int) -> Entries:
    return {url: updated_link(url, known.get(url), result, now) for url, result in results.items()}


def load_link_cache(folder: Path) -> Entries:
    """Return all cached entries; none if the cache is missing or damaged."""
    body = read_cache_file(_cache_path(folder), _SALT)
    try:
        return _decode(body) if body else {}
    except msgspec.MsgspecError:
        return {}


def _save(folder: Path, updates: Entries) -> None:
    """Merge entries into what other processes wrote meanwhile. Raises :class:`OSError`."""
    if updates:
        with lock_file(folder / "links.lock", _LOCK_TIMEOUT):
            write_cache_file(
                _cache_path(folder), _SALT, msgspec.msgpack.encode(load_link_cache(folder) | updates)
            )


def _cache_path(folder: Path) -> Path:
    return folder / "links.store"
