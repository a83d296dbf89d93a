"""``ping``: whom to tell of the last build, and what. Only of addresses that changed, as ``changes.json`` has them.

A hub (W3C WebSub) is told of feeds, so that it can pass them on to who subscribes; search engines (IndexNow) are told
of pages, those that went among them.
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

TOPICS = 50
"""Feeds that one message to a hub names."""

PAGES = 10_000
"""Pages that one message to IndexNow may name."""


class PingResult(msgspec.Struct, frozen=True):
    """A message that was sent, or would be: ``about`` what, to which ``url``, of how many addresses; ``failed`` says
    why it was not taken, "" where it was."""

    about: str
    url: str
    count: int
    failed: str = ""


def ping(content: Path, file: Path, indexnow: str, dry_run: bool) -> tuple[PingResult, ...]:
    """Tell of the changes in a file. Raises what loading settings and changes raises."""
    feeds = load_settings(content, {}).feeds
    messages = list(build_messages(load_changes(file), feeds, indexnow))
    outcomes = [""] * len(messages) if dry_run or not messages else _sent(messages, feeds, indexnow)
    return tuple(
        [
            PingResult(each.about, each.url, each.count, failed)
            for each, failed in zip(messages, outcomes, strict=True)
        ]
    )


def _sent(messages: Sequence["PostMessage"], feeds: FeedSettings, indexnow: str) -> Sequence[str]:
    """Send messages. The owner names both hosts, and so vouches for them, wherever they lie."""
    from generator.net.post import post_all
    from generator.net.ssrf_guard import SsrfGuard

    allowed = [urlsplit(url).netloc for url in (feeds.hub, indexnow) if url]
    return post_all(messages, SsrfGuard(allowed), f"Broadsheet/{__version__}")


def build_messages(changes: Changes, feeds: FeedSettings, indexnow: str) -> Iterator["PostMessage"]:
    """Yield what is to be told of changes, to whom the settings name."""
    from generator.net.post import PostMessage

    live = (*changes.added, *changes.changed)
    if feeds.hub:
        for topics in _batches(_addresses(live, "feed"), TOPICS):
            fields = [("hub.mode", "publish"), *[("hub.url", topic) for topic in topics]]
            body = urlencode(fields).encode()
            yield PostMessage(feeds.hub, "application/x-www-form-urlencoded", body, "feeds", len(topics))
    if feeds.indexnow_key:
        for pages in _batches(_addresses((*live, *changes.removed), "page"), PAGES):
            body = _indexnow(changes.site, feeds.indexnow_key, pages)
            yield PostMessage(indexnow, "application/json; charset=utf-8", body, "pages", len(pages))


def _indexnow(site: str, key: str, pages: Sequence[str]) -> bytes:
    """Return a message of IndexNow. The key lies at the root of the site, and answers for what is below it."""
    return msgspec.json.encode(
        {"host": urlsplit(site).netloc, "key": key, "keyLocation": f"{site}{key}.txt", "urlList": list(pages)}
    )


def _addresses(changes: Sequence[Change], kind: str) -> list[str]:
    return sorted(change.address for change in changes if change.kind == kind)


def _batches(addresses: list[str], most: int) -> Iterator[list[str]]:
    return (addresses[start : start + most] for start in range(0, len(addresses), most))
