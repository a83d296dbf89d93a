"""Lists of cards, split into pages that do not change.

Pages are numbered from the oldest item. Page 1 always has the oldest ``size`` items, so a full page never
changes. The landing page shows all items that are newer than the last full page: one to two pages of items. A
full page also links to the next newer page. For the last full page that one does not exist yet, so its URL
redirects to the landing page until it does.
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
from generator.plan.pages.charts import TimeSeries, build_chart
from generator.plan.pages.front_page import front_page
from generator.plan.urls import output_file

REDIRECT = "pages/redirect.html"

HOME = "home"
"""Template of the front page, which is more than a list. Its numbered pages are ordinary lists."""


class ItemList(Struct, frozen=True, gc=False):
    """A list of the site, before it is split into pages.

    ``rows`` are newest first, undated ones last. ``filled`` are undated rows that fill up a short landing
    page. ``place`` is the path of the landing page, ``undated`` the URL of a separate list of undated items.
    Only the landing page shows ``beside`` (named rows beside the list), ``trend``
    (:mod:`generator.plan.pages.charts`) and ``top``.
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
    trend: TimeSeries | None = None
    top: tuple[EntryView, ...] = ()
    undated: str = ""
    tile: TileView | None = None
    newer_day: LinkView | None = None
    older_day: LinkView | None = None
    links: tuple[LinkView, ...] = ()
    picture: ImageView | None = None


def list_template(item_list: ItemList, number: int) -> str:
    """Return the template of a page of a list."""
    return f"pages/{'earlier' if number and item_list.template == HOME else item_list.template}.html"


