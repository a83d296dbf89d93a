"""The index of providers: on one page while they are few, else by letter."""

from collections.abc import Callable, Iterator

import pytest
from msgspec import structs

from generator.model.catalogue import Provider
from generator.model.output import Page
from generator.model.views.pages import IndexPage
from generator.plan.context import SiteContext
from generator.plan.pages.alphabetical import (
    MAX_ENTRIES,
    alphabetical_pages,
    index_letter,
    part_place,
    taxonomy_index,
)
from generator.plan.taxonomies import PROVIDERS

Make = Callable[..., SiteContext]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Tidewater Post", "T"),
        ("tidewater", "T"),
        ("Élan", "E"),
        ("Ångström", "A"),
        ("  spaced", "S"),
        ("ﬁne print", "F"),
        ("ßharp", "S"),
        ("9to5", "0-9"),
        ("٣ أخبار", "0-9"),
        ("“Quoted”", "0-9"),
        ("🗞 Press", "0-9"),
        ("", "0-9"),
        ("日経", "日"),
        ("Ωmega", "Ω"),
        ("صحيفة", "ص"),
    ],
)
def test_a_name_is_listed_under_its_letter_without_accent(name: str, letter: str) -> None:
    assert index_letter(name) == letter


def with_providers(context: SiteContext, *providers: Provider) -> SiteContext:
    catalogue = structs.replace(context.catalogue, providers=providers)
    return SiteContext(catalogue, context.images, context.settings)


def provider(name: str, rows: int = 1, slug: str = "", parts: tuple[str, ...] = ()) -> Provider:
    slug = slug or f"{name.lower()}.example"
    return Provider(slug, name, slug.partition("/")[0], tuple(range(rows)), parts)


def provider_pages(context: SiteContext) -> Iterator[Page]:
    return alphabetical_pages(context, taxonomy_index(context, PROVIDERS))


def index(page: Page) -> IndexPage:
    assert isinstance(page.page, IndexPage)
    return page.page


def test_few_providers_are_on_one_page_by_name_with_their_parts(make_context: Make) -> None:
    context = with_providers(
        make_context(),
        provider("beta"),
        provider("tube.example", 3, "tube.example", ("tube.example/zoe", "tube.example/ann")),
        provider("Zoe", 1, "tube.example/zoe"),
        provider("Ann", 2, "tube.example/ann"),
        provider("Alpha"),
    )
    (page,) = provider_pages(context)
    assert page.path == "providers/index.html"
    shown = [(each.title, each.depth, each.count) for each in index(page).entries]
    assert shown == [
        ("Alpha", 0, "1"),
        ("beta", 0, "1"),
        ("tube.example", 0, "3"),
        ("Zoe", 1, "1"),
        ("Ann", 1, "2"),
    ]
    assert index(page).letters == ()


def test_names_that_differ_in_case_alone_have_one_order(make_context: Make) -> None:
    pair = (provider("NEWS", slug="b.example"), provider("news", slug="a.example"))
    for order in (pair, pair[::-1]):
        families = PROVIDERS.families(with_providers(make_context(), *order))
        assert [family[0][0].slug for family in families] == ["a.example", "b.example"]


@pytest.mark.parametrize("more", [0, 1])
def test_one_provider_over_the_limit_splits_the_index_by_letter(make_context: Make, more: int) -> None:
    names = [f"{'AB9'[number % 3]}{number}" for number in range(MAX_ENTRIES + more)]
    pages = list(provider_pages(with_providers(make_context(), *map(provider, names))))
    assert bool(index(pages[0]).letters) == bool(more)
    assert len(pages) == (4 if more else 1)


def test_the_first_page_of_a_long_index_has_the_largest_and_letters_in_order(make_context: Make) -> None:
    names = [f"{'bA9'[number % 3]}{number}" for number in range(MAX_ENTRIES + 1)]
    providers = [provider(name, rows=1 + (name == "A100")) for name in names]
    landing, *parts = provider_pages(with_providers(make_context(), *providers))
    assert index(landing).entries[0].title == "A100"
    assert len(index(landing).entries) == MAX_ENTRIES
    assert [each.title for each in index(landing).letters] == ["A", "B", "0-9"]
    assert [page.path for page in parts] == [f"providers/~{part}/index.html" for part in ("a", "b", "0-9")]
    assert [each.url for each in index(parts[1]).letters if each.title == "B"] == [""], "it is the one shown"
    assert sum(len(index(page).entries) for page in parts) == len(names)


def test_a_long_letter_has_several_linked_pages(make_context: Make) -> None:
    _, *parts = provider_pages(
        with_providers(make_context(), *[provider(f"A{number:03}") for number in range(2 * MAX_ENTRIES + 1)])
    )
    assert [page.path for page in parts] == [
        "providers/~a/index.html",
        "providers/~a/2/index.html",
        "providers/~a/3/index.html",
    ]
    link = make_context().urls.link
    ways = [(index(page).newer, index(page).older) for page in parts]
    first, second, third = (link(part_place("providers/", "A", number)) for number in (1, 2, 3))
    assert ways == [("", second), (first, third), (second, "")]


def test_a_domain_is_shown_if_the_name_differs(make_context: Make) -> None:
    context = with_providers(
        make_context(),
        provider("Paper", slug="paper.example"),
        provider("plain.example", slug="plain.example"),
        provider("tube.example", slug="tube.example", parts=("tube.example/channel",)),
        provider("Channel", slug="tube.example/channel"),
    )
    (page,) = provider_pages(context)
    notes = {each.title: each.note for each in index(page).entries}
    assert notes == {"Paper": "paper.example", "plain.example": "", "tube.example": "", "Channel": ""}
