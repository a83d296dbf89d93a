"""``[fetch] lists``: OPML files and URLs whose feeds are sources, too. They are read at each fetch.

A URL is requested as often as a source. In between, and if it fails, its last answer is used.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from generator.base.digest import short
from generator.base.errors import SettingsError
from generator.base.text import make_slug
from generator.base.urls import canonical_url, domain_of_url
from generator.ingest.polling.collector import CollectOptions, request_sources
from generator.ingest.polling.source_answer import SourceRequest
from generator.ingest.source_lists import ListedFeed, parse_feed_list
from generator.model.collection import StoredList, StoredSources
from generator.model.ingest_sources import FetchSettings, Source, SourcesFile

_LONGEST_ID = 40
_SLACK = 300
_SHARED = (
    "every",
    "folder",
    "excerpt",
    "max_age",
    "first_items",
    "update",
    "pictures",
    "authors",
    "languages",
    "min_title",
    "unmatched",
)
"""Settings of ``[fetch]`` and ``[rules]`` that a source takes over."""


def add_listed_sources(file: SourcesFile, content: Path, store: StoredSources) -> SourcesFile:
    """Return the sources followed by those of all lists. A source that is already in the file is not added again.

    Raises :class:`SettingsError` for a list in a file that cannot be read.
    """
    sources = list(file.sources)
    urls = {canonical_url(source.url) for source in sources}
    for place in file.settings.lists:
        for feed in _read_list(content, place, store):
            if canonical_url(feed.url) not in urls:
                urls.add(canonical_url(feed.url))
                sources.append(_make_source(feed, file.settings))
    return replace(file, sources=tuple(sources))


def _read_list(content: Path, place: str, store: StoredSources) -> tuple[ListedFeed, ...]:
    if "://" in place:
        stored = store.lists.get(place)
        return parse_feed_list(stored.body, place).feeds if stored is not None and stored.body else ()
    try:
        return parse_feed_list((content / place).read_bytes(), place).feeds
    except OSError as error:
        message = f"[fetch] lists: cannot read {(content / place).as_posix()}: {error.strerror or error}"
        raise SettingsError(message, "Name an OPML file below the content folder, or a URL.") from None


def _make_source(feed: ListedFeed, settings: FetchSettings) -> Source:
    """Return the source of a feed. Its id is made from its URL, so other changes of the list do not affect it."""
    name = make_slug(domain_of_url(feed.url) or "source", _LONGEST_ID)
    shared = {name: getattr(settings, name) for name in _SHARED}
    id = f"{name}-{short(canonical_url(feed.url), 6)}"
    return Source(id=id, url=feed.url, site=feed.site, provider=feed.name[:100], topics=feed.topics, **shared)


def refresh_lists(
    file: SourcesFile, store: StoredSources, now: int, options: Callable[[], CollectOptions]
) -> Iterator[str]:
    """Request the lists that are due, and keep their answers in the store. Yield a message for each failure."""
    due = [place for place in file.settings.lists if "://" in place and _is_due(place, file, store, now)]
    jobs = [(Source(id="list", url=place), SourceRequest(place)) for place in due]
    answers = request_sources(options(), jobs).answers if jobs else {}
    for place in due:
        answer, before = answers.get(place), store.lists.get(place)
        body = before.body if before is not None else b""
        problem = answer.reason if answer is not None else "no answer"
        if answer is not None and answer.kind == "body":
            try:
                parse_feed_list(answer.body, place)
                body, problem = answer.body, ""
            except SettingsError as error:
                problem = str(error).removeprefix(f"{place}: ")
        store.lists[place] = StoredList(body, now)
        if problem:
            yield f"{place}: {problem}; using its last answer" if body else f"{place}: {problem}"


def _is_due(place: str, file: SourcesFile, store: StoredSources, now: int) -> bool:
    stored = store.lists.get(place)
    return stored is None or not stored.body or now - stored.asked >= file.settings.every - _SLACK
