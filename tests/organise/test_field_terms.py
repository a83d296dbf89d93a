"""Values of a field become terms: one for all spellings, sorted by slug, with the items that have it."""

from datetime import UTC, datetime

from msgspec import structs

from generator.model.catalogue import FieldTerm
from generator.model.field_taxonomies import FieldTaxonomy
from generator.model.item import Item
from generator.model.settings import SectionSettings
from generator.organise.field_terms import arrange_field_terms, group_by_field

LABELS = FieldTaxonomy("labels", "label", lambda item: item.tags)
PEOPLE = FieldTaxonomy("people", "person", lambda item: item.tags, lambda item: item.title)


def item(title: str, *tags: str) -> Item:
    return Item(path=f"_news/{title}.md", key=title, kind="article", title=title, tags=tags)


def test_spellings_that_differ_in_case_or_unicode_form_are_one_term() -> None:
    items = (item("a", "Café"), item("b", "cafe\u0301", "Mill"), item("c", "Café"))
    assert list(group_by_field(items, LABELS)) == [
        FieldTerm("cafe", "Café", (0, 1, 2), ("Café", "cafe\u0301")),
        FieldTerm("mill", "Mill", (1,), ("Mill",)),
    ]


def test_values_that_differ_by_an_accent_are_two_terms_and_the_oldest_has_the_plain_slug() -> None:
    items = [
        structs.replace(item(name, name), published=datetime(2026, 3, day, tzinfo=UTC))
        for day, name in ((2, "Cafe"), (1, "Café"))
    ]
    assert {term.name: term.slug == "cafe" for term in group_by_field(items, LABELS)} == {
        "Café": True,
        "Cafe": False,
    }


def test_a_value_that_an_item_names_twice_counts_once() -> None:
    (term,) = group_by_field((item("a", "Mill", "mill"),), LABELS)
    assert term.rows == (0,)


def test_blank_values_are_no_terms() -> None:
    assert list(group_by_field((item("a", "", " "),), LABELS)) == []


def test_values_that_are_no_words_have_slugs_of_their_own() -> None:
    terms = list(group_by_field((item("a", "page", "C", "C++", "✂", "☂"),), LABELS))
    assert len({term.slug for term in terms}) == len(terms) == 5
    assert all(term.slug not in ("page", "") for term in terms)


def test_an_item_joins_the_term_that_it_stands_for_if_others_have_it() -> None:
    items = (item("a", "Ada"), item("ada"), item("Zoe"))
    assert [(term.slug, term.rows) for term in group_by_field(items, PEOPLE)] == [("ada", (0, 1))]


def test_terms_are_the_same_in_any_order_of_values() -> None:
    one, other = (item("a", "Mill", "Loom"),), (item("a", "Loom", "Mill"),)
    assert list(group_by_field(one, LABELS)) == list(group_by_field(other, LABELS))


def test_only_taxonomies_with_pages_are_arranged() -> None:
    assert arrange_field_terms((item("a", "Mill"),), SectionSettings()) == {}
