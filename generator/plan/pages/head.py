"""Heads of index pages."""

from generator.model.views.parts import HeadView
from generator.plan.context import SiteContext


def page_head(context: SiteContext, place: str, heading: str, robots: str = "", policy: str = "") -> HeadView:
    """Return the head of a page whose title is its heading and the name of the site."""
    site, words = context.settings.site.title, context.words
    return HeadView(
        title=words.title_of.format(title=heading, site=site),
        description=words.index_summary.format(title=heading, site=site),
        canonical=context.urls.absolute(place),
        robots=robots,
        policy=policy,
    )
