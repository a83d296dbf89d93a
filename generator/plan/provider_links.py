"""Links from pages of topics and providers to other sites: a provider's website and its own feed."""

from generator.base.host_names import to_display_host
from generator.base.urls import domain_of_url
from generator.model.catalogue import Provider
from generator.model.views.parts import LinkView
from generator.plan.context import SiteContext


def provider_feeds(context: SiteContext) -> dict[str, str]:
    """Return the URL of each provider's own feed, by its slug: the one that its file names, else the first source that
    is asked and whose newest item it has."""
    newest: dict[str, str] = {}
    for row, item in enumerate(context.catalogue.items):
        if item.source_id:
            newest.setdefault(item.source_id, context.catalogue.provider_of[row])
    feeds = {provider.slug: provider.feed for provider in context.catalogue.providers if provider.feed}
    for source in context.catalogue.sources:
        if not source.paused and (slug := newest.get(source.id)):
            feeds.setdefault(slug, source.url)
    return feeds


def provider_website(provider: Provider) -> str:
    """Return the website of a provider: that of its file, else of its domain, unless others publish there, too."""
    if provider.website:
        return provider.website
    return f"https://{provider.domain}/" if provider.domain and provider.slug == provider.domain else ""


def provider_links(context: SiteContext, provider: Provider, feed: str) -> tuple[LinkView, ...]:
    """Return the links to a provider's website and to its feed."""
    website = provider_website(provider)
    site = (link_view(website),) if website else ()
    return (*site, LinkView(context.words.own_feed, feed)) if feed else site


def link_view(url: str, title: str = "") -> LinkView:
    """Return a link to another site, which shows its host if it has no title."""
    return LinkView(title or to_display_host(domain_of_url(url)), url)
