"""Providers: who published what, by domain and by name.

A domain is one provider, with a page of its own. Where several names publish on one domain (a host of
channels, a company with many blogs), each is a provider below it, and the domain shows everything.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from generator.model.catalogue import Provider, Row
from generator.model.item import Item, ItemImage
from generator.model.site_data import ProviderInfo
from generator.organise.logos import choose_logo, local_copies, logo_file_name, most_used_logo
from generator.organise.name_slugs import RESERVED, NameSlugs, most_used_spelling
from generator.organise.provider_notes import ProviderInfoIndex

_is_domain = re.compile(r"(?=.{4,253}\Z)[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+").fullmatch

Credit = tuple[str, str]
"""Domain and name, as a record gives them."""

Identity = tuple[str, str]
"""Domain and slug of the name, both checked; "" for what is not known."""

Logos = tuple[ItemImage, ...]


class Providers(Struct, frozen=True):
    """``providers`` by name and slug; ``provider_of`` by row, the narrowest one's slug or ""."""

    providers: tuple[Provider, ...]
    provider_of: tuple[str, ...]


class _Directory(Struct, frozen=True):
    """What is known of providers before they are made. ``names`` are those of each domain; ``logos`` are
    counted by the provider's slug; ``copies`` are the site's own ones, by domain and name of the file."""

    spellings: dict[Identity, Counter[str]]
    names: dict[str, list[str]]
    logos: dict[str, Counter[Logos]]
    copies: dict[tuple[str, str], ItemImage]
    registry: ProviderInfoIndex


def arrange_providers(items: Sequence[Item], notes: Sequence[ProviderInfo]) -> Providers:
    """Arrange the providers that items name. Notes only describe: a provider without items is not listed."""
    slugs = NameSlugs("provider", RESERVED)
    credits_of = [(item.source.domain, item.source.name) if item.source else ("", "") for item in items]
    counts = Counter(credits_of)
    identities = {credit: _identify(credit, slugs) for credit in counts}
    names = _names_by_domain(identities.values())
    places = {credit: _places(identity, names) for credit, identity in identities.items()}
    logos = _count_logos(items, credits_of, places)
    named = [(note.domain.lower(), note.logos) for note in notes]
    shown = [(domain, each) for domain in names for each in logos.get(domain, ())]
    directory = _Directory(
        spellings=_spellings(counts, identities),
        names=names,
        logos=logos,
        copies=local_copies([*named, *shown]),
        registry=ProviderInfoIndex(notes, slugs),
    )
    rows = _rows(credits_of, places)
    providers = [_provider(slug, tuple(rows[slug]), directory) for slug in rows]
    narrowest = {credit: next(iter(slugs_of), "") for credit, slugs_of in places.items()}
    return Providers(
        providers=tuple(sorted(providers, key=_by_name)),
        provider_of=tuple([narrowest[credit] for credit in credits_of]),
    )


def _identify(credit: Credit, slugs: NameSlugs) -> Identity:
    """Check a credit. What is no domain counts as none: it would become a path. A name that only repeats the
    domain adds nothing to it."""
    domain, name = credit[0].lower(), credit[1].strip()
    if not _is_domain(domain) or domain in RESERVED:
        domain = ""
    if not name or (domain and name.lower() in (domain, f"www.{domain}")):
        return domain, ""
    return domain, slugs[name]


def _names_by_domain(identities: Iterable[Identity]) -> dict[str, list[str]]:
    """Return the names on every domain, sorted; none where only the domain is known."""
    names: dict[str, list[str]] = {}
    for domain, name in sorted(set(identities)):
        if domain:
            names.setdefault(domain, []).extend([name] if name else [])
    return names


def _spellings(
    counts: Mapping[Credit, int], identities: Mapping[Credit, Identity]
) -> dict[Identity, Counter[str]]:
    spellings: dict[Identity, Counter[str]] = {}
    for credit, identity in identities.items():
        spellings.setdefault(identity, Counter())[credit[1].strip()] += counts[credit]
    return spellings


def _places(identity: Identity, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the slugs of the providers that an identity belongs to, the narrowest first."""
    domain, name = identity
    if not domain:
        return (name,) if name else ()
    return (f"{domain}/{name}", domain) if name and len(names[domain]) > 1 else (domain,)


def _count_logos(
    items: Sequence[Item], credits_of: Sequence[Credit], places: Mapping[Credit, tuple[str, ...]]
) -> dict[str, Counter[Logos]]:
    logos_of = [item.source.logos if item.source else () for item in items]
    logos: dict[str, Counter[Logos]] = {}
    for (credit, shown), count in Counter(zip(credits_of, logos_of, strict=True)).items():
        for slug in places[credit] if shown else ():
            logos.setdefault(slug, Counter())[shown] += count
    return logos


def _rows(credits_of: Iterable[Credit], places: Mapping[Credit, tuple[str, ...]]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {slug: [] for slugs in places.values() for slug in slugs}
    for row, credit in enumerate(credits_of):
        for slug in places[credit]:
            rows[slug].append(row)
    return rows


def _provider(slug: str, rows: tuple[Row, ...], directory: _Directory) -> Provider:
    """Make one provider: a name, or a whole domain with one name behind it, several or none."""
    domain, name = _behind(slug, directory)
    names = directory.names.get(slug, [])
    parts = [f"{slug}/{each}" for each in names] if len(names) > 1 else []
    domain_note = directory.registry.of_domain(domain)
    note = directory.registry.of_name(domain, name) if name else domain_note
    return Provider(
        slug=slug,
        name=note.name if note else _spelling(domain, name, directory),
        domain=domain,
        rows=rows,
        parts=tuple(parts),
        description=note.description if note else "",
        logo=_copy(domain, _logo(slug, note, domain_note, directory), directory),
    )


def _behind(slug: str, directory: _Directory) -> Identity:
    """Return the domain and the one name that a provider's slug stands for, "" for none or several."""
    if slug not in directory.names:
        domain, _, name = slug.rpartition("/")
        return domain, name
    names = directory.names[slug]
    return slug, names[0] if len(names) == 1 else ""


def _spelling(domain: str, name: str, directory: _Directory) -> str:
    return most_used_spelling(directory.spellings[domain, name]) if name else domain


def _logo(
    slug: str, note: ProviderInfo | None, domain_note: ProviderInfo | None, directory: _Directory
) -> ItemImage | None:
    """Return the logo of the provider's own note, else the one its items show, else its domain's."""
    own = note or (domain_note if slug in directory.names else None)
    registered = choose_logo(own.logos) if own else None
    if registered:
        return registered
    shown = most_used_logo(directory.logos.get(slug, Counter()).items())
    return shown or (choose_logo(domain_note.logos) if domain_note else None)


def _copy(domain: str, logo: ItemImage | None, directory: _Directory) -> ItemImage | None:
    """Return the site's own copy of a logo that lies on another host: one of the domain, in a file of that name."""
    if logo is None or logo.local:
        return logo
    return directory.copies.get((domain, logo_file_name(logo)), logo)


def _by_name(provider: Provider) -> tuple[str, str]:
    return provider.name.casefold(), provider.slug
