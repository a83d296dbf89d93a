"""``add``: write a record for one page, from the metadata of the page."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator import __version__
from generator.base.errors import SettingsError
from generator.base.progress import Progress
from generator.base.setting_types import InvalidSetting, folder_path
from generator.base.toml_text import format_value
from generator.base.urls import canonical_url, clean_url, domain_of_url
from generator.base.user_agent import build_user_agent
from generator.commands.content_records import ContentRecords, read_content
from generator.commands.record_files import write_file
from generator.ingest.entries import build_entries
from generator.ingest.formats.feed_dates import parse_feed_date
from generator.ingest.formats.web_page import WebPage, parse_web_page
from generator.ingest.plain_text import clean_line
from generator.ingest.polling.collector import POLITE, CollectOptions, host_and_port, request_pages
from generator.ingest.record_paths import make_record_path
from generator.ingest.record_text import write_own_record
from generator.model.ingest import Entry, FetchedRecord, ParsedFeed, WireEntry, WireLink
from generator.model.ingest_sources import Source
from generator.model.item import Kind

DEFAULT_FOLDER = "_news"
MOST_TAGS = 8
_DEADLINE = 30.0
_HOST_AND_PATH = re.compile(r"(?!.*\.html?\Z)[^/.]+\.[^/]+/|[^/]+\.(?!html?\Z)[a-z]{2,}\Z", re.IGNORECASE)
"""A URL without its scheme. Without a folder, a name such as ``saved.html`` is that of a file."""

_NO_RECORDS = ("_data", "pages", "static")


class PageDraft(Struct, frozen=True):
    """A page to add. ``entry`` has its metadata. ``reason`` says why the page could not be read, "" if it was.

    If it could not be read, the title is a guess from the URL, and ``is_private`` tells whether ``private`` would help.
    """

    entry: Entry
    reason: str = ""
    is_private: bool = False


class AddedRecord(Struct, frozen=True):
    """A record that was written: the path of its file in the content folder, and its text."""

    path: str
    text: str


def read_page(
    content: Path, cache: Path, place: str, offline: bool, private: bool, url_of_file: str = ""
) -> PageDraft:
    """Read a page on the web, or one that was saved as a file, for :func:`add_record`.

    ``url_of_file`` is the URL of a saved page, "" to take it from the page. Raises :class:`SettingsError` if ``place``
    is neither a URL nor a file, or if the content folder already has a record of the page.
    """
    records = read_content(content, cache, Progress(), save=False)
    file = Path(place)
    if "://" not in place and file.is_file():
        page, reason, is_private = _parse_file(file, url_of_file), "", False
    elif url_of_file:
        raise SettingsError(
            f"--url: expected a saved page, found '{place}'", "Give a saved page, or leave out --url."
        )
    else:
        url = clean_url(place if "://" in place else f"https://{place}")
        if url is None or not ("://" in place or _HOST_AND_PATH.match(place)):
            raise SettingsError(
                f"'{place}': expected a URL or a file, found neither", "Write https://… in full."
            )
        _refuse_known(records, url)
        found, reason, is_private = (None, "--offline", False) if offline else _request(records, url, private)
        page = found or WebPage(url)
    entry = _entry(page, records.settings.site.language)
    _refuse_known(records, entry.url)
    return PageDraft(entry, reason, is_private)


def _parse_file(file: Path, given: str) -> WebPage:
    try:
        body = file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror or error}") from None
    url = clean_url(given or parse_web_page(body, {}, "").canonical)
    if url is None and given:
        raise SettingsError(f"--url: expected a URL, found '{given}'", "Write https://… in full.")
    if url is None:
        message = f"{file}: expected a saved page that names its URL, found none"
        hint = 'Give it with --url URL: the page has no <link rel="canonical"> and no og:url.'
        raise SettingsError(message, hint)
    page = parse_web_page(body, {}, url)
    return replace(page, canonical="") if given else page


def _request(records: ContentRecords, url: str, private: bool) -> tuple[WebPage | None, str, bool]:
    """Request a page. Return it, or the reason why it cannot be read, and whether ``private`` would help."""
    settings = records.settings
    options = CollectOptions(
        agent=build_user_agent(__version__, settings.site.base_url),
        now=int(datetime.now(UTC).timestamp()),
        deadline=_DEADLINE,
        allow_hosts=(*settings.images.allow_hosts, *([host_and_port(url)] if private else [])),
        limits=replace(POLITE, pause=0.0),
    )
    answer = request_pages(options, [url]).get(url)
    if answer is None or answer.kind != "body":
        is_private = answer is not None and answer.fault == "private"
        return None, answer.reason if answer else "no answer", is_private
    return parse_web_page(answer.body, answer.headers, answer.url), "", False


def _entry(page: WebPage, language: str) -> Entry:
    """Return a page as an entry. Its canonical URL is used if it is on the same host."""
    same = domain_of_url(page.canonical) == domain_of_url(page.final)
    wire = WireEntry(
        links=(WireLink(page.canonical if same and page.canonical else page.final, type="text/html"),),
        title=page.title or _guess_title(page.final),
        summary=page.description,
        summary_is_html=False,
        published=page.published,
        authors=page.authors,
        categories=page.tags[:MOST_TAGS],
        images=(page.image,) if page.image else (),
        language=page.language,
        base=page.final,
    )
    source = Source("", page.final, provider=page.site_name, type="" if page.kind == "article" else page.kind)
    entries, _ = build_entries(ParsedFeed(entries=(wire,)), source, language)
    if not entries:
        raise SettingsError("expected a URL without encrypted data, found some", "Look at the URL.")
    return entries[0]


def _guess_title(url: str) -> str:
    """Return the words of the last part of a URL.

    >>> _guess_title("https://a.example/2026/three-thousand-roofs.html")
    'Three thousand roofs'
    """
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    words = parts[-1].partition(".")[0].replace("-", " ").replace("_", " ").strip() if parts else ""
    return words[:1].upper() + words[1:] or domain_of_url(url)


def _refuse_known(records: ContentRecords, url: str) -> None:
    key = canonical_url(url)
    for item in records.items:
        if item.key == key:
            raise SettingsError(f"{url} is already in the content folder: {item.path}", "Edit that record.")


def describe_by_hand(entry: Entry, title: str, excerpt: str, provider: str, date: str) -> Entry:
    """Return an entry with the values that somebody typed. A date that cannot be parsed is ignored."""
    return replace(
        entry,
        title=clean_line(title) or entry.title,
        excerpt=clean_line(excerpt),
        provider=clean_line(provider) or entry.provider,
        published=parse_feed_date(date),
    )


def add_record(
    content: Path,
    entry: Entry,
    topics: Sequence[str] = (),
    kind: Kind | None = None,
    folder: str = DEFAULT_FOLDER,
    title: str = "",
) -> AddedRecord:
    """Write a record for an entry. ``title`` replaces the entry's. No fetch changes the record later.

    Raises :class:`SettingsError` for an invalid folder, or if the file cannot be written.
    """
    folder = _check_folder(folder)
    record = _make_record(entry, topics, kind, clean_line(title) or entry.title)
    taken = {file.relative_to(content).as_posix().casefold() for file in (content / folder).rglob("*.md")}
    path = make_record_path(folder, record.title, entry.published, entry.key, taken)
    text = write_own_record(record)
    try:
        write_file(content / path, text)
    except OSError as error:
        raise SettingsError(f"cannot write {content / path}: {error.strerror or error}") from error
    return AddedRecord(path, text)


def _make_record(entry: Entry, topics: Sequence[str], kind: Kind | None, title: str) -> FetchedRecord:
    return FetchedRecord(
        title=title,
        original_url=entry.url,
        source="",
        kind=kind or entry.kind,
        excerpt=entry.excerpt,
        published=entry.published,
        provider=entry.provider,
        domain=entry.domain,
        authors=entry.authors,
        topics=tuple(filter(None, map(clean_line, topics))),
        tags=entry.categories,
        images=entry.images,
        locale=entry.locale,
    )


def _check_folder(folder: str) -> str:
    try:
        name = folder_path(folder)
    except InvalidSetting as error:
        raise SettingsError(f"--folder: expected {error}, found {format_value(folder)}") from None
    if not name or name.partition("/")[0] in _NO_RECORDS:
        message = f"--folder: expected a folder for records, found {format_value(folder)}"
        raise SettingsError(message, f"Records are not in {', '.join(_NO_RECORDS)}.")
    return name
