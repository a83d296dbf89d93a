"""``sources add`` and ``sources import``: find feeds, and append blocks to ``sources.toml``."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator import __version__
from generator.base.errors import SettingsError
from generator.base.toml_text import read_toml_text
from generator.base.urls import canonical_url, clean_url
from generator.base.user_agent import build_user_agent
from generator.commands.record_files import write_file
from generator.ingest.parser_worker import ParseJob, parse_bodies
from generator.ingest.plain_text import clean_line
from generator.ingest.polling.collector import CollectOptions, request_sources
from generator.ingest.polling.source_answer import SourceAnswer, SourceRequest
from generator.ingest.source_edits import NewSource, add_sources, allow_private, make_source_id
from generator.ingest.source_lists import parse_feed_list
from generator.ingest.sources_file import FILE, load_sources, parse_sources
from generator.model.ingest import ParsedFeed, WireLink
from generator.model.ingest_sources import Source, SourcesFile
from generator.model.options import BuildOptions
from generator.net.ssrf_guard import is_private_host
from generator.pipeline.context import load_context

_NEWEST = 5
_DEADLINE = 60.0
_FEED_HINT = "Look for a link named RSS or Feed on the page, and give its URL."


class FoundFeed(Struct, frozen=True):
    """A feed found by ``sources add``: its format, title and newest entries, and other feeds of the page."""

    url: str
    format: str
    title: str
    newest: tuple[str, ...]
    others: tuple[WireLink, ...] = ()


class AddedSources(Struct, frozen=True):
    """Sources that were added, URLs that were there already, and descriptions of what could not be imported.

    ``opened`` are ids of known sources that got ``allow_private``; ``closed`` are URLs in a private network without it.
    """

    added: tuple[NewSource, ...]
    known: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


def add_source(
    content: Path, cache: Path, url: str, private: bool = False, topics: Sequence[str] = ()
) -> tuple[FoundFeed, AddedSources]:
    """Append the feed at a URL, or the feed of the page there. Raises :class:`SettingsError` if there is none."""
    address = clean_url(url if "://" in url else f"https://{url}")
    if address is None:
        raise SettingsError(f"'{url}': expected the URL of a page or a feed", "Write https://… in full.")
    found = find_feed(content, cache, address, private)
    feed = NewSource(
        id="",
        url=found.url,
        provider=found.title,
        topics=tuple(topics),
        kind="sitemap" if found.format == "sitemap" else "",
        allow_private=private,
    )
    return found, _append(content, [feed], ())


def find_feed(content: Path, cache: Path, url: str, private: bool) -> FoundFeed:
    """Return the feed at a URL, or the first feed of the page there that is not a comments feed."""
    answer, feed = _request(content, cache, url, private)
    others: tuple[WireLink, ...] = ()
    if not feed.is_feed() and feed.feeds:
        others = feed.feeds
        chosen = next((each.url for each in others if not is_comments_feed(each)), "")
        if chosen:
            answer, feed = _request(content, cache, chosen, private)
    if not feed.is_feed():
        raise SettingsError(f"{url}: expected a feed or a page that names one, found none", _FEED_HINT)
    newest = tuple(clean_line(each.title, each.title_is_html, 100) for each in feed.entries[:_NEWEST])
    title = clean_line(feed.title, limit=100)
    return FoundFeed(answer.moved or answer.url, feed.format, title, newest, others)


def is_comments_feed(link: WireLink) -> bool:
    """Return whether a feed has comments instead of articles, by its title or its URL."""
    text = f"{link.title} {link.url}".casefold()
    return "comment" in text or "kommentar" in text or "replies" in text


def _request(content: Path, cache: Path, url: str, private: bool) -> tuple[SourceAnswer, ParsedFeed]:
    context = load_context(BuildOptions(content, Path("output"), cache))
    contact = load_sources(content).settings.contact or context.settings.site.base_url
    options = CollectOptions(
        agent=build_user_agent(__version__, contact),
        now=int(datetime.now(UTC).timestamp()),
        deadline=_DEADLINE,
        allow_hosts=context.settings.images.allow_hosts,
    )
    source = Source(id="new", url=url, allow_private=private)
    answer = request_sources(options, [(source, SourceRequest(url))]).answers.get(url)
    if answer is None or answer.kind != "body":
        hint = "Add --private if it is in your own network." if answer and answer.fault == "private" else ""
        raise SettingsError(f"{url}: {answer.reason if answer else 'no answer'}", hint)
    for _, feed in parse_bodies([ParseJob(answer.body, answer.url, answer.headers)], 1):
        if isinstance(feed, ParsedFeed):
            return answer, feed
    raise SettingsError(f"{url}: the body cannot be parsed")


def import_sources(content: Path, cache: Path, place: str, private: bool = False) -> AddedSources:
    """Append the feeds of a list that are not in the file yet. ``place`` is a file or a URL.

    With ``private``, feeds in a private network are allowed, including those of known sources.
    """
    if "://" in place:
        answer, _ = _request(content, cache, place, private)
        body = answer.body
    else:
        body = _read(Path(place))
    found = parse_feed_list(body, place)
    inside = {feed.url for feed in found.feeds if is_private_host(urlsplit(feed.url).hostname or "")}
    feeds = [
        NewSource(
            id="",
            url=feed.url,
            provider=feed.name[:100],
            topics=feed.topics,
            allow_private=private and feed.url in inside,
            site=feed.site,
        )
        for feed in found.feeds
    ]
    return _append(content, feeds, found.left, inside)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror or error}") from None


def _append(
    content: Path, feeds: Sequence[NewSource], left: Sequence[str], inside: Collection[str] = ()
) -> AddedSources:
    """Append blocks for the feeds with new URLs. ``inside`` are the URLs in a private network."""
    file = load_sources(content)
    added = _new_sources(file, feeds)
    known = {canonical_url(source.url): source for source in file.sources}
    twins = [(feed, known[canonical_url(feed.url)]) for feed in feeds if canonical_url(feed.url) in known]
    opened = [twin.id for feed, twin in twins if feed.allow_private and not twin.allow_private]
    allowed = [(feed.url, feed.allow_private) for feed in added]
    allowed += [(feed.url, feed.allow_private or twin.allow_private) for feed, twin in twins]
    closed = [url for url, is_allowed in allowed if url in inside and not is_allowed]
    before = text = read_toml_text(content / FILE)
    for id in opened:
        text = allow_private(text, id)
    text = add_sources(text, added)
    parse_sources(text, FILE)  # raises before an invalid file is written
    if text != before:
        write_file(content / FILE, text)
    return AddedSources(
        tuple(added), tuple([feed.url for feed, _ in twins]), tuple(left), tuple(opened), tuple(closed)
    )


def _new_sources(file: SourcesFile, feeds: Sequence[NewSource]) -> list[NewSource]:
    """Return the feeds whose URLs are not in the file, each with a unique id."""
    ids = {source.id for source in file.sources}
    urls = {canonical_url(source.url) for source in file.sources}
    added: list[NewSource] = []
    for feed in feeds:
        if canonical_url(feed.url) in urls:
            continue
        urls.add(canonical_url(feed.url))
        id = make_source_id(feed.provider, feed.url, ids)
        ids.add(id)
        added.append(replace(feed, id=id))
    return added
