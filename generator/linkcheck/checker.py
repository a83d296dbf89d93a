"""Links that lead out of a site: addresses → what is known of them, after asking for those that are due.

What is known lies in one store of the cache, for all sites that share it. Only what is due is asked for, and only then
are the libraries loaded that can.
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
_PATIENCE = 20.0
"""Seconds to wait for another process that writes the store."""

POLITE = RequestLimits(at_once=16, per_host=1, total=20.0, redirects=6)
PAUSE = 1.0
"""Seconds between two requests to one host."""

Entries = dict[str, LinkEntry]

_decode = msgspec.msgpack.Decoder(Entries).decode


class LinkCheckOptions(Struct, frozen=True):
    """How links are to be asked for. ``folder`` is that of the cache, ``agent`` the User-Agent, times in seconds."""

    folder: Path
    guard: SsrfGuard
    agent: str
    deadline: float
    pause: float = PAUSE
    clock: Callable[[], float] = time.time
    limits: RequestLimits = POLITE


class LinkCheckResult(Struct, frozen=True):
    """What is known of the links that were asked about. ``asked`` is how many were asked for just now."""

    entries: Entries
    asked: int
    note: str


def check_urls(options: LinkCheckOptions, urls: Iterable[str], progress: Progress) -> LinkCheckResult:
    """Find out what there is at some clean addresses. What was learnt is kept also where the user interrupts."""
    wanted = list(dict.fromkeys(urls))
    known, now = load_link_cache(options.folder), int(options.clock())
    due = [url for url in wanted if is_due(known.get(url), now)]
    progress.stage("links", len(due))
    news, note = _ask(options, due, known, now, progress) if due else ({}, "")
    known |= news
    return LinkCheckResult({url: known[url] for url in wanted if url in known}, len(news), note)


def _ask(
    options: LinkCheckOptions, due: list[str], known: Entries, now: int, progress: Progress
) -> tuple[Entries, str]:
    from generator.linkcheck.session import LinkBatch, LinkSession

    task = LinkBatch(
        urls=due,
        guard=options.guard,
        agent=options.agent,
        pause=options.pause,
        deadline=options.deadline,
        limits=options.limits,
        clock=options.clock,
    )
    session = LinkSession(task, progress.step)
    note = ""
    try:
        session.run()
    finally:
        news = _learnt(session.replies, known, now)
        try:
            _keep(options.folder, news)
        except OSError as error:
            note = f"What was found is not remembered: {error.strerror or error}"
    return news, note or session.note


def _learnt(replies: Mapping[str, LinkResult], known: Entries, now: int) -> Entries:
    return {url: updated_link(url, known.get(url), reply, now) for url, reply in replies.items()}


def load_link_cache(folder: Path) -> Entries:
    """Return all that is known; nothing where there is no store that can be believed."""
    body = read_cache_file(_file(folder), _SALT)
    try:
        return _decode(body) if body else {}
    except msgspec.MsgspecError:
        return {}


def _keep(folder: Path, news: Entries) -> None:
    """Add what was learnt to what others wrote meanwhile. Raises :class:`OSError`."""
    if news:
        with lock_file(folder / "links.lock", _PATIENCE):
            write_cache_file(_file(folder), _SALT, msgspec.msgpack.encode(load_link_cache(folder) | news))


def _file(folder: Path) -> Path:
    return folder / "links.store"
