"""Redirects from former paths of items to their current ones.

They are in no list, feed or sitemap, and give search engines the canonical URL.
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
    """Yield a page for every former path of an item."""
    for each in context.catalogue.redirects:
        place = context.place(each.row) if each.row is not None else each.leads
        yield _page(context, each, place)


def _page(context: SiteContext, redirect: Redirect, place: str) -> Page:
    """Return a redirect. ``place`` is a path of the site, or an absolute URL."""
    is_external = "://" in place
    heading = redirect.title or context.settings.site.title
    head = HeadView(
        title=heading,
        description=heading,
        canonical=place if is_external else context.urls.absolute(place),
        robots="noindex",
    )
    target = place if is_external else context.urls.link(place)
    view = RedirectPage(head=head, heading=heading, crumbs=(), target=target, moved=True)
    is_file = redirect.path.endswith(".html")
    return Page(redirect.path if is_file else output_file(f"{redirect.path}/"), REDIRECT, view)
