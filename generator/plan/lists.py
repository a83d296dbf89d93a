"""Lists of cards, cut into pages that stay.

Pages are numbered from the oldest item, so that a full page never changes again: page 1 holds the oldest
``size`` items for ever. The landing page shows what is newer than the last full page, between one and two
pages of items. A full page must also link to its newer neighbour without ever changing; the neighbour of the
last one is still on the landing page, so its address leads there until the page itself exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.catalogue import Row
from generator.model.output import Page
from generator.model.view import (
    CardView,
    FeedLinkView,
    HeadView,
    LinkView,
    ListPage,
    PictureView,
    RedirectPage,
)
from generator.plan.addresses import file_of
from generator.plan.edition import Edition


@dataclass(frozen=True, slots=True)
class CardList:
    """What a list is about. ``rows`` are newest first, undated ones last. ``place`` is its landing page."""

    place: str
    template: str
    heading: str
    rows: tuple[Row, ...]
    crumbs: tuple[LinkView, ...] = ()
    title: str = ""
    description: str = ""
    summary: str = ""
    logo: PictureView | None = None
    children: tuple[LinkView, ...] = ()
    feeds: tuple[FeedLinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows cut into pages: ``landing`` newest first, then ``full[0]`` for page 1 (the oldest) and so on."""

    landing: tuple[Row, ...]
    full: tuple[tuple[Row, ...], ...]


def cut(rows: tuple[Row, ...], size: int) -> Cut:
    """Cut rows, newest first, so that the landing page keeps at least ``size`` of them (all, if fewer)."""
    pages = max(len(rows) // size - 1, 0)
    end = len(rows)
    full = tuple([rows[end - (page + 1) * size : end - page * size] for page in range(pages)])
    return Cut(landing=rows[: end - pages * size], full=full)


def list_pages(edition: Edition, cards: tuple[CardView, ...], shown: CardList) -> Iterator[Page]:
    """Yield the landing page of a list and its numbered pages, and those of its undated items."""
    items, size = edition.catalogue.items, edition.settings.lists.page_size
    rows = shown.rows
    dated = tuple([row for row in rows if items[row].published is not None])
    undated = rows[len(dated) :]
    if len(rows) < 2 * size or not dated or not undated:
        yield from _pages(edition, cards, shown, cut(rows, size), undated="")
        return
    apart = f"{shown.place}undated/"
    pages = cut(dated, size)
    filled = Cut(pages.landing + undated[: max(size - len(dated), 0)], pages.full)
    yield from _pages(edition, cards, shown, filled, undated=edition.addresses.link(apart))
    yield from _pages(edition, cards, _undated_list(edition, shown, apart), cut(undated, size), undated="")


def _undated_list(edition: Edition, shown: CardList, place: str) -> CardList:
    """Items without a date stand apart from a long list: among dated pages they would move them all."""
    return CardList(
        place=place,
        template="undated",
        heading=f"{shown.heading}: undated",
        rows=(),
        crumbs=(*shown.crumbs, LinkView(shown.heading, edition.addresses.link(shown.place))),
        feeds=shown.feeds,
    )


def _pages(
    edition: Edition, cards: tuple[CardView, ...], shown: CardList, pages: Cut, *, undated: str
) -> Iterator[Page]:
    yield _landing(edition, cards, shown, pages, undated)
    for number, full in enumerate(pages.full, start=1):
        yield _numbered(edition, cards, shown, number, full)
    if pages.full:
        yield _signpost(edition, shown, len(pages.full) + 1)


def _landing(
    edition: Edition, cards: tuple[CardView, ...], shown: CardList, pages: Cut, undated: str
) -> Page:
    older = edition.addresses.link(page_place(shown, len(pages.full))) if pages.full else ""
    view = ListPage(
        head=_head(edition, shown, shown.place, shown.title or shown.heading, shown.summary),
        heading=shown.heading,
        crumbs=shown.crumbs,
        template=shown.template,
        description=shown.description,
        logo=shown.logo,
        children=shown.children,
        cards=tuple([cards[row] for row in pages.landing]),
        older=older,
        undated=undated,
    )
    return Page(file_of(shown.place), f"pages/{shown.template}.html", view)


def _numbered(
    edition: Edition, cards: tuple[CardView, ...], shown: CardList, number: int, rows: tuple[Row, ...]
) -> Page:
    """A full page shows nothing that can move: no description, no children, no count of pages."""
    link = edition.addresses.link
    place = page_place(shown, number)
    view = ListPage(
        head=_head(edition, shown, place, f"{shown.title or shown.heading}, page {number}", ""),
        heading=shown.heading,
        crumbs=shown.crumbs,
        template=shown.template,
        description="",
        logo=None,
        children=(),
        cards=tuple([cards[row] for row in rows]),
        number=number,
        older=link(page_place(shown, number - 1)) if number > 1 else "",
        newer=link(page_place(shown, number + 1)),
        newest=link(shown.place),
    )
    return Page(file_of(place), f"pages/{shown.template}.html", view)


def _signpost(edition: Edition, shown: CardList, number: int) -> Page:
    """The page after the last full one: its items are still on the landing page, so it leads there."""
    target = edition.addresses.link(shown.place)
    view = RedirectPage(
        head=HeadView(
            title=shown.heading,
            description=shown.heading,
            canonical=edition.addresses.absolute(shown.place),
            robots="noindex",
        ),
        heading=shown.heading,
        crumbs=(),
        target=target,
    )
    return Page(file_of(page_place(shown, number)), "pages/redirect.html", view)


def _head(edition: Edition, shown: CardList, place: str, title: str, summary: str) -> HeadView:
    site = edition.settings.site.title
    return HeadView(
        title=title if title == site or not shown.place else f"{title} · {site}",
        description=summary or f"{title}: what others published, collected by {site}.",
        canonical=edition.addresses.absolute(place),
        feeds=shown.feeds,
    )


def page_place(shown: CardList, number: int) -> str:
    """Return the place of a numbered page of a list."""
    return f"{shown.place}page/{number}/"
