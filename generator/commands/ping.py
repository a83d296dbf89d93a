"""``ping``: notify services of the URLs that the last build changed, as listed in ``changes.json``.

A hub (W3C WebSub) is notified of feeds, and passes them on to their subscribers. Search engines (IndexNow) are notified
of pages, removed ones included.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import msgspec

from generator import __version__
from generator.model.changes import Change, Changes
from generator.model.settings import FeedSettings
from generator.read.settings import load_settings
from generator.write.changes_file import load_changes

if TYPE_CHECKING:
    from generator.net.post import PostMessage

MAX_FEEDS = 50
"""Feeds in one message to a hub."""

MAX_PAGES = 10_000
"""Pages in one message to IndexNow: the limit of its protocol."""


class PingResult(msgspec.Struct, frozen=True):
    """A message that was sent, or would be.

    ``about`` is ``feeds`` or ``pages``, ``url`` the service, ``count`` the number of URLs in the message. ``failed`` is
    the reason why the message was not accepted, "" if it was.
    """

    about: str
    url: str
    count: int
    failed: str = ""


def ping(content: Path, file: Path, indexnow: str, dry_run: bool) -> tuple[PingResult, ...]:
    """Send notifications about the changes in a file. Raises the errors of loading settings and changes."""
    feeds = load_settings(content, {}).feeds
    messages = list(build_messages(load_changes(file), feeds, indexnow))
    failures = [""] * len(messages) if dry_run or not messages else _send(messages, feeds, indexnow)
    return tuple(
        [
            PingResult(each.about, each.url, each.count, failed)
            for each, failed in zip(messages, failures, strict=True)
        ]
    )


def _send(messages: Sequence["PostMessage"], feeds: FeedSettings, indexnow: str) -> Sequence[str]:
    """Send messages; return the reason of each failure, "" for none. Both hosts are trusted: the owner names them."""
    from generator.net.post import post_all
    from generator.net.ssrf_guard import SsrfGuard

    allowed = [urlsplit(url).netloc for url in (feeds.hub, indexnow) if url]
    return post_all(messages, SsrfGuard(allowed), f"Broadsheet/{__version__}")


def build_messages(changes: Changes, feeds: FeedSettings, indexnow: str) -> Iterator["PostMessage"]:
    """Yield the messages about changes, for the services in the settings."""
    from generator.net.post import PostMessage

    live = (*changes.added, *changes.changed)
    if feeds.hub:
        for urls in _batches(_urls(live, "feed"), MAX_FEEDS):
            fields = [("hub.mode", "publish"), *[("hub.url", url) for url in urls]]
            body = urlencode(fields).encode()
            yield PostMessage(feeds.hub, "application/x-www-form-urlencoded", body, "feeds", len(urls))
    if feeds.indexnow_key:
        for pages in _batches(_urls((*live, *changes.removed), "page"), MAX_PAGES):
            body = _indexnow_body(changes.site, feeds.indexnow_key, pages)
            yield PostMessage(indexnow, "application/json; charset=utf-8", body, "pages", len(pages))


def _indexnow_body(site: str, key: str, pages: Sequence[str]) -> bytes:
    """Return the body of an IndexNow message. The key file is at the root of the site, so it covers all its pages."""
    return msgspec.json.encode(
        {"host": urlsplit(site).netloc, "key": key, "keyLocation": f"{site}{key}.txt", "urlList": list(pages)}
    )


def _urls(changes: Sequence[Change], kind: str) -> list[str]:
    return sorted(change.address for change in changes if change.kind == kind)


def _batches(urls: list[str], size: int) -> Iterator[list[str]]:
    return (urls[start : start + size] for start in range(0, len(urls), size))
