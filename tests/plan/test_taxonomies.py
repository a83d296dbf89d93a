"""Every taxonomy of the table has pages, feeds, an index, navigation, filters: proven with one that only tests know."""

from collections.abc import Callable

import msgspec

from generator.model.catalogue import Provider, Topic
from generator.model.images import ImageSet
from generator.model.settings import SectionSettings
from generator.plan.context import SiteContext
from generator.plan.taxonomies import KINDS, PROVIDERS, TAXONOMIES, TOPICS, enabled_taxonomies

Make = Callable[..., SiteContext]
replace = msgspec.structs.replace


def test_a_taxonomy_without_its_section_has_no_pages(make_context: Make) -> None:
    context = make_context(3)
    settings = replace(context.settings, sections=SectionSettings(topics=False))
    context = SiteContext(context.catalogue, context.images, settings)
    assert enabled_taxonomies(context) == [PROVIDERS, KINDS]


def test_terms_are_listed_below_their_parents(make_context: Make) -> None:
    context = make_context(2)
    topics = (
        Topic("z", "Z", "", "", ("m",), (0,)),
        Topic("a", "A", "", "", (), (0,)),
        Topic("m", "M", "", "z", (), (0,)),
    )
    context = SiteContext(replace(context.catalogue, topics=topics), ImageSet({}), context.settings)
    lines = [[(term.slug, depth) for term, depth in family] for family in TOPICS.families(context)]
    assert lines == [[("z", 0), ("m", 1)], [("a", 0)]]


def test_providers_are_in_alphabetical_order_with_the_parts_of_their_domain(make_context: Make) -> None:
    context = make_context(2)
    providers = (
        Provider("z.example", "Z", "z.example", (0,)),
        Provider("b.example", "b", "b.example", (0, 1), ("b.example/y",)),
        Provider("b.example/y", "Y", "b.example", (0,)),
    )
    context = SiteContext(replace(context.catalogue, providers=providers), ImageSet({}), context.settings)
    families = PROVIDERS.families(context)
    assert [[(term.name, term.title, depth) for term, depth in family] for family in families] == [
        [("b", "b", 0), ("Y", "Y (b.example)", 1)],
        [("Z", "Z", 0)],
    ]


def test_names_of_taxonomies_are_sections_and_have_messages(make_context: Make) -> None:
    context = make_context(1)
    for taxonomy in TAXONOMIES:
        assert hasattr(context.settings.sections, taxonomy.name)
        assert taxonomy.title(context)
        assert hasattr(context.words, taxonomy.label)
