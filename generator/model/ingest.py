"""Values of collecting: feeds as parsed, entries, the records known, and the changes that a fetch makes.

``ParsedFeed`` is the wire form: texts as the feed has them. ``Entry`` is typed, repaired and canonical.
``FetchedRecord`` has the fields of a record in the order in which they are written.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from generator.model.ingest_sources import Source
from generator.model.item import Kind

BodyFormat = Literal["rss", "rdf", "atom", "json", "sitemap", "h-feed", ""]
"""The format of a body, as its content shows. "" is none of these."""


class WireLink(Struct, frozen=True, gc=False):
    """A link of an entry: absolute if the feed says against what it is relative. ``duration`` is as the feed has it."""

    url: str
    rel: str = "alternate"
    type: str = ""
    length: int = 0
    title: str = ""
    duration: str = ""


class WireImage(Struct, frozen=True, gc=False):
    """An image that a feed names for an entry. Sizes are in pixels, 0 if unknown."""

    url: str
    width: int = 0
    height: int = 0
    title: str = ""


class WireEntry(Struct, frozen=True, gc=False):
    """One entry as its feed has it.

    ``title``, ``summary`` and ``content`` are HTML if the feed says or implies so (``*_is_html``), else plain text.
    Dates are ISO 8601 in UTC where the parser could read them, else the text of the feed.
    """

    id: str = ""
    id_is_url: bool = False
    links: tuple[WireLink, ...] = ()
    original_url: str = ""
    title: str = ""
    title_is_html: bool = False
    summary: str = ""
    summary_is_html: bool = True
    content: str = ""
    content_is_html: bool = True
    published: str = ""
    updated: str = ""
    created: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    images: tuple[WireImage, ...] = ()
    enclosures: tuple[WireLink, ...] = ()
    language: str = ""
    base: str = ""
    source_title: str = ""
    source_url: str = ""


class Tombstone(Struct, frozen=True, gc=False):
    """A deleted entry (RFC 6721): its id and the URL it had, "" if unknown."""

    id: str
    url: str = ""


class VisitHints(Struct, frozen=True, gc=False):
    """What a feed says about how often to ask: ``minutes`` between visits (0: nothing), hours (UTC) and days to skip
    (0 is Monday).
    """

    minutes: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


class ParsedFeed(Struct, frozen=True, gc=False):
    """A body after parsing. ``format`` "" means that it is no feed; ``problem`` says why, or what was not well-formed.

    ``found`` counts the entries of the body, of which at most 1,000 are in ``entries``. ``pages`` are the URLs of a
    sitemap without news, or sitemaps of a sitemap index (``is_index``). ``feeds`` are the feeds that a page names.
    """

    format: BodyFormat = ""
    title: str = ""
    url: str = ""
    language: str = ""
    base: str = ""
    entries: tuple[WireEntry, ...] = ()
    found: int = 0
    tombstones: tuple[Tombstone, ...] = ()
    hints: VisitHints = VisitHints()
    next_url: str = ""
    problem: str = ""
    is_html: bool = False
    is_index: bool = False
    pages: tuple[tuple[str, str], ...] = ()
    feeds: tuple[WireLink, ...] = ()

    def is_feed(self) -> bool:
        """Return whether the body is a feed, a sitemap or a page with entries."""
        return self.format != ""


class EntryImage(Struct, frozen=True, gc=False):
    """An image for a record: an absolute URL, and what is known about it."""

    url: str
    width: int | None = None
    height: int | None = None
    title: str = ""


class Enclosure(Struct, frozen=True, gc=False):
    """A file to play or download, written as an action of the record, and how many seconds it plays, 0 if unknown."""

    url: str
    type: str = ""
    title: str = ""
    seconds: int = 0


class Entry(Struct, frozen=True, gc=False):
    """One entry of a source: typed, repaired, canonical. Texts are plain.

    ``key`` is the canonical URL, ``anchor`` the fragment that it lacks; ``guid`` is "" if it says no more than the URL.
    ``position`` counts from 0 in the body. ``published`` is what the feed says, however late;
    :mod:`generator.ingest.changes` decides what counts. ``bad_date`` is a date that cannot be read, or be true.
    """

    source: str
    position: int
    url: str
    key: str
    title: str
    guid: str = ""
    anchor: str = ""
    excerpt: str = ""
    published: datetime | None = None
    bad_date: str = ""
    updated: datetime | None = None
    kind: Kind = "article"
    provider: str = ""
    domain: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    images: tuple[EntryImage, ...] = ()
    enclosure: Enclosure | None = None
    locale: str = ""
    language: str = ""


class SkippedEntry(Struct, frozen=True, gc=False):
    """An entry that cannot become a record, and why (no address, no title)."""

    position: int
    title: str
    reason: str


class RuleDecision(Struct, frozen=True, gc=False):
    """What the rules say about an entry. ``rule`` is as written in sources.toml, ``scope`` names the list it is in
    (``[rules] drop``, ``keep of hedgerow``), ``field`` and ``found`` what it met.
    """

    kept: bool
    scope: str = ""
    rule: str = ""
    field: str = ""
    found: str = ""


class TopicMatch(Struct, frozen=True, gc=False):
    """A topic of an entry and what gave it: ``source``, ``category: X`` or the phrase that was met."""

    topic: str
    reason: str


class TopicDecision(Struct, frozen=True, gc=False):
    """The topics of an entry in order, its tags, and whether it is dropped (``reason`` says why)."""

    matches: tuple[TopicMatch, ...] = ()
    tags: tuple[str, ...] = ()
    dropped: bool = False
    reason: str = ""


class FetchedRecord(Struct, frozen=True, gc=False):
    """The fields of a record that a source gives, in the order of the file."""

    title: str
    original_url: str
    source: str
    kind: Kind = "article"
    excerpt: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    provider: str = ""
    domain: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[EntryImage, ...] = ()
    enclosure: Enclosure | None = None
    locale: str = ""
    quality: int | None = None
    promoted: bool | None = None
    guid: str = ""


class KnownRecord(Struct, frozen=True, gc=False):
    """A record of the content folder, whoever wrote it, as far as identity and updates need it.

    ``source`` is "" for records that no fetch wrote. ``fetched`` is the field of that name.
    """

    path: str
    key: str
    url: str = ""
    source: str = ""
    guid: str = ""
    title: str = ""
    excerpt: str = ""
    image: str = ""
    published: datetime | None = None
    withdrawn: bool = False
    fetched: str = ""
    provider: str = ""
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class NewRecord(Struct, frozen=True, gc=False):
    """Write a new file."""

    path: str
    record: FetchedRecord


class RecordUpdate(Struct, frozen=True, gc=False):
    """Change title, excerpt or image of a file that nobody edited, or add its missing date (``published``).

    ``None`` leaves a field as it is.
    """

    path: str
    source: str
    title: str | None = None
    excerpt: str | None = None
    images: tuple[EntryImage, ...] | None = None
    updated: datetime | None = None
    published: datetime | None = None


class Withdrawal(Struct, frozen=True, gc=False):
    """Withdraw a record, because its feed says that the entry was deleted."""

    path: str
    source: str


RecordChange = NewRecord | RecordUpdate | Withdrawal

Verdict = Literal[
    "new",
    "updated",
    "kept",
    "known",
    "elsewhere",
    "moved",
    "renamed",
    "repeated",
    "held",
    "old",
    "dropped",
    "withdrawn",
]
"""What becomes of an entry. ``kept``: it changed, but somebody edited its record; ``elsewhere``: already here from
another source; ``moved``: known, at a new address; ``renamed``: known by its title; ``repeated``: its URL is that of
another entry; ``old``: beyond ``max_age`` or ``first_items``.
"""


class EntryVerdict(Struct, frozen=True, gc=False):
    """What becomes of one entry, and why, in words."""

    entry: Entry
    verdict: Verdict
    reason: str = ""
    path: str = ""


class Candidate(Struct, frozen=True, gc=False):
    """An entry that passed the rules, and the topics and tags that it would get as a record."""

    entry: Entry
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class SourceVisit(Struct, frozen=True):
    """A source that answered: its candidates in the order of the body, and what the rules dropped or nobody can use.

    ``met`` are the rules that decided, as ``(scope, rule)``.
    """

    source: Source
    candidates: tuple[Candidate, ...]
    dropped: tuple[tuple[Entry, RuleDecision], ...] = ()
    skipped: tuple[SkippedEntry, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    met: frozenset[tuple[str, str]] = frozenset()


class SourceChanges(Struct, frozen=True):
    """The outcome for one source. ``renamed_itself`` tells that the guard of §7 stopped a flood."""

    source: str
    changes: tuple[RecordChange, ...] = ()
    verdicts: tuple[EntryVerdict, ...] = ()
    renamed_itself: bool = False
