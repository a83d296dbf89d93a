"""Pages of the owner, from ``pages/`` in the content folder. No list, feed or ranking has them."""

import re
from collections.abc import Iterable, Iterator

from generator.base.problem import Problem
from generator.model.output import Page
from generator.model.own_content import OwnPage
from generator.model.views.pages import StandalonePage
from generator.model.views.parts import HeadView
from generator.plan.body import page_body
from generator.plan.body_links import link_body
from generator.plan.context import SiteContext
from generator.plan.pages.cards import shorten_text
from generator.plan.titles import DESCRIPTION_LIMIT
from generator.plan.urls import output_file

TEMPLATE = "pages/page.html"

_FROM_ROOT = re.compile(
    r'(<(?:area|audio|form|iframe|script|source|track|video)(?: [a-z-]+="[^"]*")*? (?:action|href|poster|src)=")/(?!/)'
)
"""A URL of this site in an element other than a link or an image. It needs the base path."""

_HINT = "Choose another permalink for one of the two."


def accept_pages(context: SiteContext, taken: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Store the pages whose path no other page has in the context, and yield a problem for each of the others.

    ``taken`` has the file of every other page, and a description for messages.
    """
    pages = [page for page in context.own.pages if context.settings.content.drafts or not page.draft]
    owners = {path.casefold(): name for path, name in taken} if pages else {}
    for page in pages:
        file = page_file(page).casefold()
        if file not in owners:
            owners[file] = page.path
            context.own_pages.append(page)
            continue
        message = (
            f"expected a path of its own, found /{page.place}, which is that of {owners[file]}: left out"
        )
        yield Problem(page.path, 0, "permalink", message, _HINT)


def page_file(page: OwnPage) -> str:
    """Return the output file of a page."""
    return page.place if page.place.endswith(".html") else output_file(page.place)


def own_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the page of every accepted page of the owner."""
    for page in context.own_pages:
        yield Page(page_file(page), page.template or TEMPLATE, _view(context, page))


def _view(context: SiteContext, page: OwnPage) -> StandalonePage:
    html = link_body(context, page, page_body(context.urls, page, context.images.body))
    root = context.urls.link("")
    return StandalonePage(
        head=_head(context, page),
        heading=page.title,
        crumbs=(context.home_link,),
        body=_FROM_ROOT.sub(lambda tag: tag[1] + root, html),
    )


def _head(context: SiteContext, page: OwnPage) -> HeadView:
    site = context.settings.site.title
    return HeadView(
        title=context.words.title_of.format(title=page.title, site=site),
        description=shorten_text(page.description, DESCRIPTION_LIMIT)
        or context.words.index_summary.format(title=page.title, site=site),
        canonical=context.urls.absolute(page.place),
    )
