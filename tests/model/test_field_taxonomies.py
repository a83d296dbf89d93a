"""The table of field taxonomies agrees with the settings and the messages that it names."""

import string
from typing import get_args

import pytest

from generator.model.field_taxonomies import FIELD_TAXONOMIES, FieldTaxonomy
from generator.model.item import Item
from generator.model.messages import ENGLISH
from generator.model.settings import FeedScope, ListScope, SectionSettings

ITEM = Item(path="_news/a.md", key="a", kind="article", title="A")


@pytest.mark.parametrize("taxonomy", FIELD_TAXONOMIES, ids=lambda each: each.name)
def test_a_taxonomy_has_a_setting_that_is_off_feeds_and_messages(taxonomy: FieldTaxonomy) -> None:
    assert getattr(SectionSettings(), taxonomy.name) is False
    assert taxonomy.name in get_args(FeedScope)
    assert taxonomy.name in get_args(ListScope)
    assert getattr(ENGLISH, taxonomy.name)
    assert getattr(ENGLISH, taxonomy.singular)
    feed = getattr(ENGLISH, f"{taxonomy.singular}_feed")
    assert [name for _, name, _, _ in string.Formatter().parse(feed) if name] == [taxonomy.singular]


@pytest.mark.parametrize("taxonomy", FIELD_TAXONOMIES, ids=lambda each: each.name)
def test_an_item_without_the_field_has_no_terms(taxonomy: FieldTaxonomy) -> None:
    assert taxonomy.values(ITEM) == ()


def test_an_item_stands_for_no_term_by_default() -> None:
    assert FieldTaxonomy("labels", "label", lambda item: item.tags).own_value(ITEM) == ""
