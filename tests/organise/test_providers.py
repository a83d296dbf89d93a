from collections.abc import Callable

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, Provider
from generator.model.item import Item, ItemImage, Publisher
from generator.model.site_data import ProviderInfo, SiteData

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]


def items_of(make_item: MakeItem, *sources: Publisher | None) -> list[Item]:
    """One item for each source, in the catalogue's order."""
    return [make_item(f"{number:03}", source=source) for number, source in enumerate(sources)]


def by_slug(catalogue: Catalogue) -> dict[str, Provider]:
    return {provider.slug: provider for provider in catalogue.providers}


def logo(width: int | None, name: str = "") -> ItemImage:
    return ItemImage(f"https://a.example/{name or width}.png", width=width)


def test_a_domain_with_one_name_is_that_provider(make_item: MakeItem, arrange: Arrange) -> None:
    sources = [
        Publisher("cnn", "cnn.example"),
        Publisher("CNN", "cnn.example"),
        Publisher("CNN", "cnn.example"),
        None,
    ]
    catalogue, _ = arrange(items_of(make_item, *sources))
    assert catalogue.providers == (Provider("cnn.example", "CNN", "cnn.example", (0, 1, 2)),)
    assert catalogue.provider_of == ("cnn.example", "cnn.example", "cnn.example", "")


def test_several_names_share_a_domain_and_each_has_its_part(make_item: MakeItem, arrange: Arrange) -> None:
    names = ["Beta", "Alpha Channel", "beta", ""]
    catalogue, _ = arrange(items_of(make_item, *[Publisher(name, "tube.example") for name in names]))
    found = by_slug(catalogue)
    assert found["tube.example"] == Provider(
        "tube.example",
        "tube.example",
        "tube.example",
        (0, 1, 2, 3),
        parts=("tube.example/alpha-channel", "tube.example/beta"),
    )
    assert found["tube.example/beta"] == Provider("tube.example/beta", "Beta", "tube.example", (0, 2))
    beta, alpha = "tube.example/beta", "tube.example/alpha-channel"
    assert catalogue.provider_of == (beta, alpha, beta, "tube.example")


def test_the_page_of_a_domain_stays_when_a_second_name_comes(make_item: MakeItem, arrange: Arrange) -> None:
    one, two = Publisher("One", "tube.example"), Publisher("Two", "tube.example")
    before = by_slug(arrange(items_of(make_item, one))[0])
    after = by_slug(arrange(items_of(make_item, one, two))[0])
    assert before["tube.example"].rows == (0,)
    assert after["tube.example"].rows == (0, 1)


def test_one_name_on_two_domains_is_two_providers(make_item: MakeItem, arrange: Arrange) -> None:
    sources = [Publisher("BBC", "bbc.example"), Publisher("BBC", "bbc.co.example")]
    assert by_slug(arrange(items_of(make_item, *sources))[0]).keys() == {"bbc.example", "bbc.co.example"}


@pytest.mark.parametrize(
    ("source", "slug", "name"),
    [
        (Publisher("A Paper"), "a-paper", "A Paper"),
        (Publisher("../../x"), "x", "../../x"),
        (Publisher("", "a.example"), "a.example", "a.example"),
        (Publisher("www.A.example", "A.example"), "a.example", "a.example"),
        (Publisher("News", "../../etc"), "news", "News"),
        (Publisher("News", ".hidden.example"), "news", "News"),
        (Publisher("News", "a..example"), "news", "News"),
        (Publisher("News", "a.example/path"), "news", "News"),
        (Publisher("News", "a.example\n"), "news", "News"),
        (Publisher("News", "localhost"), "news", "News"),
        (Publisher("News", "feed.rss"), "news", "News"),
        (Publisher("News", "bücher.example"), "news", "News"),
        (Publisher("", "../x"), "", ""),
        (Publisher(" ", ""), "", ""),
    ],
)
def test_names_and_domains_cannot_leave_their_folder(
    make_item: MakeItem, arrange: Arrange, source: Publisher, slug: str, name: str
) -> None:
    catalogue, _ = arrange(items_of(make_item, source))
    assert catalogue.provider_of == (slug,)
    assert [(provider.slug, provider.name) for provider in catalogue.providers] == [(slug, name)] * bool(slug)


@pytest.mark.parametrize("name", ["page", "Undated", "feed.rss", "★"])
def test_a_part_is_not_named_like_a_part_of_a_list(make_item: MakeItem, arrange: Arrange, name: str) -> None:
    sources = [Publisher(name, "a.example"), Publisher("Other", "a.example"), Publisher(name)]
    slugs = set(by_slug(arrange(items_of(make_item, *sources))[0]))
    taken = {"page", "undated", "feed.rss", ""}
    assert not {slug.rpartition("/")[2] for slug in slugs} & taken
    assert len(slugs) == 4


def test_providers_run_by_name(make_item: MakeItem, arrange: Arrange) -> None:
    sources = [Publisher("zeta"), Publisher("Alpha", "z.example"), Publisher("beta", "a.example")]
    catalogue, _ = arrange(items_of(make_item, *sources))
    assert [provider.name for provider in catalogue.providers] == ["Alpha", "beta", "zeta"]


def test_a_note_describes_and_never_lists(make_item: MakeItem, arrange: Arrange) -> None:
    notes = SiteData(providers=(ProviderInfo("Nobody", "nobody.example"),))
    assert arrange(items_of(make_item, Publisher("One")), notes)[0].providers == (
        Provider("one", "One", "", (0,)),
    )


def test_a_note_names_its_domain_and_the_provider_of_its_name(make_item: MakeItem, arrange: Arrange) -> None:
    tube = ProviderInfo("TUBE", "tube.example", "Videos.", (logo(50),))
    notes = SiteData(providers=(tube,))
    alone = by_slug(arrange(items_of(make_item, Publisher("tube", "tube.example")), notes)[0])["tube.example"]
    assert (alone.name, alone.description, alone.logo) == ("TUBE", "Videos.", logo(50))

    channel = by_slug(arrange(items_of(make_item, Publisher("Channel", "tube.example")), notes)[0])[
        "tube.example"
    ]
    assert (channel.name, channel.description, channel.logo) == ("Channel", "", logo(50))

    sources = [Publisher("Channel", "tube.example", (logo(70),)), Publisher("Other", "tube.example")]
    shared = by_slug(arrange(items_of(make_item, *sources), notes)[0])
    assert (shared["tube.example"].name, shared["tube.example"].description) == ("TUBE", "Videos.")
    assert shared["tube.example/channel"].description == ""
    assert shared["tube.example/channel"].logo == logo(70)
    assert shared["tube.example/other"].logo == logo(50)
