"""Alphabetical indexes. A short index is one page. A long one shows its largest entries, and has a page for
each letter."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from msgspec import Struct

from generator.model.output import Page
from generator.model.views.pages import IndexPage
from generator.model.views.parts import EntryView, LinkView
from generator.plan.context import SiteContext
from generator.plan.pages.head import page_head
from generator.plan.pages.pagination import numbered_title
from generator.plan.taxonomies import Taxonomy, TermLine
from generator.plan.urls import output_file

MAX_ENTRIES = 150
"""Maximum entries of a page. That keeps it within 60 kB, even with a logo for each name and names of maximum
length."""

OTHERS = "0-9"
"""Heading for names that do not begin with a letter."""

IndexLines = list[EntryView]


class AlphabeticalIndex(Struct, frozen=True, gc=False):
    """An index of names.

    ``families`` are entries that stay together, each with the name that it is sorted by, in the order of a
    page with all of them. ``largest`` are the entries on the first page of a long index.
    """

    place: str
    template: str
    heading: str
    families: tuple[tuple[str, IndexLines], ...]
    largest: IndexLines


def taxonomy_index(context: SiteContext, taxonomy: Taxonomy) -> AlphabeticalIndex:
    """Return the index of a taxonomy: in its own order, or alphabetical if it is long. Terms without items are left
    out."""
    families = [[line for line in family if line[0].rows] for family in taxonomy.families(context)]
    families = [family for family in families if family]
    terms = {slug: term for slug, term in taxonomy.terms(context).items() if term.rows}
    if is_long(len(terms)):
        families.sort(key=lambda family: (family[0][0].name.casefold(), family[0][0].slug))
    ranked = terms.values() if taxonomy.tree else [family[0][0] for family in families]
    largest = sorted(ranked, key=lambda term: (-len(term.rows), term.slug))[:MAX_ENTRIES]
    return AlphabeticalIndex(
        place=taxonomy.place,
        template=taxonomy.index_template,
        heading=taxonomy.title(context),
        families=tuple([(family[0][0].name, _entries(context, family)) for family in families]),
        largest=_entries(context, [(term, 0) for term in largest]),
    )


def alphabetical_pages(context: SiteContext, index: AlphabeticalIndex) -> Iterator[Page]:
    """Yield the pages of an index: one page, or the largest entries and the pages of each letter."""
    lines = [line for _, family in index.families for line in family]
    if not is_long(len(lines)):
        yield _page(context, index, index.place, index.heading, lines, ())
        return
    parts = _parts(index)
    link = context.urls.link
    links = tuple([LinkView(letter, link(part_place(index.place, letter))) for letter in parts])
    yield _page(context, index, index.place, index.heading, index.largest, links, context.words.largest)
    for letter, each in parts.items():
        yield from _letter(context, index, letter, each, links)


def is_long(count: int) -> bool:
    """Return whether an index of ``count`` names needs several pages."""
    return count > MAX_ENTRIES


def _parts(index: AlphabeticalIndex) -> dict[str, IndexLines]:
    """Return the entries of each letter in alphabetical order, those without a letter last."""
    parts: dict[str, IndexLines] = {}
    for name, family in index.families:
        parts.setdefault(index_letter(name), []).extend(family)
    return {letter: parts[letter] for letter in sorted(parts, key=lambda each: (each == OTHERS, each))}


def index_letter(name: str) -> str:
    """Return the letter that a name is listed under: without accents, upper case if there is one."""
    first = normalize("NFKD", name.strip())[:1].upper()[:1]
    return first if first.isalpha() else OTHERS


def part_place(index: str, letter: str, number: int = 1) -> str:
    """Return the path of a page of a letter. The tilde prevents collisions: neither domains nor slugs contain
    one."""
    place = f"{index}~{letter.lower()}/"
    return place if number == 1 else f"{place}{number}/"


def _letter(
    context: SiteContext,
    index: AlphabeticalIndex,
    letter: str,
    lines: IndexLines,
    letters: tuple[LinkView, ...],
) -> Iterator[Page]:
    """Yield the pages of a letter."""
    letter_links = tuple([LinkView(each.title, "" if each.title == letter else each.url) for each in letters])
    pages = [lines[start : start + MAX_ENTRIES] for start in range(0, len(lines), MAX_ENTRIES)]
    heading = context.words.by_letter.format(title=index.heading, letter=letter)
    places = [part_place(index.place, letter, number) for number in range(1, len(pages) + 1)]
    urls = ["", *[context.urls.link(place) for place in places], ""]
    for number, page in enumerate(pages, start=1):
        title = heading if number == 1 else numbered_title(context, heading, number)
        newer, older = urls[number - 1], urls[number + 1]
        yield _page(context, index, places[number - 1], title, page, letter_links, "", older, newer)


def _page(
    context: SiteContext,
    index: AlphabeticalIndex,
    place: str,
    heading: str,
    lines: IndexLines,
    letters: tuple[LinkView, ...],
    description: str = "",
    older: str = "",
    newer: str = "",
) -> Page:
    index_link = LinkView(index.heading, context.urls.link(index.place))
    view = IndexPage(
        head=page_head(context, place, heading),
        heading=heading,
        crumbs=(context.home_link, *(() if place == index.place else (index_link,))),
        template=index.template,
        description=description,
        entries=tuple(lines),
        letters=letters,
        older=older,
        newer=newer,
    )
    return Page(output_file(place), f"pages/{index.template}.html", view)


def _entries(context: SiteContext, lines: Sequence[TermLine]) -> IndexLines:
    """Return the entries of terms. Only terms with a tile show their logo, or else a column would be ragged."""
    link, number = context.urls.link, context.phrases.number
    return [
        EntryView(
            title=term.name,
            url=link(term.place),
            count=number(len(term.rows)),
            depth=depth,
            logo=term.logo if term.tile else None,
            note=term.note,
            tile=term.tile,
        )
        for term, depth in lines
    ]
