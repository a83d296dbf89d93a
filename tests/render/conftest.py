"""Values that the tests of rendering share: a theme, a site, and every kind of output, filled to the last field."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from generator.model.custom_table import CustomTable
from generator.model.messages import ENGLISH
from generator.model.output import Feed, LetterIcon, Opml, Output, Page, Sitemap, SitemapUrl, Text
from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedSourceView, FeedView, OutlineView
from generator.model.views.pages import (
    ArchivePage,
    DisambiguationPage,
    HomePage,
    IndexPage,
    ItemPage,
    ListPage,
    MonthPage,
    NotFoundPage,
    PageView,
    RedirectPage,
    SearchPage,
    SourcesPage,
    StandalonePage,
    StatisticsPage,
    StoryPage,
    SubscribePage,
    YearPage,
)
from generator.model.views.parts import SiteView
from generator.render.html.theme import Theme, load_theme

SHIPPED = Path(__file__).parents[2] / "templates"

LISTS = (
    "earlier",
    "topic",
    "provider",
    "kind",
    "term",
    "collections",
    "people",
    "communities",
    "day",
    "undated",
)

TEMPLATES: dict[str, type[PageView]] = {
    **dict.fromkeys(LISTS, ListPage),
    "home": HomePage,
    **dict.fromkeys(("topics", "providers", "kinds", "terms"), IndexPage),
    "archive": ArchivePage,
    "year": YearPage,
    "sources": SourcesPage,
    "statistics": StatisticsPage,
    "item": ItemPage,
    "month": MonthPage,
    "feeds": SubscribePage,
    "404": NotFoundPage,
    "search": SearchPage,
    "redirect": RedirectPage,
    "disambiguation": DisambiguationPage,
    "story": StoryPage,
    "page": StandalonePage,
}
"""Every page template of a theme, and what it is given."""


def filled(kind: Any, text: str, **given: Any) -> Any:
    """Make a value of a type with every field set: texts to ``text``, tuples to one element, the rest to a value."""
    if kind is str:
        return text
    if get_origin(kind) is UnionType:
        return filled(get_args(kind)[0], text)
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        return (filled(kinds[0], text),) if kinds[1:] == (...,) else tuple(filled(one, text) for one in kinds)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        rest = {name: filled(hints[name], text) for name in kind.__struct_fields__ if name not in given}
        return kind(**rest, **given)
    if kind is CustomTable:
        return CustomTable.of({"text": text, "list": [text]})
    return {int: 3, bool: True, float: 1.5, datetime: datetime(2021, 12, 15, 10, tzinfo=UTC)}[kind]


def full_page(name: str, text: str) -> Page:
    """Return a page with every field set; only ``body``, which is HTML by contract, is not ``text``."""
    kind = TEMPLATES[name]
    given = {"body": "<p>Clean.</p>"} if kind in (ItemPage, StandalonePage) else {}
    return Page(f"{name}/index.html", f"pages/{name}.html", filled(kind, text, **given))


def entry(number: int = 1, **given: Any) -> FeedEntryView:
    """Return an entry of a feed."""
    fields: dict[str, Any] = {
        "id": f"tag:feed.example,2026:item/{number}",
        "title": f"Title {number}",
        "link": f"https://source.example/{number}?a=1&b=2",
        "other": f"https://feed.example/2021/12/{number}/",
        "published": datetime(2021, 12, 1 + number % 28, 10, tzinfo=UTC),
        "updated": datetime(2021, 12, 2 + number % 27, 11, tzinfo=UTC),
        "summary": "AT&T < you",
        "content": '<p>Fish &amp; chips at <a href="https://source.example/">the pier</a></p>',
        "source": FeedSourceView(
            "Harbour Review",
            "https://feed.example/providers/harbour.example/",
            "tag:feed.example,2026:site/feed/providers/harbour.example/",
            "https://feed.example/providers/harbour.example/feed.rss",
        ),
        "authors": ("Ada Moreau", "Jon Field"),
        "categories": ("AI", "Machine Learning"),
        "picture": EnclosureView("https://source.example/1.jpg", "image/jpeg", 800, 450, "A pier"),
    }
    return FeedEntryView(**fields | given)


def feed(*entries: FeedEntryView, **given: Any) -> FeedView:
    """Return a feed."""
    fields: dict[str, Any] = {
        "id": "tag:feed.example,2026:feed/",
        "title": "Every Day",
        "subtitle": "News of the pier",
        "link": "https://feed.example/",
        "url": "https://feed.example/feed",
        "language": "en",
        "author": "The Editors",
        "updated": datetime(2021, 12, 28, 11, tzinfo=UTC),
        "generator": "Broadsheet",
        "entries": entries,
    }
    return FeedView(**fields | given)


def every_output(text: str = "Some text") -> list[Output]:
    """Return one output for every template and format."""
    view = feed(*[entry(number) for number in range(1, 12)])
    urls = (
        SitemapUrl("https://feed.example/?a=1&b=2", "2021-12-15"),
        SitemapUrl("https://feed.example/", ""),
    )
    return [
        *[full_page(name, text) for name in TEMPLATES],
        Feed("feed.rss", "rss", view),
        Feed("feed.atom", "atom", view),
        Feed("feed.json", "json", view),
        Opml(
            "feeds.opml",
            text,
            text,
            (OutlineView(text), OutlineView(text, "https://feed.example/feed", "", 1)),
        ),
        Sitemap("sitemap.xml", True, urls),
        Sitemap("sitemap-1.xml", False, urls),
        Text("robots.txt", "User-agent: *\n"),
        LetterIcon("favicon.ico", "ico", text, "#8c2f1b", "#fdfcf9", 32),
    ]


def full_site(text: str = "Every Day") -> SiteView:
    """Return a site with every field set."""
    site: SiteView = filled(SiteView, text, words=ENGLISH)
    return site


@pytest.fixture(scope="session")
def samples() -> SimpleNamespace:
    """The makers of values above, for tests in other files."""
    return SimpleNamespace(
        filled=filled, page=full_page, site=full_site, entry=entry, feed=feed, every_output=every_output
    )


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The shipped theme."""
    return load_theme([SHIPPED])


@pytest.fixture
def write_theme(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder of templates: ``write_theme("own", {"pages/item.html": "…"})``."""

    def write(folder: str, files: dict[str, str]) -> Path:
        for name, text in files.items():
            file = tmp_path / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path / folder

    return write
