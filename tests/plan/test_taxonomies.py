"""Every taxonomy of the table has pages, feeds, an index, a place in the navigation, and search filters."""

from collections.abc import Callable

import msgspec
import pytest

from generator.model.catalogue import FieldTerm, Provider, Topic
from generator.model.field_taxonomies import FIELD_TAXONOMIES, FieldTaxonomy
from generator.model.images import ImageSet
from generator.model.item import Publisher
from generator.model.output import Document, Page
from generator.model.settings import ApiSettings, FeedSettings, SectionSettings
from generator.model.views.api import ApiTerms
from generator.model.views.pages import IndexPage, ItemPage, ListPage, SearchPage
from generator.plan.context import SiteContext
from generator.plan.search import plan_blocks, search_entries, search_page
from generator.plan.signatures import Signatures
from generator.plan.site import make_plan
from generator.plan.taxonomies import KINDS, PROVIDERS, TAXONOMIES, TOPICS, enabled_taxonomies
from generator.plan.theme.navigation import section_links

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


def with_field_terms(context: SiteContext, name: str) -> SiteContext:
    """Return a context whose first two items have a term of a field taxonomy."""
    items = list(context.catalogue.items)
    for row in (0, 1):
        paper = Publisher("A", "a.example", authors=("ada",))
        items[row] = replace(items[row], source=paper, tags=("ada",))
    catalogue = replace(
        context.catalogue,
        items=tuple(items),
        field_terms={name: (FieldTerm("ada", "Ada & Co", (0, 1), ("Ada & Co", "ada")),)},
    )
    scopes = (*context.settings.feeds.scopes, name)
    settings = replace(
        context.settings,
        sections=replace(context.settings.sections, **{name: True}),
        feeds=msgspec.convert({"scopes": scopes}, FeedSettings),
        api=ApiSettings(enabled=True),
    )
    return SiteContext(catalogue, context.images, settings)


def outputs(context: SiteContext) -> dict[str, object]:
    plan = make_plan(context.catalogue, context.images, context.settings, ())
    return {planned.path: plan.make_output(planned) for planned in plan.planned}


def page_of(output: object) -> object:
    assert isinstance(output, Page)
    return output.page


@pytest.mark.parametrize("field", FIELD_TAXONOMIES, ids=lambda each: each.name)
def test_a_field_taxonomy_has_all_that_topics_have(make_context: Make, field: FieldTaxonomy) -> None:
    name = field.name
    context = with_field_terms(make_context(3), name)
    made = outputs(context)
    listed, index, item = (
        page_of(made[path])
        for path in (f"{name}/ada/index.html", f"{name}/index.html", "2026/03/31/item-0/index.html")
    )
    assert isinstance(listed, ListPage)
    assert isinstance(index, IndexPage)
    assert isinstance(item, ItemPage)
    assert [card.title for card in listed.cards] == ["Item 0", "Item 1"]
    assert [feed.format for feed in listed.head.feeds] == ["RSS", "Atom", "JSON"]
    assert [(each.title, each.count) for each in index.entries] == [("Ada & Co", "2")]
    assert [(terms.name, [link.title for link in terms.links]) for terms in item.terms] == [
        (name, ["Ada & Co"])
    ]
    assert item.terms[0].links[0].url.endswith(f"/{name}/ada/")
    assert {f"{name}/ada/feed.{ending}" for ending in ("rss", "atom", "json")} <= made.keys()
    document = made[f"api/{name}.json"]
    assert isinstance(document, Document)
    assert isinstance(document.body, ApiTerms)
    assert [term.slug for term in document.body.terms] == ["ada"]


@pytest.mark.parametrize("field", FIELD_TAXONOMIES, ids=lambda each: each.name)
def test_a_field_taxonomy_is_in_navigation_search_and_sitemap(
    make_context: Make, field: FieldTaxonomy
) -> None:
    context = with_field_terms(make_context(3), field.name)
    assert f"/feed/{field.name}/" in [link.url for link in section_links(context)]
    search = search_page(context, "").page
    assert isinstance(search, SearchPage)
    assert field.singular in dict(search.filters)
    _, block = plan_blocks(context, Signatures(context, b""), b"e")
    first, _, third = search_entries(context, block)
    assert dict(first.filters)[field.singular] == ("Ada & Co",)
    assert field.singular not in dict(third.filters)
    plan = make_plan(context.catalogue, context.images, context.settings, ())
    assert f"https://x.example/feed/{field.name}/ada/" in {planned.url for planned in plan.planned}


@pytest.mark.parametrize("field", FIELD_TAXONOMIES, ids=lambda each: each.name)
def test_a_field_taxonomy_leaves_no_trace_while_it_is_off(make_context: Make, field: FieldTaxonomy) -> None:
    context = make_context(3)
    made = outputs(context)
    assert not [path for path in made if path.startswith((f"{field.name}/", f"api/{field.name}"))]
    item = page_of(made["2026/03/31/item-0/index.html"])
    assert isinstance(item, ItemPage)
    assert item.terms == ()
    search = search_page(context, "").page
    assert isinstance(search, SearchPage)
    assert field.singular not in dict(search.filters)


@pytest.mark.parametrize("field", FIELD_TAXONOMIES, ids=lambda each: each.name)
def test_pages_with_a_term_follow_its_name(make_context: Make, field: FieldTaxonomy) -> None:
    context = with_field_terms(make_context(3), field.name)
    term = FieldTerm("ada", "Ada", (0, 1), ("Ada", "ada"))
    renamed = replace(context.catalogue, field_terms={field.name: (term,)})
    plans = [make_plan(each, context.images, context.settings, ()) for each in (context.catalogue, renamed)]
    made = [{each.path: (each.signature, plan.make_output(each)) for each in plan.planned} for plan in plans]
    moved = {path for path, (_, output) in made[0].items() if made[1][path][1] != output}
    assert moved <= {path for path, (signature, _) in made[0].items() if made[1][path][0] != signature}
    assert {"2026/03/31/item-0/index.html", f"{field.name}/ada/feed.rss", f"{field.name}/index.html"} <= moved
    assert "2026/03/29/item-2/index.html" not in moved
