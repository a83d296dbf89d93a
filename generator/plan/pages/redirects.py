"""Pages where items once were: each leads to where the item is now, as far as a plain file can say it.

They are in no list, no feed and no sitemap, and tell search engines which address counts.
"""

from collections.abc import Iterator

from generator.model.ledger import Redirect
from generator.model.output import Page
from generator.model.views.pages import RedirectPage
from generator.model.views.parts import HeadView
from generator.plan.context import SiteContext
from generator.plan.pages.pagination import REDIRECT
from generator.plan.urls import output_file


def redirect_pages(context: SiteContext) -> Iterator[Page]:
    """Yield a page for every place where an item once was."""
    for each in context.catalogue.redirects:
        place = context.place(each.row) if each.row is not None else each.leads
        yield _page(context, each, place)


def _page(context: SiteContext, redirect: Redirect, place: str) -> Page:
    """``place`` is a place of the site, or an absolute address."""
    elsewhere = "://" in place
    heading = redirect.title or context.settings.site.title
    head = HeadView(
        title=heading,
        description=heading,
        canonical=place if elsewhere else context.addresses.absolute(place),
        robots="noindex",
    )
    target = place if elsewhere else context.addresses.link(place)
    view = RedirectPage(head=head, heading=heading, crumbs=(), target=target, moved=True)
    return Page(output_file(f"{redirect.path}/"), REDIRECT, view)
