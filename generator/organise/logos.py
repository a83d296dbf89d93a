"""Which of several logos to show beside a provider's name."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.model.item import ItemImage

IDEAL = 100
"""Pixels: what a logo needs to look sharp at twice the 50 that lists give it."""

SMALLEST = 50


def choose_logo(logos: Sequence[ItemImage]) -> ItemImage | None:
    """Return the logo that is wide enough and nearest to the ideal, else one of unknown size, else the widest."""
    return min(logos, key=_fitness, default=None)


def _fitness(logo: ItemImage) -> tuple[int, int, int, str]:
    width = logo.width or 0
    if not width:
        return 1, 0, 0, logo.url
    if width >= SMALLEST:
        return 0, abs(width - IDEAL), width, logo.url
    return 2, -width, 0, logo.url


def most_used_logo(shown: Iterable[tuple[Sequence[ItemImage], int]]) -> ItemImage | None:
    """Return the logo that most items show: ``shown`` are the logos of items and how many items have them."""
    counts: Counter[ItemImage] = Counter()
    for logos, count in shown:
        best = choose_logo(logos)
        if best is not None:
            counts[best] += count
    return min(
        counts, key=lambda logo: (-counts[logo], logo.url, logo.width or 0, logo.height or 0), default=None
    )


def local_copies(known: Iterable[tuple[str, Sequence[ItemImage]]]) -> dict[tuple[str, str], ItemImage]:
    """Return the logos that the site has itself, by domain and name of the file. ``known`` are domains with logos."""
    copies: dict[tuple[str, str], ItemImage] = {}
    for domain, logos in known:
        for logo in logos:
            if logo.local:
                place = (domain, logo_file_name(logo))
                copies[place] = min(copies.get(place, logo), logo, key=_fitness)
    return copies


def logo_file_name(logo: ItemImage) -> str:
    """Return the last part of a logo's address."""
    return logo.url.partition("?")[0].rpartition("/")[2]
