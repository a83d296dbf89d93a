"""Lists of cards, cut into pages that stay.

Pages are numbered from the oldest item, so that a full page never changes again: page 1 holds the oldest
``size`` items for ever. The landing page shows what is newer than the last full page, between one and two
pages of items. A full page must also link to its newer neighbour without ever changing; the neighbour of the
last one is still on the landing page, so its address leads there until the page itself exists.
"""

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct, structs

from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.output import Page
from generator.model.views.pages import ListPage, RedirectPage
from generator.model.views.parts import EntryView, FeedLinkView, HeadView, ImageView, LinkView, TileView
from generator.plan.context import SiteContext
from generator.plan.pages.cards import build_card
from generator.plan.pages.charts import MonthBars, build_chart
from generator.plan.pages.front_page import front_page
from generator.plan.urls import output_file

REDIRECT = "pages/redirect.html"

HOME = "home"
"""The template of the front page, which is more than a list; its numbered pages are lists like others."""


class ItemList(Struct, frozen=True, gc=False):
    """A list of the site, ready to be cut into pages.

    ``rows`` are newest first, undated ones last; ``filled`` are undated ones that fill up a short landing page.
    ``place`` is the landing page's; ``undated`` links to the list of undated items where it stands apart. The landing
    page alone shows ``beside`` (named rows beside the list), ``months`` (:mod:`generator.plan.pages.charts`) and
    ``top``.
    """

    place: str
    template: str
    heading: str
    rows: tuple[Row, ...]
    crumbs: tuple[LinkView, ...] = ()
    title: str = ""
    description: str = ""
    summary: str = ""
    logo: ImageView | None = None
    children: tuple[LinkView, ...] = ()
    feeds: tuple[FeedLinkView, ...] = ()
    filled: tuple[Row, ...] = ()
    beside: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    months: MonthBars = ()
    top: tuple[EntryView, ...] = ()
    undated: str = ""
    tile: TileView | None = None


def list_template(shown: ItemList, number: int) -> str:
    """Return the template of a page of a list."""
    return f"pages/{'earlier' if number and shown.template == HOME else shown.template}.html"


