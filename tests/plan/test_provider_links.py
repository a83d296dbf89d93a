"""Links to the websites and feeds of providers."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.catalogue import Provider
from generator.model.site_data import SourceInfo
from generator.model.views.parts import LinkView
from generator.plan.context import SiteContext
from generator.plan.provider_links import link_view, provider_feeds, provider_links, provider_website

Make = Callable[..., SiteContext]


@pytest.mark.parametrize(
    ("provider", "website"),
    [
        (Provider("a.example", "A", "a.example", ()), "https://a.example/"),
        (Provider("a.example", "A", "a.example", (), website="https://b.example/x"), "https://b.example/x"),
        (Provider("tube.example/a", "A", "tube.example", ()), ""),
        (Provider("a-name", "A name", "", ()), ""),
    ],
)
def test_the_website_is_that_of_the_file_or_of_the_domain(provider: Provider, website: str) -> None:
    assert provider_website(provider) == website


def test_links_show_the_host_and_the_feed(make_context: Make) -> None:
    provider = Provider("xn--bcher-kva.example", "B", "xn--bcher-kva.example", ())
    assert provider_links(make_context(), provider, "https://b.example/feed") == (
        LinkView("bücher.example", "https://xn--bcher-kva.example/"),
        LinkView("Its own feed", "https://b.example/feed"),
    )
    assert provider_links(make_context(), Provider("a-name", "A", "", ()), "") == ()
    assert link_view("https://a.example/b", "B") == LinkView("B", "https://a.example/b")


def test_a_feed_is_that_of_the_file_or_of_the_source_of_the_newest_item(make_context: Make) -> None:
    context = make_context()
    slug = context.catalogue.provider_of[0]
    items = (structs.replace(context.catalogue.items[0], source_id="x"), *context.catalogue.items[1:])
    sources = (
        SourceInfo("gone", "https://gone.example/feed"),
        SourceInfo("x", "https://a.example/feed"),
        SourceInfo("y", "https://y.example/feed"),
    )

    def feeds(**changes: object) -> dict[str, str]:
        catalogue = structs.replace(context.catalogue, items=items, sources=sources)
        return provider_feeds(
            SiteContext(structs.replace(catalogue, **changes), context.images, context.settings)
        )

    assert feeds() == {slug: "https://a.example/feed"}
    paused = tuple([structs.replace(source, paused=True) for source in sources])
    assert feeds(sources=paused) == {}
    named = tuple(
        [structs.replace(each, feed="https://own.example/") for each in context.catalogue.providers]
    )
    assert feeds(providers=named)[slug] == "https://own.example/"
