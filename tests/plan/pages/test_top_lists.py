"""Who publishes most: counted, in a total order, and only where there is something to compare."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.catalogue import Provider, Topic
from generator.model.settings import SectionSettings
from generator.plan.context import SiteContext
from generator.plan.pages.top_lists import MAX_NAMES, top_providers, top_topics

Make = Callable[..., SiteContext]


def of(context: SiteContext, credited: str, **sections: bool) -> SiteContext:
    """Return a context whose items have providers and topics of one letter each; ``-`` is none."""
    letters = sorted(set(credited) - {"-"})
    catalogue = structs.replace(
        context.catalogue,
        providers=tuple([Provider(each, each.upper(), each, ()) for each in letters]),
        topics=tuple([Topic(each, each.upper(), "", "", (), ()) for each in letters]),
        provider_of=tuple(["" if each == "-" else each for each in credited]),
        topics_of=tuple([() if each == "-" else (each,) for each in credited]),
    )
    settings = structs.replace(context.settings, sections=SectionSettings(**sections))
    return SiteContext(catalogue, context.images, settings)


@pytest.mark.parametrize(
    ("providers", "expected"),
    [
        ("", []),
        ("---", []),
        ("aaa", []),
        ("aaa-", []),
        ("ab", [("A", "1"), ("B", "1")]),
        ("ba", [("A", "1"), ("B", "1")]),
        ("cabb", [("B", "2"), ("A", "1"), ("C", "1")]),
        ("-z-zy-", [("Z", "2"), ("Y", "1")]),
    ],
)
def test_the_largest_come_first_and_a_single_one_is_left_out(
    make_context: Make, providers: str, expected: list[tuple[str, str]]
) -> None:
    context = of(make_context(len(providers)), providers)
    rows = range(len(providers))
    assert [(each.title, each.count) for each in top_providers(context, rows)] == expected
    assert [(each.title, each.count) for each in top_topics(context, rows)] == expected


def test_a_page_has_a_maximum_of_names_and_counts_only_its_own_rows(make_context: Make) -> None:
    letters = "abcdefghijklmno"
    context = of(make_context(2 * len(letters)), letters * 2)
    assert [each.title for each in top_providers(context, range(2 * len(letters)))] == list(letters.upper())[
        :MAX_NAMES
    ]
    assert [each.title for each in top_topics(context, (2, 0))] == ["A", "C"]


def test_without_their_section_none_are_named(make_context: Make) -> None:
    context = of(make_context(2), "ab", topics=False, providers=False)
    assert top_topics(context, (0, 1)) == top_providers(context, (0, 1)) == ()