def full_pages(count: int, size: int) -> int:
    """Return how many full pages a list of ``count`` items has, so that its landing page keeps at least ``size``."""
    return max(count // size - 1, 0)


def page_rows(shown: ItemList, size: int, number: int) -> tuple[Row, ...]:
    """Return the rows of a page, newest first: of the landing page for 0, else of the full page of that number, where
    1 holds the oldest items. A number beyond the last full page has none."""
    rows = shown.rows
    end = len(rows)
    pages = full_pages(end, size)
    if number == 0:
        return rows[: end - pages * size] + shown.filled
    return rows[end - number * size : end - (number - 1) * size] if number <= pages else ()


def page_numbers(shown: ItemList, size: int) -> range:
    """Return the numbers of a list's pages: 0, the full ones, and the one after the last full one, which leads to the
    landing page."""
    pages = full_pages(len(shown.rows), size)
    return range(pages + 2 if pages else 1)


def is_undated_apart(context: SiteContext, shown: ItemList) -> Iterator[ItemList]:
    """Yield a list, and the list of its undated items where there are too many of both for one page."""
    items, size = context.catalogue.items, context.settings.lists.page_size
    rows = shown.rows
    dated = rows[: _first_undated(items, rows)]
    undated = rows[len(dated) :]
    if len(rows) < 2 * size or not dated or not undated:
        yield shown
        return
    place = f"{shown.place}undated/"
    filled = undated[: max(size - len(dated), 0)]
    yield structs.replace(shown, rows=dated, filled=filled, undated=context.addresses.link(place))
    yield structs.replace(_undated_list(context, shown, place), rows=undated)


def _first_undated(items: tuple[Item, ...], rows: tuple[Row, ...]) -> int:
    return bisect_left(rows, True, key=lambda row: items[row].published is None)


def list_page(context: SiteContext, shown: ItemList, number: int) -> Page:
    """Return one page of a list."""
    size = context.settings.lists.page_size
    rows = page_rows(shown, size, number)
    if number == 0:
        return _landing(context, shown, rows, full_pages(len(shown.rows), size))
    return _numbered(context, shown, number, rows) if rows else _signpost(context, shown, number)


def page_file(shown: ItemList, number: int) -> str:
    """Return the file of a page of a list."""
    return output_file(page_place(shown, number) if number else shown.place)


def _undated_list(context: SiteContext, shown: ItemList, place: str) -> ItemList:
    """Items without a date stand apart from a long list: among dated pages they would move them all. No feed has
    them, so the list announces none."""
    home, words = not shown.place, context.words
    name = words.home if home else shown.heading
    title = shown.title or shown.heading
    return ItemList(
        place=place,
        template="undated",
        heading=words.undated if home else words.undated_title.format(title=shown.heading),
        rows=(),
        crumbs=(*shown.crumbs, LinkView(name, context.addresses.link(shown.place))),
        title=words.undated if home else words.undated_title.format(title=title),
        summary=words.undated_home if home else words.undated_summary.format(title=title),
    )


def _landing(context: SiteContext, shown: ItemList, rows: tuple[Row, ...], pages: int) -> Page:
    head = _head(context, shown, shown.place, shown.title or shown.heading, shown.summary)
    older = context.addresses.link(page_place(shown, pages)) if pages else ""
    if shown.template == HOME:
        front = front_page(context, head, rows, shown.beside)
        front = structs.replace(front, older=older, undated=shown.undated)
        return Page(output_file(shown.place), list_template(shown, 0), front)
    members = dict(shown.beside)
    view = ListPage(
        head=head,
        heading=shown.heading,
        crumbs=shown.crumbs,
        template=shown.template,
        description=shown.description,
        logo=shown.logo,
        children=shown.children,
        cards=tuple([build_card(context, row) for row in rows]),
        older=older,
        undated=shown.undated,
        alphabetical=_alphabetical(context, rows),
        tile=shown.tile,
        chart=build_chart(context, shown.months),
        top=shown.top,
        steps=tuple([_steps(context, members[str(row)]) for row in rows]) if members else (),
    )
    return Page(output_file(shown.place), list_template(shown, 0), view)


def _steps(context: SiteContext, members: tuple[Row, ...]) -> tuple[LinkView, ...]:
    cards = [build_card(context, row) for row in members]
    return tuple([LinkView(card.title, card.url) for card in cards])


def _numbered(context: SiteContext, shown: ItemList, number: int, rows: tuple[Row, ...]) -> Page:
    """A full page shows nothing that can move: no description, no children, no count of pages."""
    link = context.addresses.link
    place = page_place(shown, number)
    view = ListPage(
        head=_head(context, shown, place, numbered_title(context, shown.title or shown.heading, number), ""),
        heading=shown.heading,
        crumbs=shown.crumbs,
        template=shown.template,
        description="",
        logo=None,
        children=(),
        cards=tuple([build_card(context, row) for row in rows]),
        number=number,
        older=link(page_place(shown, number - 1)) if number > 1 else "",
        newer=link(page_place(shown, number + 1)),
        newest=link(shown.place),
        alphabetical=_alphabetical(context, rows),
    )
    return Page(output_file(place), list_template(shown, number), view)


def _alphabetical(context: SiteContext, rows: tuple[Row, ...]) -> bool:
    """Undated rows come last and run by title: where the first is undated, all are."""
    return bool(rows) and context.catalogue.items[rows[0]].published is None


def _signpost(context: SiteContext, shown: ItemList, number: int) -> Page:
    """The page after the last full one: its items are still on the landing page, so it leads there."""
    target = context.addresses.link(shown.place)
    view = RedirectPage(
        head=HeadView(
            title=shown.heading,
            description=shown.heading,
            canonical=context.addresses.absolute(shown.place),
            robots="noindex",
        ),
        heading=shown.heading,
        crumbs=(),
        target=target,
    )
    return Page(page_file(shown, number), REDIRECT, view)


def _head(context: SiteContext, shown: ItemList, place: str, title: str, summary: str) -> HeadView:
    return HeadView(
        title=head_title(context, shown, title),
        description=summary or list_summary(context, title),
        canonical=context.addresses.absolute(place),
        feeds=shown.feeds,
    )


def head_title(context: SiteContext, shown: ItemList, title: str) -> str:
    """Return a title of a list with the site's, unless it says that already."""
    site = context.settings.site.title
    return (
        title if title == site or not shown.place else context.words.title_of.format(title=title, site=site)
    )


def list_summary(context: SiteContext, title: str) -> str:
    """Return what we say of a list whose owner says nothing."""
    return context.words.list_summary.format(title=title, site=context.settings.site.title)


def numbered_title(context: SiteContext, title: str, number: int) -> str:
    """Return the title of a numbered page of a list."""
    return context.words.numbered_title.format(title=title, number=number)


def page_place(shown: ItemList, number: int) -> str:
    """Return the place of a numbered page of a list."""
    return f"{shown.place}page/{number}/"
