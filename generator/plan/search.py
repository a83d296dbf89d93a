"""Search entries of items, and the search page. Render turns the entries into an index."""

import re
from collections.abc import Iterator
from html import unescape

from generator.base.words import search_pairs
from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.output import Page
from generator.model.own_content import OwnPage
from generator.model.views.pages import SearchPage
from generator.model.views.parts import HeadView
from generator.model.views.search import SearchBlock, SearchEntry, SearchResult
from generator.plan.context import SiteContext
from generator.plan.pages.cards import build_card, topic_links
from generator.plan.search_blocks import cut_blocks
from generator.plan.signatures import Signatures
from generator.plan.taxonomies import TAXONOMIES
from generator.plan.theme.navigation import section_links
from generator.plan.urls import output_file

PLACE = "search/"

BUNDLE = f"{PLACE}pagefind/"
"""Folder of the index: the scripts, and a folder for each block."""

MANIFEST = f"{BUNDLE}blocks.json"
"""The list of all blocks. It is published after them."""

UNDATED = "undated"
"""The name of the block of undated items and pages of the owner."""

SCRIPT = "search.js"
"""Static file of the theme that searches. It is not published without an index."""

CONTENT_LIMIT = 10_000
"""Characters of an item's text that are indexed. A match further down a long letter is rarely relevant."""

LONGEST_WORD = 100

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s+")


def is_searchable(context: SiteContext) -> bool:
    """Return whether the site can have a search index, by its settings and its number of items."""
    search = context.settings.search
    return search.enabled and 0 < len(context.catalogue.items) <= search.limit


def plan_blocks(context: SiteContext, signatures: Signatures, engine: bytes) -> tuple[SearchBlock, ...]:
    """Return the blocks of the index: that of the scripts, the dated ones, newest first, and the undated one."""
    items, dated = context.catalogue.items, context.dated_count
    parts = [*cut_blocks([item.key for item in items[:dated]])]
    if dated < len(items) or context.own_pages:
        parts.append((UNDATED, range(dated, len(items))))
    return (
        SearchBlock("", range(0), signatures.search(engine, range(0))),
        *[
            SearchBlock(name, rows, signatures.search(engine, rows, name == UNDATED), name == UNDATED)
            for name, rows in parts
        ],
    )


def search_entries(context: SiteContext, block: SearchBlock) -> Iterator[SearchEntry]:
    """Yield the search entry of every item of a block, in the order of the catalogue, and of every page of the owner
    in it."""
    for row in block.rows:
        yield _entry(context, row, context.catalogue.items[row])
    if block.has_pages:
        for page in context.own_pages:
            yield _page_entry(context, page)


def _entry(context: SiteContext, row: Row, item: Item) -> SearchEntry:
    card = build_card(context, row)
    topics = [link.title for link in topic_links(context, row)]
    provider = (card.provider.name,) if card.provider else ()
    kind = (card.kind_label,) if card.kind != "article" else ()
    authors = item.source.authors if item.source else ()
    about = ", ".join(dict.fromkeys([*topics, *provider, *authors, *item.tags]))
    content = _content(item.excerpt, item.body, item.title, item.key)
    image = card.picture
    result = SearchResult(
        url=card.own_url,
        title=item.title,
        content=content,
        date=card.date.iso if card.date else "",
        day=card.date.text if card.date else "",
        picture=image.small or image.url if image else "",
        width=image.width or 0 if image else 0,
        height=image.height or 0 if image else 0,
        names=("".join(provider), *kind) if provider or kind else (),
    )
    pairs = search_pairs(f"{item.title}\n{about}\n{content}")
    return SearchEntry(result, about, tuple(_filters(context, row, item)), pairs)


def _page_entry(context: SiteContext, page: OwnPage) -> SearchEntry:
    content = _content(page.description, page.body, page.title, page.path)
    result = SearchResult(context.urls.link(page.place), page.title, content)
    return SearchEntry(result, pairs=search_pairs(f"{page.title}\n{content}"))


def _content(excerpt: str, html: str, title: str, key: str) -> str:
    """Return text without markup, cut at a word. Fall back to a title, then to a key.

    Pagefind skips an entry without words, even if it has a title, and builds no index if there are no entries.
    """
    text = _plain(f"{excerpt} {unescape(_TAG.sub(' ', html))}")
    found = (cut for each in (text, title, key) if _WORD.search(cut := _cut(each)))
    return next(found, "page")


def _cut(text: str) -> str:
    """Return at most ``CONTENT_LIMIT`` characters of a text. It is cut at the last space, unless the last word is very
    long: then the script has no spaces, or it is no word."""
    if len(text) <= CONTENT_LIMIT:
        return text
    space = text.rfind(" ", CONTENT_LIMIT - LONGEST_WORD, CONTENT_LIMIT)
    return text[: space if space > 0 else CONTENT_LIMIT]


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _filters(context: SiteContext, row: Row, item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the filters of an item, with display names."""
    for taxonomy in TAXONOMIES:
        values = taxonomy.values(context, row)
        if values:
            yield taxonomy.filter, tuple(values)
    if item.published:
        yield "year", (context.catalogue.slugs[row][:4],)


def _filter_labels(context: SiteContext) -> Iterator[tuple[str, str]]:
    """Yield name and label of every filter that the site has, but for topics, providers, types and years only if there
    is a choice."""
    for taxonomy in TAXONOMIES:
        if taxonomy.is_enabled(context) if taxonomy.is_field else len(taxonomy.terms(context)) > 1:
            yield taxonomy.filter, getattr(context.words, taxonomy.label)
    if len({year for year, _, _ in context.catalogue.days}) > 1:
        yield "year", context.words.year


def search_page(context: SiteContext, script: str) -> Page:
    """Return the search page. ``script`` is the path of the script that searches."""
    link, site, words = context.urls.link, context.settings.site.title, context.words
    view = SearchPage(
        head=HeadView(
            title=words.title_of.format(title=words.search, site=site),
            description=words.search_summary.format(site=site),
            canonical=context.urls.absolute(PLACE),
            robots="noindex",
            policy=context.policy(search=True),
        ),
        heading=words.search,
        crumbs=(context.home_link,),
        index_url=link(BUNDLE),
        script_url=link(script),
        ways=section_links(context),
        filters=tuple(_filter_labels(context)),
    )
    return Page(output_file(PLACE), "pages/search.html", view)
