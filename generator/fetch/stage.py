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
from urllib.parse import urlsplit

from msgspec import Struct

from generator.base.progress import Progress
from generator.fetch.answer import DAY, learnt, outcome, remembered
from generator.fetch.guard import Guard, host_of, is_below
from generator.fetch.index import Entry, Index, add_learnt, load_index, merged
from generator.fetch.limits import Limits
from generator.model.fetched import Blob, Fetched, Freshness, Outcome, PictureCounts
from generator.model.settings import ImageSettings

_SHUT = "the settings leave its host out"


class Errand(Struct, frozen=True):
    """How pictures are to be fetched in one build.

    ``folder`` is that of the store, ``agent`` the User-Agent. ``offline`` opens no socket.
    """

    folder: Path
    settings: ImageSettings
    agent: str
    offline: bool = False
    clock: Callable[[], float] = time.time
    limits: Limits = Limits()

    @property
    def guard(self) -> Guard:
        """What may be asked."""
        return Guard(self.settings.allow_hosts, self.settings.exclude)


class _Round(Struct, frozen=True):
    """What came of asking: the index as it is now, what to tell of each address that was asked, and of the whole."""

    index: Index
    told: Mapping[str, Outcome] = {}
    note: str = ""
    late: str = ""
    """Why those that were due and not asked have to wait."""


def user_agent(version: str, base_url: str) -> str:
    """Return how a build names itself: with the address of its site, where a host can find out whom to write to."""
    contact = "" if host_of(base_url) in ("localhost", "127.0.0.1", "[") else f" (+{base_url})"
    return f"Broadsheet/{version}{contact}"


def fetch_pictures(errand: Errand, urls: Iterable[str], progress: Progress) -> Fetched:
    """Return what there is of some pictures, after asking for those that are due.

    ``urls`` are clean http(s) addresses, the weightiest first. Never raises for what a host, the network or the cache
    folder does.
    """
    shown, shut = _parted(dict.fromkeys(urls), errand.settings)
    index, now, guard = load_index(errand.folder), int(errand.clock()), errand.guard
    due = [url for url in shown if _is_due(url, index.entries.get(url), now, guard)]
    if due and errand.offline:
        came = _Round(index, late="this build is offline")
    elif due:
        came = _ask(errand, index, due, now, progress)
    else:
        came = _Round(index)
    return _fetched(errand, shown, shut, frozenset(due), came)


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
    host = host_of(url)
    inside = not settings.include or is_below(host, settings.include)
    return inside and not is_below(host, settings.exclude)


def _is_due(url: str, entry: Entry | None, now: int, guard: Guard) -> bool:
    if entry is None or entry.due <= now or entry.asked > now + DAY:  # the clock was wrong once: ask again
        return True
    return entry.state == "forbidden" and _is_allowed_now(entry.final or url, guard)


def _is_allowed_now(url: str, guard: Guard) -> bool:
    parts = urlsplit(url)
    return guard.allows(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def _ask(errand: Errand, index: Index, due: Sequence[str], now: int, progress: Progress) -> _Round:
    """Ask for what is due, and add what was learnt to the index, also where the user interrupts."""
    from generator.fetch.session import Session, Task

    task = Task(
        urls=due,
        known=index.entries,
        folder=errand.folder,
        guard=errand.guard,
        agent=errand.agent,
        deadline=errand.settings.deadline,
        limits=errand.limits,
        clock=errand.clock,
    )
    session = Session(task, progress.step)
    progress.begun("fetch", len(due))
    try:
        with _collecting():
            session.run()
    finally:
        ttl = errand.settings.ttl * DAY
        answers = session.answers
        news = {url: learnt(url, index.entries.get(url), answers[url], now, ttl) for url in answers}
        after, fault = _add(errand.folder, index, news)
    told = {url: outcome(url, index.entries.get(url), answers[url]) for url in answers}
    return _Round(after, told, fault or session.note, session.note or "time was up")


def _add(folder: Path, index: Index, news: Mapping[str, Entry]) -> tuple[Index, str]:
    """Add news to the index; where it cannot be written, to what this build knows, and say so."""
    if not news:
        return index, ""
    try:
        return add_learnt(folder, news), ""
    except OSError as fault:
        known = {url: merged(index.entries.get(url), entry) for url, entry in news.items()}
        words = f"Pictures are not remembered: cannot write {folder} ({fault.strerror or fault})"
        return Index({**index.entries, **known}, None), words


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


def _fetched(
    errand: Errand, shown: Sequence[str], shut: Sequence[str], due: frozenset[str], came: _Round
) -> Fetched:
    pictures: dict[str, Blob | str] = dict.fromkeys(shut, _SHUT)
    outcomes = [Outcome(url, "refused", _SHUT) for url in shut]
    kept, earliest = 0, None if errand.offline else 2**62
    for url in shown:
        entry = came.index.entries.get(url)
        pictures[url] = (entry.blob or entry.reason) if entry else came.late
        if earliest is not None:
            earliest = min(earliest, entry.due if entry else 0)
        if entry is not None and url not in due and entry.blob and not entry.reason:
            kept += 1
        else:
            outcomes.append(_told(url, entry, came))
    counts = Counter(each.verdict for each in outcomes)
    return Fetched(
        pictures=pictures,
        counts=PictureCounts(
            fetched=counts["fetched"],
            kept=kept + counts["kept"],
            not_modified=counts["not modified"],
            refused=counts["refused"],
            failed=counts["failed"],
            later=counts["later"],
        ),
        outcomes=tuple(each for each in outcomes if each.verdict != "kept" or each.reason),
        note=came.note,
        folder=errand.folder.as_posix(),
        freshness=Freshness(earliest, came.index.stamp) if shown else None,
    )


def _told(url: str, entry: Entry | None, came: _Round) -> Outcome:
    if url in came.told:
        return came.told[url]
    if entry is None:
        return Outcome(url, "later", came.late)
    return remembered(url, entry)
