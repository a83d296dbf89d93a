"""Choose the pages of a plain sitemap to request. Pure.

A sitemap lists only URLs, new and old alike. So the first visit requests the newest pages, and later visits those that
were not in the sitemap before, which the cache remembers. If the cache is lost, only pages that changed after the
newest record are requested, so that old pages do not count as new.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from generator.base.digest import digest
from generator.ingest.formats.feed_dates import parse_feed_date

MOST_PAGES = 20
"""Pages of one sitemap that one visit requests at most."""

_DIGEST = 8
_NEVER = datetime.min.replace(tzinfo=UTC)


class PageChoice(Struct, frozen=True):
    """The pages to request now, and those that must wait for the next visit."""

    ask: tuple[str, ...]
    wait: tuple[str, ...] = ()


def choose_pages(
    pages: Sequence[tuple[str, str]],
    seen: bytes,
    is_known: Callable[[str], bool],
    oldest: datetime | None,
    first_items: int,
) -> PageChoice:
    """Return the pages to request. ``pages`` are URLs with the date of their last change, ``seen`` is from
    :func:`remember`.

    Without ``seen``, at most ``first_items`` pages are requested, and none that changed before ``oldest``.
    """
    digests = _split(seen)
    dates = {url: parse_feed_date(text) or _NEVER for url, text in pages}
    fresh = [url for url in dates if _digest(url) not in digests and not is_known(url)]
    fresh.sort(key=lambda url: dates[url], reverse=True)
    if seen:
        return PageChoice(tuple(fresh[:MOST_PAGES]), tuple(fresh[MOST_PAGES:]))
    has_dates = any(date != _NEVER for date in dates.values())
    recent = [url for url in fresh if oldest is None or not has_dates or dates[url] >= oldest]
    return PageChoice(tuple(recent[: min(first_items or MOST_PAGES, MOST_PAGES)]))


def remember(pages: Sequence[tuple[str, str]], without: Collection[str]) -> bytes:
    """Return what to store about a sitemap: its pages, except those that are still to be requested."""
    return b"".join(sorted({_digest(url) for url, _ in pages if url not in without}))


def _digest(url: str) -> bytes:
    return digest(url.encode())[:_DIGEST]


def _split(seen: bytes) -> set[bytes]:
    return {seen[at : at + _DIGEST] for at in range(0, len(seen), _DIGEST)}
