"""Pages at paths that several items would have. They name the items, so that an old link leads to the right one.

They are in no list, feed or sitemap. Search engines index the pages of the items instead.
"""

from collections.abc import Iterator

from generator.model.catalogue import SharedPath
from generator.model.output import Page
from generator.model.views.pages import DisambiguationPage
from generator.model.views.parts import HeadView
from generator.plan.context import SiteContext
from generator.plan.pages.cards import build_card
from generator.plan.urls import output_file


def disambiguation_pages(context: SiteContext) -> Iterator[Page]:
    """Yield a page for every path that several items would have."""
    for shared in context.catalogue.shared_paths:
        yield _page(context, shared)


def _page(context: SiteContext, shared: SharedPath) -> Page:
    words, place = context.words, f"{shared.path}/"
    heading = context.catalogue.items[shared.rows[0]].title
    head = HeadView(
        title=words.title_of.format(title=heading, site=context.settings.site.title),
        description=words.same_address,
        canonical=context.urls.absolute(place),
        robots="noindex",
    )
    cards = tuple([build_card(context, row) for row in shared.rows])
    view = DisambiguationPage(head=head, heading=heading, crumbs=(context.home_link,), cards=cards)
    return Page(output_file(place), "pages/disambiguation.html", view)