def full_pages(count: int, size: int) -> int:
    """Return the number of full pages of a list with ``count`` items. The landing page keeps at least
    ``size`` items."""
    return max(count // size - 1, 0)


def page_rows(item_list: ItemList, size: int, number: int) -> tuple[Row, ...]:
    """Return the rows of a page, newest first. Page 0 is the landing page, page 1 has the oldest items. A
    page after the last full one has none."""
    rows = item_list.rows
    end = len(rows)
    pages = full_pages(end, size)
    if number == 0:
        return rows[: end - pages * size] + item_list.filled
    return rows[end - number * size : end - (number - 1) * size] if number <= pages else ()


def page_numbers(item_list: ItemList, size: int) -> range:
    """Return the page numbers of a list: 0, the full pages, and the page after them, which redirects to the
    landing page."""
    pages = full_pages(len(item_list.rows), size)
    return range(pages + 2 if pages else 1)


def split_undated(context: SiteContext, item_list: ItemList) -> Iterator[ItemList]:
    """Yield a list, and a separate list of its undated items if it has dated items too and is too long for
    one page."""
    items, size = context.catalogue.items, context.settings.lists.page_size
    rows = item_list.rows
    dated = rows[: _first_undated(items, rows)]
    undated = rows[len(dated) :]
    if len(rows) < 2 * size or not dated or not undated:
        yield item_list
        return
    place = f"{item_list.place}undated/"
    filled = undated[: max(size - len(dated), 0)]
    yield structs.replace(item_list, rows=dated, filled=filled, undated=context.urls.link(place))
    yield structs.replace(_undated_list(context, item_list, place), rows=undated)


def _first_undated(items: tuple[Item, ...], rows: tuple[Row, ...]) -> int:
    return bisect_left(rows, True, key=lambda row: items[row].published is None)


def list_page(context: SiteContext, item_list: ItemList, number: int) -> Page:
    """Return a page of a list."""
    size = context.settings.lists.page_size
    rows = page_rows(item_list, size, number)
    if number == 0:
        return _landing(context, item_list, rows, full_pages(len(item_list.rows), size))
    return _numbered(context, item_list, number, rows) if rows else _redirect(context, item_list, number)


def page_file(item_list: ItemList, number: int) -> str:
    """Return the output file of a page of a list."""
    return output_file(page_place(item_list, number) if number else item_list.place)


def _undated_list(context: SiteContext, item_list: ItemList, place: str) -> ItemList:
    """Return the list of undated items of a long list. On pages with dated items they would move with every
    new item. It has no feed links, because feeds have only dated items."""
    is_home, words = not item_list.place, context.words
    name = words.home if is_home else item_list.heading
    title = item_list.title or item_list.heading
    return ItemList(
        place=place,
        template="undated",
        heading=words.undated if is_home else words.undated_title.format(title=item_list.heading),
        rows=(),
        crumbs=(*item_list.crumbs, LinkView(name, context.urls.link(item_list.place))),
        title=words.undated if is_home else words.undated_title.format(title=title),
        summary=words.undated_home if is_home else words.undated_summary.format(title=title),
    )


def _landing(context: SiteContext, item_list: ItemList, rows: tuple[Row, ...], pages: int) -> Page:
    head = _head(context, item_list, item_list.place, item_list.title or item_list.heading, item_list.summary)
    head = structs.replace(head, picture=item_list.picture)
    older = context.urls.link(page_place(item_list, pages)) if pages else ""
    if item_list.template == HOME:
        front = front_page(context, head, rows, item_list.beside)
        front = structs.replace(front, older=older, undated=item_list.undated)
        return Page(output_file(item_list.place), list_template(item_list, 0), front)
    members = dict(item_list.beside)
    view = ListPage(
        head=head,
        heading=item_list.heading,
        crumbs=item_list.crumbs,
        template=item_list.template,
        description=item_list.description,
        logo=item_list.logo,
        children=item_list.children,
        cards=tuple([build_card(context, row) for row in rows]),
        older=older,
        undated=item_list.undated,
        alphabetical=_alphabetical(context, rows),
        tile=item_list.tile,
        chart=build_chart(context, item_list.trend),
        top=item_list.top,
        steps=tuple([_steps(context, members[str(row)]) for row in rows]) if members else (),
        newer_day=item_list.newer_day,
        older_day=item_list.older_day,
        links=item_list.links,
    )
    return Page(output_file(item_list.place), list_template(item_list, 0), view)


def _steps(context: SiteContext, members: tuple[Row, ...]) -> tuple[LinkView, ...]:
    cards = [build_card(context, row) for row in members]
    return tuple([LinkView(card.title, card.own_url) for card in cards])


def _numbered(context: SiteContext, item_list: ItemList, number: int, rows: tuple[Row, ...]) -> Page:
    """Return a full page. It shows nothing that can change: no description, no children, no number of
    pages."""
    link = context.urls.link
    place = page_place(item_list, number)
    title = item_list.title or item_list.heading
    head = _head(context, item_list, place, numbered_title(context, title, number), "")
    view = ListPage(
        head=structs.replace(head, title=numbered_head_title(context, item_list, title, number)),
        heading=item_list.heading if item_list.place else context.words.earlier,
        crumbs=item_list.crumbs if item_list.place else (context.home_link,),
        template=item_list.template,
        description="",
        logo=None,
        children=(),
        cards=tuple([build_card(context, row) for row in rows]),
        number=number,
        older=link(page_place(item_list, number - 1)) if number > 1 else "",
        newer=link(page_place(item_list, number + 1)),
        newest=link(item_list.place),
        alphabetical=_alphabetical(context, rows),
    )
    return Page(output_file(place), list_template(item_list, number), view)


def _alphabetical(context: SiteContext, rows: tuple[Row, ...]) -> bool:
    """Return whether rows are sorted by title. Undated rows are, and they come last: if the first is undated,
    all are."""
    return bool(rows) and context.catalogue.items[rows[0]].published is None


def _redirect(context: SiteContext, item_list: ItemList, number: int) -> Page:
    """Return the page after the last full one. Its items are still on the landing page, so it redirects
    there."""
    target = context.urls.link(item_list.place)
    view = RedirectPage(
        head=HeadView(
            title=item_list.heading,
            description=item_list.heading,
            canonical=context.urls.absolute(item_list.place),
            robots="noindex",
        ),
        heading=item_list.heading,
        crumbs=(),
        target=target,
    )
    return Page(page_file(item_list, number), REDIRECT, view)


def _head(context: SiteContext, item_list: ItemList, place: str, title: str, summary: str) -> HeadView:
    return HeadView(
        title=head_title(context, item_list, title),
        description=summary or list_summary(context, title),
        canonical=context.urls.absolute(place),
        feeds=item_list.feeds,
    )


def head_title(context: SiteContext, item_list: ItemList, title: str) -> str:
    """Return the title of a list with the name of the site, unless they are equal."""
    site = context.settings.site.title
    return (
        title
        if title == site or not item_list.place
        else context.words.title_of.format(title=title, site=site)
    )


def numbered_head_title(context: SiteContext, item_list: ItemList, title: str, number: int) -> str:
    """Return the title of a numbered page with the name of the site."""
    if item_list.place:
        return head_title(context, item_list, numbered_title(context, title, number))
    earlier = numbered_title(context, context.words.earlier, number)
    return context.words.title_of.format(title=earlier, site=context.settings.site.title)


def list_summary(context: SiteContext, title: str) -> str:
    """Return the default description of a list."""
    return context.words.list_summary.format(title=title, site=context.settings.site.title)


def numbered_title(context: SiteContext, title: str, number: int) -> str:
    """Return the title of a numbered page of a list."""
    return context.words.numbered_title.format(title=title, number=number)


def page_place(item_list: ItemList, number: int) -> str:
    """Return the path of a numbered page of a list."""
    return f"{item_list.place}page/{number}/"
