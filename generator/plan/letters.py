"""The index of providers: all on one page where they are few; else the largest, and parts from A to Z."""

from collections.abc import Iterator
from unicodedata import normalize

from generator.model.catalogue import Provider
from generator.model.output import Page
from generator.model.pages import IndexPage
from generator.model.view import EntryView, LinkView
from generator.plan.addresses import file_of
from generator.plan.edition import Edition
from generator.plan.heads import head_of
from generator.plan.lists import numbered_title

SHORT = 200
"""Providers that one page holds: within 60 kB, even if each has a logo."""

PLACE = "providers/"
OTHERS = "0-9"
"""The part of names that begin with no letter."""

Line = tuple[Provider, int]
"""A provider with its depth: those that share a domain stand under it."""


def provider_pages(edition: Edition) -> Iterator[Page]:
    """Yield the index of providers, and its parts if it has any."""
    families = families_of(edition)
    lines = [line for family in families for line in family]
    if len(lines) <= SHORT:
        yield _page(edition, PLACE, edition.words.providers, lines, ())
        return
    parts = _parts(families)
    links = tuple([LinkView(letter, edition.addresses.link(part_place(letter))) for letter in parts])
    largest = sorted((family[0][0] for family in families), key=lambda each: (-len(each.rows), each.slug))
    shown = [(provider, 0) for provider in largest[:SHORT]]
    yield _page(edition, PLACE, edition.words.providers, shown, links, edition.words.largest)
    for letter, each in parts.items():
        yield from _letter(edition, letter, each, links)


def families_of(edition: Edition) -> list[list[Line]]:
    """Return providers by name, each with those that share its domain behind it."""
    parts = {part for provider in edition.catalogue.providers for part in provider.parts}
    roots = [provider for provider in edition.catalogue.providers if provider.slug not in parts]
    roots.sort(key=lambda each: (each.name.casefold(), each.slug))
    return [[(root, 0), *[(edition.providers[part], 1) for part in root.parts]] for root in roots]


def _parts(families: list[list[Line]]) -> dict[str, list[Line]]:
    """Return the lines of each letter, letters in order, names without one last."""
    parts: dict[str, list[Line]] = {}
    for family in families:
        parts.setdefault(letter_of(family[0][0].name), []).extend(family)
    return {letter: parts[letter] for letter in sorted(parts, key=lambda each: (each == OTHERS, each))}


def letter_of(name: str) -> str:
    """Return the letter under which people look for a name: without accents, a capital where there are any."""
    first = normalize("NFKD", name.strip())[:1].upper()[:1]
    return first if first.isalpha() else OTHERS


def part_place(letter: str, number: int = 1) -> str:
    """Return the place of a part. No provider has it: neither domains nor slugs hold a tilde."""
    place = f"{PLACE}~{letter.lower()}/"
    return place if number == 1 else f"{place}{number}/"


def _letter(
    edition: Edition, letter: str, lines: list[Line], letters: tuple[LinkView, ...]
) -> Iterator[Page]:
    """Yield the pages of one letter."""
    marked = tuple([LinkView(each.title, "" if each.title == letter else each.url) for each in letters])
    pages = [lines[start : start + SHORT] for start in range(0, len(lines), SHORT)]
    heading = edition.words.by_letter.format(title=edition.words.providers, letter=letter)
    link = edition.addresses.link
    for number, shown in enumerate(pages, start=1):
        said = heading if number == 1 else numbered_title(edition, heading, number)
        newer = link(part_place(letter, number - 1)) if number > 1 else ""
        older = link(part_place(letter, number + 1)) if number < len(pages) else ""
        yield _page(edition, part_place(letter, number), said, shown, marked, "", older, newer)


def _page(
    edition: Edition,
    place: str,
    heading: str,
    lines: list[Line],
    letters: tuple[LinkView, ...],
    description: str = "",
    older: str = "",
    newer: str = "",
) -> Page:
    above = () if place == PLACE else (LinkView(edition.words.providers, edition.addresses.link(PLACE)),)
    view = IndexPage(
        head=head_of(edition, place, heading),
        heading=heading,
        crumbs=(edition.home_link, *above),
        template="providers",
        description=description,
        entries=tuple([provider_entry(edition, provider, depth) for provider, depth in lines]),
        letters=letters,
        older=older,
        newer=newer,
    )
    return Page(file_of(place), "pages/providers.html", view)


def provider_entry(edition: Edition, provider: Provider, depth: int = 0) -> EntryView:
    """Return the line of a provider in an index."""
    view = edition.provider_views[provider.slug]
    note, count = domain_note(provider, depth), edition.wording.number(len(provider.rows))
    return EntryView(provider.name, view.url, count, depth, view.logo, note, view.tile)


def domain_note(provider: Provider, depth: int) -> str:
    """Return the domain where a provider's name does not say it: one name may have several."""
    return provider.domain if depth == 0 and provider.domain != provider.name else ""
