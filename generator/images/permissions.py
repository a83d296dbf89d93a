"""Decide which images a site may show and request, by its settings and its SSRF guard. Pure.

Several sites may share a cache. What one of them may fetch, another need not be allowed to show.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from generator.images.fetch_index import FetchEntry
from generator.model.settings import ImageSettings
from generator.net.retry import DAY
from generator.net.ssrf_guard import SsrfGuard, host_of, is_subdomain

EXCLUDED = "the settings exclude its host"
_PRIVATE = (
    "{0} is not public, and was fetched for another site; to allow it, add '{0}' to [images] allow_hosts"
)


def split_by_settings(urls: Iterable[str], settings: ImageSettings) -> tuple[list[str], list[str]]:
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


def reason_to_hide(entry: FetchEntry | None, exclude: Sequence[str], guard: SsrfGuard) -> str:
    """Return why this site may not show a cached image that a site with other settings fetched, "" if it may."""
    if entry is None or entry.blob is None or not (entry.final or entry.exempt):
        return ""
    if is_subdomain(host_of(entry.final), exclude):
        return EXCLUDED
    missing = [name for name in entry.exempt if not _is_allowed(name, guard)]
    return _PRIVATE.format(missing[0]) if missing else ""


def _is_allowed(name: str, guard: SsrfGuard) -> bool:
    host, _, port = name.rpartition(":")
    return guard.allows(host, int(port))


def is_due(url: str, entry: FetchEntry | None, now: int, guard: SsrfGuard) -> bool:
    """Return whether to request an image. A blocked one is due as soon as the settings allow it."""
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
