"""Providers of items, by domain and by name.

A domain is one provider with a page of its own. If several names publish on one domain (a host of channels, a company
with many blogs), each name is a provider below it, and the domain's page lists the items of all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from generator.base.host_names import to_display_host
from generator.model.catalogue import Provider, Row
from generator.model.item import Item, ItemImage
from generator.model.site_data import ProviderInfo
from generator.organise.logos import choose_logo, local_copies, logo_file_name, most_used_logo
from generator.organise.name_slugs import RESERVED, NameSlugs, first_dates, most_used_spelling
from generator.organise.provider_notes import ProviderInfoIndex

_is_domain = re.compile(r"(?=.{4,253}\Z)[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+").fullmatch

Credit = tuple[str, str]
"""Domain and name, as a record gives them."""

Identity = tuple[str, str]
"""Domain and slug of the name, both validated; "" for an unknown one."""

Logos = tuple[ItemImage, ...]


class Providers(Struct, frozen=True):
    """All providers, sorted by name and slug. ``provider_of`` has the slug of each row's most specific provider, or
    ""."""

    providers: tuple[Provider, ...]
    provider_of: tuple[str, ...]


class _Directory(Struct, frozen=True):
    """Lookup tables for making providers. ``names`` are by domain, ``logos`` are counted by the provider's slug, and
    ``copies`` are the logos in the content folder by ``(domain, file name)``."""

    spellings: dict[Identity, Counter[str]]
    names: dict[str, list[str]]
    logos: dict[str, Counter[Logos]]
    copies: dict[tuple[str, str], ItemImage]
    registry: ProviderInfoIndex


def arrange_providers(items: Sequence[Item], notes: Sequence[ProviderInfo], language: str = "") -> Providers:
    """Return the providers that items name. ``notes`` describe providers; a provider without items is not listed."""
    credits_of = [(item.source.domain, item.source.name) if item.source else ("", "") for item in items]
    counts = Counter(credits_of)
    published = [item.published for item in items]
    slugs = _assign_slugs(first_dates(zip(credits_of, published, strict=True)), notes, language)
    identities = {credit: _identify(credit, slugs) for credit in counts}
    names = _names_by_domain(identities.values())
    slugs_of = {credit: _provider_slugs(identity, names) for credit, identity in identities.items()}
    logos = _count_logos(items, credits_of, slugs_of)
    described = [(note.domain.lower(), note.logos) for note in notes]
    shown = [(domain, each) for domain in names for each in logos.get(domain, ())]
    directory = _Directory(
        spellings=_spellings(counts, identities),
        names=names,
        logos=logos,
        copies=local_copies([*described, *shown]),
        registry=ProviderInfoIndex(notes, slugs),
    )
    rows = _rows_by_slug(credits_of, slugs_of)
    providers = [_make_provider(slug, tuple(rows[slug]), directory) for slug in rows]
    narrowest = {credit: next(iter(own), "") for credit, own in slugs_of.items()}
    return Providers(
        providers=tuple(sorted(providers, key=_name_order)),
        provider_of=tuple([narrowest[credit] for credit in credits_of]),
    )


def _assign_slugs(
    dates: Mapping[Credit, datetime | None], notes: Sequence[ProviderInfo], language: str
) -> Mapping[str, NameSlugs]:
    """Return the slugs of names by domain. Names on different domains never need different slugs."""
    named = first_dates((_split_credit(credit), moment) for credit, moment in dates.items())
    names: dict[str, dict[str, datetime | None]] = {}
    for (domain, name), moment in named.items():
        names.setdefault(domain, {}).update({name: moment} if name else {})
    described: dict[str, set[str]] = {}
    for note in notes:
        described.setdefault(note.domain.lower(), set()).add(note.name)
    slugs = {domain: NameSlugs("provider", RESERVED, language) for domain in {*names, *described}}
    for domain, each in slugs.items():
        each.assign(names.get(domain, {}), described.get(domain, ()))
    return slugs


def _split_credit(credit: Credit) -> Credit:
    """Return the domain and the name of a credit, "" for an unknown one.

    An invalid domain counts as none, because domains become paths. A name that only repeats the domain is dropped.
    """
    domain, name = credit[0].lower(), credit[1].strip()
    if not _is_domain(domain) or domain in RESERVED:
        domain = ""
    return domain, "" if domain and name.lower() in (
        domain,
        f"www.{domain}",
        to_display_host(domain),
    ) else name


def _identify(credit: Credit, slugs: Mapping[str, NameSlugs]) -> Identity:
    """Return the identity of a credit."""
    domain, name = _split_credit(credit)
    return domain, slugs[domain][name] if name else ""


def _names_by_domain(identities: Iterable[Identity]) -> dict[str, list[str]]:
    """Return the sorted names of every domain: an empty list if records give the domain only."""
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


def _provider_slugs(identity: Identity, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the slugs of the providers that an identity belongs to, the most specific first."""
    domain, name = identity
    if not domain:
        return (name,) if name else ()
    return (f"{domain}/{name}", domain) if name and len(names[domain]) > 1 else (domain,)


