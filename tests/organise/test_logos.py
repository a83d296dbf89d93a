"""Choice of a provider's logo."""

from collections.abc import Callable

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, Provider
from generator.model.item import Item, ItemImage, Publisher
from generator.model.site_data import ProviderInfo, SiteData
from generator.organise.logos import choose_logo, local_copies, logo_file_name, most_used_logo

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]


def items_of(make_item: MakeItem, *sources: Publisher | None) -> list[Item]:
    """One item for each source, in the catalogue's order."""
    return [make_item(f"{number:03}", source=source) for number, source in enumerate(sources)]


def by_slug(catalogue: Catalogue) -> dict[str, Provider]:
    return {provider.slug: provider for provider in catalogue.providers}


def logo(width: int | None, name: str = "") -> ItemImage:
    return ItemImage(f"https://a.example/{name or width}.png", width=width)


@pytest.mark.parametrize(
    ("widths", "chosen"),
    [((50, 400), 50), ((16, 400), 400), ((80, 120), 80), ((49, None), None), ((16, 32), 32), ((), "none")],
)
def test_a_logo_is_wide_enough_and_not_much_wider(
    make_item: MakeItem, arrange: Arrange, widths: tuple[int | None, ...], chosen: int | str | None
) -> None:
    notes = SiteData(providers=(ProviderInfo("A", "a.example", logos=tuple(map(logo, widths))),))
    provider = arrange(items_of(make_item, Publisher("A", "a.example")), notes)[0].providers[0]
    assert (provider.logo.width if provider.logo else "none") == chosen


def test_without_a_note_the_logo_is_the_one_most_items_show(make_item: MakeItem, arrange: Arrange) -> None:
    shown = ["b", "a", "c", "b", "a"]
    sources = [Publisher("A", "a.example", (logo(50, name),)) for name in shown]
    provider = arrange(items_of(make_item, *sources))[0].providers[0]
    assert provider.logo == logo(50, "a")


COPY = ItemImage("assets/images/a.example-50x50.png", local=True, width=50)


FAR = ItemImage("https://b.example/x/a.example-50x50.png?v=1", width=50)


AVATAR = ItemImage("https://b.example/avatar.png", width=50)


@pytest.mark.parametrize(
    ("shown", "elsewhere", "chosen"),
    [
        (FAR, COPY, COPY),
        (AVATAR, COPY, AVATAR),  # another picture: that of the domain says less
        (FAR, AVATAR, FAR),
        (COPY, FAR, COPY),
    ],
)
def test_a_logo_that_the_site_has_itself_is_not_fetched_from_elsewhere(
    make_item: MakeItem, arrange: Arrange, shown: ItemImage, elsewhere: ItemImage, chosen: ItemImage
) -> None:
    sources = [Publisher("One", "a.example", (shown,)), Publisher("Two", "a.example", (elsewhere,))]
    assert by_slug(arrange(items_of(make_item, *sources))[0])["a.example/one"].logo == chosen
    notes = SiteData(providers=(ProviderInfo("A", "a.example", logos=(elsewhere,)),))
    sources[1] = Publisher("Two", "a.example")
    assert by_slug(arrange(items_of(make_item, *sources), notes)[0])["a.example/one"].logo == chosen


@pytest.mark.parametrize(
    ("widths", "chosen"),
    [
        ([99, 100, 101], 100),
        ([80, 120], 80),  # as near to the ideal: the smaller file
        ([50, 49, None], 50),
        ([49, None, 48], None),
        ([16, 32], 32),
    ],
)
def test_the_order_of_logos_does_not_matter(widths: list[int | None], chosen: int | None) -> None:
    logos = [logo(width) for width in widths]
    assert choose_logo(logos) == choose_logo(logos[::-1]) == logo(chosen)


def test_a_logo_counts_once_for_each_item() -> None:
    small, large = logo(16, "small"), logo(100, "large")
    assert most_used_logo([((small,), 2), ((large, small), 3), ((), 9)]) == large
    assert most_used_logo([((), 9)]) is None


def test_the_best_local_copy_of_each_file_is_kept() -> None:
    narrow = ItemImage("assets/16/a.png", local=True, width=16)
    wide = ItemImage("assets/100/a.png", local=True, width=100)
    remote = ItemImage("https://a.example/b.png", width=100)
    assert local_copies([("a.example", [narrow, remote]), ("a.example", [wide])]) == {
        ("a.example", "a.png"): wide
    }


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/x/logo.png?v=1/2", "logo.png"),
        ("assets/logo.png", "logo.png"),
        ("logo.png", "logo.png"),
    ],
)
def test_the_file_name_of_a_logo_has_no_query(url: str, name: str) -> None:
    assert logo_file_name(ItemImage(url)) == name
