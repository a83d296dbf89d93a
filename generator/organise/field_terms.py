"""Terms of the field taxonomies: values that differ only in case, spaces or punctuation are one term."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model.catalogue import FieldTerm, Row
from generator.model.field_taxonomies import FIELD_TAXONOMIES, FieldTaxonomy
from generator.model.item import Item
from generator.model.settings import SectionSettings
from generator.organise.name_slugs import RESERVED, NameSlugs, first_dates, most_used_spelling


def arrange_field_terms(
    items: Sequence[Item], sections: SectionSettings, language: str = ""
) -> dict[str, tuple[FieldTerm, ...]]:
    """Return the terms of every field taxonomy that the site has pages for, by its name."""
    enabled = [each for each in FIELD_TAXONOMIES if getattr(sections, each.name)]
    return {taxonomy.name: tuple(group_by_field(items, taxonomy, language)) for taxonomy in enabled}


def group_by_field(items: Sequence[Item], taxonomy: FieldTaxonomy, language: str = "") -> Iterator[FieldTerm]:
    """Yield the terms that items have, by slug."""
    slugs = NameSlugs(taxonomy.singular, RESERVED, language)
    slugs.assign(
        first_dates(
            (value, item.published) for item in items for value in filter(str.strip, taxonomy.values(item))
        )
    )
    spellings: dict[str, Counter[str]] = {}
    rows: dict[str, dict[Row, None]] = {}
    for row, item in enumerate(items):
        for value in filter(str.strip, taxonomy.values(item)):
            spellings.setdefault(slugs[value], Counter())[value] += 1
            rows.setdefault(slugs[value], {})[row] = None
    for row, item in enumerate(items):
        own = taxonomy.own_value(item)
        if own and slugs[own] in rows:
            spellings[slugs[own]][own] += 1
            rows[slugs[own]][row] = None
    for slug in sorted(rows):
        names = spellings[slug]
        yield FieldTerm(
            slug, most_used_spelling(names).strip(), tuple(sorted(rows[slug])), tuple(sorted(names))
        )
