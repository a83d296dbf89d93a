"""Follow links of a feed: sitemaps of an index, pages of a sitemap, older entries, pages with an image.

The owner did not list these URLs. So pages are requested only if robots.txt allows it, and nothing in a private network
is requested, except further documents of a private source itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator.base.urls import canonical_url
from generator.ingest.entry_images import choose_images
from generator.ingest.formats.web_page import WebPage, page_entry, parse_web_page
from generator.ingest.identity import KnownIndex, loose_key
from generator.ingest.parser_worker import ParseJob, parse_bodies
from generator.ingest.polling.collector import CollectOptions, request_pages, request_sources
from generator.ingest.polling.source_answer import SourceAnswer, SourceRequest
from generator.ingest.sitemap_pages import choose_pages, remember
from generator.model.ingest import NewRecord, ParsedFeed, RecordChange, SourceChanges, WireEntry
from generator.model.ingest_sources import Source

_MOST_SITEMAPS = 5
"""Maximum number of sitemaps of an index that are read, most recently changed first."""

_MOST_ARCHIVES = 50
"""Maximum number of documents with older entries that are read for one feed."""


class Pointer(Struct, frozen=True):
    """A source and its feed with links to follow. ``secrets`` are only sent to the host of the source."""

    source: Source
    feed: ParsedFeed
    secrets: Mapping[str, str] = {}


def read_index(options: CollectOptions, pointer: Pointer) -> ParsedFeed:
    """Return one sitemap with the contents of the newest sitemaps of an index."""
    newest = sorted(pointer.feed.pages, key=lambda page: page[1], reverse=True)[:_MOST_SITEMAPS]
    found = [feed for url, _ in newest if (feed := _request_feed(options, pointer, url)) is not None]
    return replace(
        pointer.feed,
        is_index=False,
        entries=tuple([entry for feed in found for entry in feed.entries]),
        pages=tuple([page for feed in found if not feed.is_index for page in feed.pages]),
    )


def _request_feed(options: CollectOptions, pointer: Pointer, url: str) -> ParsedFeed | None:
    source = pointer.source
    is_own = _origin(url) == _origin(source.url)
    asked = Source(id=source.id, url=url, allow_private=source.allow_private and is_own)
    request = SourceRequest(url, secrets=pointer.secrets if is_own else {})
    answer = request_sources(options, [(asked, request)]).answers.get(url)
    if answer is None or answer.kind != "body":
        return None
    job = ParseJob(answer.body, answer.url, answer.headers, source.kind)
    return next((feed for _, feed in parse_bodies([job], 1) if isinstance(feed, ParsedFeed)), None)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def read_archives(
    options: CollectOptions, pointer: Pointer, count: int, pause: Callable[[float], None]
) -> ParsedFeed:
    """Return a feed with older entries after its own, up to ``count`` in all. Requests are two seconds apart."""
    feed, seen = pointer.feed, {pointer.source.url}
    entries, url = list(feed.entries), feed.next_url
    while url and url not in seen and len(entries) < count and len(seen) <= _MOST_ARCHIVES:
        seen.add(url)
        pause(2 * options.limits.pause)
        older = _request_feed(options, pointer, url)
        if older is None or not older.entries:
            break
        entries += older.entries
        url = older.next_url
    return replace(feed, entries=tuple(entries[:count]))


class SitemapVisit(Struct, frozen=True):
    """A sitemap with its new pages as entries, and what to store about it. ``waiting``: some pages are left."""

    feed: ParsedFeed
    pages: bytes
    waiting: bool


def read_sitemap_pages(
    options: CollectOptions,
    pointer: Pointer,
    seen: bytes,
    index: KnownIndex,
    newest: datetime | None,
    now: datetime,
) -> SitemapVisit:
    """Request the new pages of a plain sitemap. ``newest`` is the date of the newest record of its source."""
    source, feed = pointer.source, pointer.feed
    known = {loose_key(record.key) for record in index.by_source.get(source.id, [])}
    oldest = now - timedelta(days=source.max_age) if source.max_age else None
    since = max(filter(None, (oldest, newest)), default=None)
    choice = choose_pages(
        feed.pages, seen, lambda url: loose_key(canonical_url(url)) in known, since, source.first_items
    )
    answers = request_pages(options, choice.ask)
    failed = [url for url in choice.ask if not _is_final(answers.get(url))]
    entries = [entry for url in choice.ask if (entry := _entry_of(answers.get(url), url)) is not None]
    left = {*choice.wait, *failed}
    return SitemapVisit(
        replace(feed, entries=tuple(entries), found=len(entries)), remember(feed.pages, left), bool(left)
    )


def _is_final(answer: SourceAnswer | None) -> bool:
    """Return whether a page answered, or failed in a way that a retry would not change."""
    return answer is not None and (answer.kind == "body" or answer.fault != "down")


def _entry_of(answer: SourceAnswer | None, url: str) -> WireEntry | None:
    page = _page_of(answer)
    return page_entry(page, url) if page is not None else None


def _page_of(answer: SourceAnswer | None) -> WebPage | None:
    if answer is None or answer.kind != "body" or "html" not in answer.headers.get("content-type", "html"):
        return None
    return parse_web_page(answer.body, answer.headers, answer.url)


def add_page_images(
    options: CollectOptions, changes: Sequence[SourceChanges], sources: Mapping[str, Source]
) -> list[SourceChanges]:
    """Return changes in which new records without an image have the image of their page (``pictures = "page"``)."""
    wanted = [
        change.record.original_url
        for each in changes
        if sources[each.source].pictures == "page"
        for change in each.changes
        if isinstance(change, NewRecord) and not change.record.images
    ]
    answers = request_pages(options, wanted)
    return [
        replace(each, changes=tuple([_with_image(change, answers) for change in each.changes]))
        if sources[each.source].pictures == "page"
        else each
        for each in changes
    ]


def _with_image(change: RecordChange, answers: Mapping[str, SourceAnswer]) -> RecordChange:
    if not isinstance(change, NewRecord) or change.record.images:
        return change
    page = _page_of(answers.get(change.record.original_url))
    if page is None or page.image is None or "noindex" in page.forbidden:
        return change
    images = choose_images(WireEntry(images=(page.image,), base=page.final))
    return replace(change, record=replace(change.record, images=images))
