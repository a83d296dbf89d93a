"""Titles and descriptions in heads, each said by one page alone: search engines show one of those that say the same.

Pages of our own words come first, then lists, then items. What is said twice is told apart by what people would say:
by who published it and when, by the part of the site; at last by the place of the page, which no other has.
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
from generator.plan.pages.pagination import ItemList, full_pages, head_title, list_summary, numbered_title

DESCRIPTION_LIMIT = 160
"""Characters that search engines show of a description."""

_BEYOND_TITLE = 40
"""Characters that a description has room for behind a title, however long that is."""


class UsedTitles:
    """What pages say already."""

    def __init__(self, pages: Iterable[Page]) -> None:
        heads = [page.page.head for page in pages]
        self.titles = {head.title for head in heads if not head.robots}
        self.descriptions = {head.description for head in heads if not head.robots}


def name_lists(context: SiteContext, lists: Iterable[ItemList], taken: UsedTitles) -> Iterator[ItemList]:
    """Yield lists under titles and with descriptions that no page before them has, and take note of these."""
    for shown in lists:
        yield _described(context, _titled(context, shown, taken), taken)


def _titled(context: SiteContext, shown: ItemList, taken: UsedTitles) -> ItemList:
    pages = full_pages(len(shown.rows), context.settings.lists.page_size)
    titles: list[str] = []
    summaries: list[str] = []
    for title in _candidates(shown):
        before = titles, summaries
        numbered = [numbered_title(context, title, number) for number in range(1, pages + 1)]
        titles = [head_title(context, shown, each) for each in (title, *numbered)]
        summaries = [list_summary(context, each) for each in numbered]
        if _is_free(titles, before[0], taken.titles) and _is_free(summaries, before[1], taken.descriptions):
            break
    taken.titles.update(titles)
    taken.descriptions.update(summaries)
    return shown if title == (shown.title or shown.heading) else structs.replace(shown, title=title)


def _is_free(said: list[str], before: list[str], taken: set[str]) -> bool:
    """Tell whether nobody says this yet, or no other title would help: words of a theme may leave the title out."""
    return taken.isdisjoint(said) or taken.intersection(said) <= set(before)


def _candidates(shown: ItemList) -> Iterator[str]:
    title = shown.title or shown.heading
    yield title
    if shown.template == "provider":
        yield f"{title} ({shown.place.rstrip('/').rpartition('/')[2]})"
    elif shown.crumbs:
        yield f"{title} ({shown.crumbs[-1].title})"
    yield from _endless(f"{title} ({shown.place})")


def _described(context: SiteContext, shown: ItemList, taken: UsedTitles) -> ItemList:
    """What an owner says of a list goes before what we say, unless it was said of another."""
    own = list_summary(context, shown.title or shown.heading)
    said = shown.summary or own
    summary = next(each for each in chain((said,), _endless(own)) if each not in taken.descriptions)
    taken.descriptions.add(summary)
    return shown if summary == said else structs.replace(shown, summary=summary)


def _endless(text: str) -> Iterator[str]:
    yield text
    number = 1
    while True:
        number += 1
        yield f"{text} ({number})"


def head_text(item: Item) -> HeadText:
    """Return what the head of an item says, as its record has it."""
    return HeadText(item.title, _description(item))


def _description(item: Item) -> str:
    return shorten_text(item.excerpt, DESCRIPTION_LIMIT) or item.title


def name_items(context: SiteContext, taken: UsedTitles) -> dict[Row, HeadText]:
    """Return what the heads of items say that cannot say what their records do, since others say that, too."""
    items = context.catalogue.items
    titles = [item.title for item in items]
    texts = [_description(item) for item in items]
    before = _inner(context, taken.titles)
    named = _make_unique(
        titles, before, [lambda row: _noted(context, row), lambda row: _placed(context, row)]
    )

    def with_title(row: Row) -> str:
        title = named.get(row, titles[row])
        said = f"{title}: {items[row].excerpt}" if items[row].excerpt else title
        return shorten_text(said, max(DESCRIPTION_LIMIT, len(title) + _BEYOND_TITLE))

    described = _make_unique(texts, taken.descriptions, [with_title, lambda row: _placed(context, row)])
    return {
        row: HeadText(named.get(row, titles[row]), described.get(row, texts[row]))
        for row in sorted({*named, *described})
    }


def _inner(context: SiteContext, titles: set[str]) -> set[str]:
    """Return titles without the site's name, as far as they have it where those of items do."""
    site, mark = context.settings.site.title, "\0"
    before, _, after = context.words.title_of.format(title=mark, site=site).partition(mark)
    return {
        title[len(before) : len(title) - len(after)]
        for title in titles
        if title.startswith(before) and title.endswith(after)
    }


def _make_unique(
    texts: Sequence[str], before: set[str], levels: Sequence[Callable[[Row], str]]
) -> dict[Row, str]:
    """Return other words for the rows whose text is said by another row or ``before``: those of the first level that
    nobody else says. Rows that say the same go on together, so that none depends on which came first."""
    counts = Counter(texts)
    waiting = [row for row, text in enumerate(texts) if counts[text] > 1 or text in before]
    taken = before | counts.keys()
    found: dict[Row, str] = {}
    for level in levels:
        said = {row: level(row) for row in waiting}
        times = Counter(said.values())
        settled = {row: text for row, text in said.items() if times[text] == 1 and text not in taken}
        found |= settled
        taken |= set(settled.values())
        waiting = [row for row in waiting if row not in settled]
    for row in waiting:
        found[row] = next(text for text in _endless(levels[-1](row)) if text not in taken)
        taken.add(found[row])
    return found


def _noted(context: SiteContext, row: Row) -> str:
    """Return a title with who published it and when."""
    item = context.catalogue.items[row]
    provider = context.provider_views.get(context.catalogue.provider_of[row])
    date = context.calendar.show(item.published)
    notes = [*([provider.name] if provider else []), *([date.text] if date else [])]
    return f"{item.title} ({', '.join(notes)})" if notes else item.title


def _placed(context: SiteContext, row: Row) -> str:
    return f"{context.catalogue.items[row].title} ({context.place(row).rstrip('/')})"
