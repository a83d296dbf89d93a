"""Indexes of names, and that of providers: on one page where they are few; else the largest, and parts from A to Z."""

from collections.abc import Iterator
from unicodedata import normalize

from msgspec import Struct

from generator.model.catalogue import Provider
from generator.model.output import Page
from generator.model.views.pages import IndexPage
from generator.model.views.parts import EntryView, LinkView
from generator.plan.context import SiteContext
from generator.plan.pages.head import page_head
from generator.plan.pages.pagination import numbered_title
from generator.plan.urls import output_file

SHORT = 150
"""Names that one page holds: within 60 kB, even if each has a logo, or is as long as a name may be."""

PLACE = "providers/"
OTHERS = "0-9"
"""The part of names that begin with no letter."""

IndexLine = tuple[Provider, int]
"""A provider with its depth: those that share a domain stand under it."""


IndexLines = list[EntryView]


class AlphabeticalIndex(Struct, frozen=True, gc=False):
    """An index of names. ``families`` are lines that stay together, each with the name it is looked up by, in the order
    of a page that holds them all; ``largest`` are those that a long index shows first."""

    place: str
    template: str
    heading: str
    families: tuple[tuple[str, IndexLines], ...]
    largest: IndexLines


def provider_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the index of providers, and its parts if it has any."""
    families = group_by_letter(context)
    roots = sorted((family[0][0] for family in families), key=lambda each: (-len(each.rows), each.slug))
    yield from alphabetical_pages(
        context,
        AlphabeticalIndex(
            place=PLACE,
            template="providers",
            heading=context.words.providers,
            families=tuple([(family[0][0].name, _entries(context, family)) for family in families]),
            largest=_entries(context, [(provider, 0) for provider in roots[:SHORT]]),
        ),
    )


def alphabetical_pages(context: SiteContext, index: AlphabeticalIndex) -> Iterator[Page]:
    """Yield the pages of an index: one, or the largest and a part for each letter."""
    lines = [line for _, family in index.families for line in family]
    if not is_long(len(lines)):
        yield _page(context, index, index.place, index.heading, lines, ())
        return
    parts = _parts(index)
    link = context.addresses.link
    links = tuple([LinkView(letter, link(part_place(index.place, letter))) for letter in parts])
    yield _page(context, index, index.place, index.heading, index.largest, links, context.words.largest)
    for letter, each in parts.items():
        yield from _letter(context, index, letter, each, links)


def is_long(count: int) -> bool:
    """Tell whether so many names are too many for one page."""
    return count > SHORT


def group_by_letter(context: SiteContext) -> list[list[IndexLine]]:
    """Return providers by name, each with those that share its domain behind it."""
    parts = {part for provider in context.catalogue.providers for part in provider.parts}
    roots = [provider for provider in context.catalogue.providers if provider.slug not in parts]
    roots.sort(key=lambda each: (each.name.casefold(), each.slug))
    return [[(root, 0), *[(context.providers[part], 1) for part in root.parts]] for root in roots]


def _parts(index: AlphabeticalIndex) -> dict[str, IndexLines]:
    """Return the lines of each letter, letters in order, names without one last."""
    parts: dict[str, IndexLines] = {}
    for name, family in index.families:
        parts.setdefault(index_letter(name), []).extend(family)
    return {letter: parts[letter] for letter in sorted(parts, key=lambda each: (each == OTHERS, each))}


def index_letter(name: str) -> str:
    """Return the letter under which people look for a name: without accents, a capital where there are any."""
    first = normalize("NFKD", name.strip())[:1].upper()[:1]
    return first if first.isalpha() else OTHERS


def part_place(index: str, letter: str, number: int = 1) -> str:
    """Return the place of a part of an index. Nothing else has it: neither domains nor slugs hold a tilde."""
    place = f"{index}~{letter.lower()}/"
    return place if number == 1 else f"{place}{number}/"


def _letter(
    context: SiteContext,
    index: AlphabeticalIndex,
    letter: str,
    lines: IndexLines,
    letters: tuple[LinkView, ...],
) -> Iterator[Page]:
    """Yield the pages of one letter."""
    marked = tuple([LinkView(each.title, "" if each.title == letter else each.url) for each in letters])
    pages = [lines[start : start + SHORT] for start in range(0, len(lines), SHORT)]
    heading = context.words.by_letter.format(title=index.heading, letter=letter)
    places = [part_place(index.place, letter, number) for number in range(1, len(pages) + 1)]
    ways = ["", *[context.addresses.link(place) for place in places], ""]
    for number, shown in enumerate(pages, start=1):
        said = heading if number == 1 else numbered_title(context, heading, number)
        newer, older = ways[number - 1], ways[number + 1]
        yield _page(context, index, places[number - 1], said, shown, marked, "", older, newer)


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
    whole = LinkView(index.heading, context.addresses.link(index.place))
    view = IndexPage(
        head=page_head(context, place, heading),
        heading=heading,
        crumbs=(context.home_link, *(() if place == index.place else (whole,))),
        template=index.template,
        description=description,
        entries=tuple(lines),
        letters=letters,
        older=older,
        newer=newer,
    )
    return Page(output_file(place), f"pages/{index.template}.html", view)


def _entries(context: SiteContext, lines: list[IndexLine]) -> IndexLines:
    return [provider_entry(context, provider, depth) for provider, depth in lines]


def provider_entry(context: SiteContext, provider: Provider, depth: int = 0) -> EntryView:
    """Return the line of a provider in an index."""
    view = context.provider_views[provider.slug]
    note, count = domain_note(provider, depth), context.wording.number(len(provider.rows))
    return EntryView(provider.name, view.url, count, depth, view.logo, note, view.tile)


def domain_note(provider: Provider, depth: int) -> str:
    """Return the domain where a provider's name does not say it: one name may have several."""
    return provider.domain if depth == 0 and provider.domain != provider.name else ""
