"""Unique titles and descriptions of pages. Search engines hide pages that repeat those of another page.

Index pages have precedence, then lists, then items. A duplicate gets its provider and date, or its section,
in brackets. If that is not unique either, it gets the path of its page.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from msgspec import structs

from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.output import Page
from generator.plan.context import HeadText, SiteContext
from generator.plan.pages.cards import shorten_text
from generator.plan.pages.pagination import (
    ItemList,
    full_pages,
    head_title,
    list_summary,
    numbered_head_title,
    numbered_title,
)

DESCRIPTION_LIMIT = 160
"""Characters of a description that search engines show."""

_BEYOND_TITLE = 40
"""Characters after the title that a description may have, however long the title is."""


class UsedTitles:
    """Titles and descriptions in use. Pages that search engines do not index are left out."""

    def __init__(self, pages: Iterable[Page]) -> None:
        heads = [page.page.head for page in pages]
        self.titles = {head.title for head in heads if not head.robots}
        self.descriptions = {head.description for head in heads if not head.robots}


def name_lists(context: SiteContext, lists: Iterable[ItemList], taken: UsedTitles) -> Iterator[ItemList]:
    """Yield lists with unique titles and descriptions, and add these to ``taken``."""
    for item_list in lists:
        yield _set_summary(context, _set_title(context, item_list, taken), taken)


def _set_title(context: SiteContext, item_list: ItemList, taken: UsedTitles) -> ItemList:
    pages = full_pages(len(item_list.rows), context.settings.lists.page_size)
    titles: list[str] = []
    summaries: list[str] = []
    for title in _candidates(item_list):
        previous = titles, summaries
        numbers = range(1, pages + 1)
        titles = [
            head_title(context, item_list, title),
            *[numbered_head_title(context, item_list, title, number) for number in numbers],
        ]
        summaries = [list_summary(context, numbered_title(context, title, number)) for number in numbers]
        if _is_free(titles, previous[0], taken.titles) and _is_free(
            summaries, previous[1], taken.descriptions
        ):
            break
    taken.titles.update(titles)
    taken.descriptions.update(summaries)
    return (
        item_list
        if title == (item_list.title or item_list.heading)
        else structs.replace(item_list, title=title)
    )


def _is_free(texts: list[str], previous: list[str], taken: set[str]) -> bool:
    """Return whether no text is taken, or another title would not help because the messages of a theme leave
    titles out."""
    return taken.isdisjoint(texts) or taken.intersection(texts) <= set(previous)


def _candidates(item_list: ItemList) -> Iterator[str]:
    title = item_list.title or item_list.heading
    yield title
    if item_list.template == "provider":
        yield f"{title} ({item_list.place.rstrip('/').rpartition('/')[2]})"
    elif item_list.crumbs:
        yield f"{title} ({item_list.crumbs[-1].title})"
    yield from _numbered(f"{title} ({item_list.place})")


def _set_summary(context: SiteContext, item_list: ItemList, taken: UsedTitles) -> ItemList:
    """Return a list with a unique description: the owner's if there is one, else the default."""
    default = list_summary(context, item_list.title or item_list.heading)
    preferred = item_list.summary or default
    candidates = chain((preferred,), _numbered(default))
    summary = next(each for each in candidates if each not in taken.descriptions)
    taken.descriptions.add(summary)
    return item_list if summary == preferred else structs.replace(item_list, summary=summary)


def _numbered(text: str) -> Iterator[str]:
    yield text
    number = 1
    while True:
        number += 1
        yield f"{text} ({number})"


def head_text(item: Item) -> HeadText:
    """Return the title and description of an item, as in its record."""
    return HeadText(item.title, _description(item))


def _description(item: Item) -> str:
    return shorten_text(item.excerpt, DESCRIPTION_LIMIT) or item.title


def name_items(context: SiteContext, taken: UsedTitles) -> dict[Row, HeadText]:
    """Return the title and description of every item that cannot use those in its record."""
    items = context.catalogue.items
    titles = [item.title for item in items]
    texts = [_description(item) for item in items]
    used = _strip_site_name(context, taken.titles)
    new_titles = _make_unique(
        titles,
        used,
        [lambda row: _title_with_source(context, row), lambda row: _title_with_path(context, row)],
    )

    def with_title(row: Row) -> str:
        title = new_titles.get(row, titles[row])
        text = f"{title}: {items[row].excerpt}" if items[row].excerpt else title
        return shorten_text(text, max(DESCRIPTION_LIMIT, len(title) + _BEYOND_TITLE))

    new_texts = _make_unique(
        texts, taken.descriptions, [with_title, lambda row: _title_with_path(context, row)]
    )
    return {
        row: HeadText(new_titles.get(row, titles[row]), new_texts.get(row, texts[row]))
        for row in sorted({*new_titles, *new_texts})
    }


def _strip_site_name(context: SiteContext, titles: set[str]) -> set[str]:
    """Return titles without the name of the site. Titles without it are left out."""
    site, mark = context.settings.site.title, "\0"
    before, _, after = context.words.title_of.format(title=mark, site=site).partition(mark)
    return {
        title[len(before) : len(title) - len(after)]
        for title in titles
        if title.startswith(before) and title.endswith(after)
    }


def _make_unique(
    texts: Sequence[str], used: set[str], levels: Sequence[Callable[[Row], str]]
) -> dict[Row, str]:
    """Return a replacement for every text that is not unique, or is in ``used``. ``levels`` give the
    candidates, in order; the first unique one wins. Rows with equal texts advance together, so the result
    does not depend on their order."""
    counts = Counter(texts)
    waiting = [row for row, text in enumerate(texts) if counts[text] > 1 or text in used]
    taken = used | counts.keys()
    unique: dict[Row, str] = {}
    for level in levels:
        candidates = {row: level(row) for row in waiting}
        times = Counter(candidates.values())
        settled = {row: text for row, text in candidates.items() if times[text] == 1 and text not in taken}
        unique |= settled
        taken |= set(settled.values())
        waiting = [row for row in waiting if row not in settled]
    for row in waiting:
        unique[row] = next(text for text in _numbered(levels[-1](row)) if text not in taken)
        taken.add(unique[row])
    return unique


def _title_with_source(context: SiteContext, row: Row) -> str:
    """Return a title with its provider and date."""
    item = context.catalogue.items[row]
    provider = context.provider_views.get(context.catalogue.provider_of[row])
    date = context.dates.show(item.published)
    notes = [*([provider.name] if provider else []), *([date.text] if date else [])]
    return f"{item.title} ({', '.join(notes)})" if notes else item.title


def _title_with_path(context: SiteContext, row: Row) -> str:
    return f"{context.catalogue.items[row].title} ({context.place(row).rstrip('/')})"
