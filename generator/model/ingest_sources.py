"""The settings of ``sources.toml``: how sources are asked, the rules for their entries, and the sources themselves."""

from typing import Literal

from msgspec import Struct

from generator.model.item import Kind

SourceKind = Literal["feed", "sitemap", "h-feed"]
UpdatePolicy = Literal["edits", "never"]
ImagePolicy = Literal["feed", "page", "off"]
RuleField = Literal["title", "text", "url", "author", "category", "any"]


class EntryRule(Struct, frozen=True, gc=False):
    """One rule. ``written`` is the rule as in the file; ``pattern`` a regular expression, or ``phrase`` whole words."""

    written: str
    field: RuleField
    phrase: str = ""
    pattern: str = ""


class RuleSet(Struct, frozen=True):
    """Rules in their order, for one source or for all."""

    drop: tuple[EntryRule, ...] = ()
    keep: tuple[EntryRule, ...] = ()


class FetchSettings(Struct, frozen=True):
    """The ``[fetch]`` and ``[rules]`` settings for all sources. ``every`` is in seconds, ``max_age`` in days."""

    every: int = 3600
    folder: str = "_news"
    excerpt: int = 300
    max_age: int = 30
    first_items: int = 10
    update: UpdatePolicy = "edits"
    pictures: ImagePolicy = "feed"
    authors: bool = True
    contact: str = ""
    lists: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_title: int = 2
    unmatched: Literal["keep", "drop"] = "keep"


class Source(Struct, frozen=True):
    """One source, with every setting that it does not have itself taken from ``[fetch]`` and ``[rules]``.

    ``site`` is the page that belongs to the feed, ``name`` is what lists of sources call it, ``provider`` the name in
    records; these two default to the feed's title.
    ``headers`` are ``(name, environment variable)``: values are read when a request is made and never stored.
    ``categories`` map a feed category (case folded) to a topic; "" drops the entry. ``line`` is the line in the file.
    """

    id: str
    url: str
    site: str = ""
    name: str = ""
    provider: str = ""
    topics: tuple[str, ...] = ()
    quality: int | None = None
    kind: SourceKind = "feed"
    type: Kind | Literal[""] = ""
    rules: RuleSet = RuleSet()
    categories: tuple[tuple[str, str], ...] = ()
    paused: bool = False
    every: int = 3600
    folder: str = "_news"
    excerpt: int = 300
    max_age: int = 30
    first_items: int = 10
    update: UpdatePolicy = "edits"
    pictures: ImagePolicy = "feed"
    authors: bool = True
    locale: str = ""
    published: bool | None = None
    languages: tuple[str, ...] = ()
    min_title: int = 2
    unmatched: Literal["keep", "drop"] = "keep"
    allow_provider: bool = False
    allow_private: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    line: int = 0


class SourcesFile(Struct, frozen=True):
    """A whole ``sources.toml``. Sources are in the order of the file."""

    settings: FetchSettings = FetchSettings()
    rules: RuleSet = RuleSet()
    sources: tuple[Source, ...] = ()