def _count_logos(
    items: Sequence[Item], credits_of: Sequence[Credit], slugs_of: Mapping[Credit, tuple[str, ...]]
) -> dict[str, Counter[Logos]]:
    logos_of = [item.source.logos if item.source else () for item in items]
    logos: dict[str, Counter[Logos]] = {}
    for (credit, shown), count in Counter(zip(credits_of, logos_of, strict=True)).items():
        for slug in slugs_of[credit] if shown else ():
            logos.setdefault(slug, Counter())[shown] += count
    return logos


def _rows_by_slug(
    credits_of: Iterable[Credit], slugs_of: Mapping[Credit, tuple[str, ...]]
) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {slug: [] for slugs in slugs_of.values() for slug in slugs}
    for row, credit in enumerate(credits_of):
        for slug in slugs_of[credit]:
            rows[slug].append(row)
    return rows


def _make_provider(slug: str, rows: tuple[Row, ...], directory: _Directory) -> Provider:
    """Make one provider: a single name, or a whole domain."""
    domain, name = _identity_of_slug(slug, directory)
    names = directory.names.get(slug, [])
    parts = [f"{slug}/{each}" for each in names] if len(names) > 1 else []
    domain_note = directory.registry.of_domain(domain)
    note = directory.registry.of_name(domain, name) if name else domain_note
    return Provider(
        slug=slug,
        name=note.name if note else _display_name(domain, name, directory),
        domain=domain,
        rows=rows,
        parts=tuple(parts),
        description=note.description if note else "",
        website=note.website if note else "",
        feed=note.feed if note else "",
        logo=_prefer_local_copy(domain, _provider_logo(slug, note, domain_note, directory), directory),
    )


def _identity_of_slug(slug: str, directory: _Directory) -> Identity:
    """Return the domain and name of a provider's slug. The name is "" for a domain with no name or with several."""
    if slug not in directory.names:
        domain, _, name = slug.rpartition("/")
        return domain, name
    names = directory.names[slug]
    return slug, names[0] if len(names) == 1 else ""


def _display_name(domain: str, name: str, directory: _Directory) -> str:
    return most_used_spelling(directory.spellings[domain, name]) if name else to_display_host(domain)


def _provider_logo(
    slug: str, note: ProviderInfo | None, domain_note: ProviderInfo | None, directory: _Directory
) -> ItemImage | None:
    """Return the logo of the provider's own description, else of its items, else of its domain's description."""
    own = note or (domain_note if slug in directory.names else None)
    registered = choose_logo(own.logos) if own else None
    if registered:
        return registered
    shown = most_used_logo(directory.logos.get(slug, Counter()).items())
    return shown or (choose_logo(domain_note.logos) if domain_note else None)


def _prefer_local_copy(domain: str, logo: ItemImage | None, directory: _Directory) -> ItemImage | None:
    """Return the copy of a remote logo in the content folder (same domain, same file name), else the logo itself."""
    if logo is None or logo.local:
        return logo
    return directory.copies.get((domain, logo_file_name(logo)), logo)


def _name_order(provider: Provider) -> tuple[str, str]:
    return provider.name.casefold(), provider.slug
