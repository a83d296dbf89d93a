"""Search: what is found of every item, and the page to search from. How an index is made of it is not said here."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.output import Page
from generator.model.views.pages import SearchPage
from generator.model.views.parts import HeadView
from generator.model.views.search import SearchEntry
from generator.plan.context import SiteContext
from generator.plan.i18n.dates import format_iso
from generator.plan.pages.cards import build_card
from generator.plan.theme.navigation import section_links
from generator.plan.urls import output_file

PLACE = "search/"

BUNDLE = f"{PLACE}pagefind/"
"""Where the files of the index stand."""

SCRIPT = "search.js"
"""The static file of the theme that searches; without an index it is not published."""

CONTENT_LIMIT = 10_000
"""Characters of an item's text that are searched: what is found in a long letter further down is hardly meant."""

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s+")


def is_searchable(context: SiteContext) -> bool:
    """Tell whether a site is to be searched, if it can be."""
    search = context.settings.search
    return search.enabled and 0 < len(context.catalogue.items) <= search.limit


def search_entries(context: SiteContext) -> Iterator[SearchEntry]:
    """Yield every item as it is found, in the catalogue's order."""
    for row, item in enumerate(context.catalogue.items):
        yield _entry(context, row, item)


def _entry(context: SiteContext, row: Row, item: Item) -> SearchEntry:
    card = build_card(context, row)
    names = [link.title for link in card.topics]
    provider = (card.provider.name,) if card.provider else ()
    authors = item.source.authors if item.source else ()
    return SearchEntry(
        url=f"{card.url}#{_shown(context, row)}",
        title=item.title,
        about=", ".join(dict.fromkeys([*names, *provider, *authors, *item.tags])),
        content=_content(item),
        filters=tuple(_filters(context, row, item)),
        date=format_iso(item.published) if item.published else "",
    )


def _shown(context: SiteContext, row: Row) -> str:
    """Return what a result shows beside its text, as the query of an address: date and picture.

    Pagefind would search all that it is told of an item but the address, and find every item for “webp”.
    """
    card = build_card(context, row)
    picture = card.picture
    told = {
        "date": card.date.iso if card.date else "",
        "day": card.date.text if card.date else "",
        "picture": picture.small or picture.url if picture else "",
        "width": str(picture.width or "") if picture else "",
        "height": str(picture.height or "") if picture else "",
    }
    return "&".join(f"{name}={quote(value, safe='/:')}" for name, value in told.items() if value)


def _content(item: Item) -> str:
    """Return the text of an item without markup, cut at a word; where it has no word, its title, or its key.

    Pagefind leaves out what has no content, whatever title it has, and makes no index where nothing is left.
    """
    text = _plain(f"{item.excerpt} {unescape(_TAG.sub(' ', item.body))}")
    text = next((each for each in (text, item.title) if _WORD.search(each)), item.key)
    if len(text) <= CONTENT_LIMIT:
        return text
    return text[:CONTENT_LIMIT].rpartition(" ")[0]


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _filters(context: SiteContext, row: Row, item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what an item can be chosen by, for people to read."""
    card = build_card(context, row)
    own = context.catalogue.topics_of[row]
    topics = dict.fromkeys([name for slug in own for name in _upward(context, slug)])
    if topics:
        yield "topic", tuple(topics)
    if card.provider:
        yield "provider", (card.provider.name,)
    yield "type", (card.kind_label,)
    if item.published:
        yield "year", (context.catalogue.slugs[row][:4],)


def _upward(context: SiteContext, slug: str) -> Iterator[str]:
    """Yield the names of a topic and of all above it: who chooses a topic means what is below it, too."""
    while slug:
        topic = context.topics[slug]
        yield topic.name
        slug = topic.parent


def search_page(context: SiteContext, script: str) -> Page:
    """Return the page to search from. ``script`` is the place of the file that searches."""
    link, site, words = context.addresses.link, context.settings.site.title, context.words
    view = SearchPage(
        head=HeadView(
            title=words.title_of.format(title=words.search, site=site),
            description=words.search_summary.format(site=site),
            canonical=context.addresses.absolute(PLACE),
            robots="noindex",
            policy=context.policy(search=True),
        ),
        heading=words.search,
        crumbs=(context.home_link,),
        index_url=link(BUNDLE),
        script_url=link(script),
        ways=section_links(context),
    )
    return Page(output_file(PLACE), "pages/search.html", view)
