"""Choice of a provider's logo."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.model.item import ItemImage

IDEAL = 100
"""Width in pixels at which a logo looks sharp on a high-density screen: lists show 50."""

SMALLEST = 50
"""Width in pixels that lists give a logo."""


def choose_logo(logos: Sequence[ItemImage]) -> ItemImage | None:
    """Return the logo nearest to the ideal width among those of at least :data:`SMALLEST`.

    If there is none, return a logo of unknown size, else the widest.
    """
    return min(logos, key=_fitness, default=None)


def _fitness(logo: ItemImage) -> tuple[int, int, int, str]:
    width = logo.width or 0
    if not width:
        return 1, 0, 0, logo.url
    if width >= SMALLEST:
        return 0, abs(width - IDEAL), width, logo.url
    return 2, -width, 0, logo.url


def most_used_logo(shown: Iterable[tuple[Sequence[ItemImage], int]]) -> ItemImage | None:
    """Return the logo that most items show. ``shown`` has ``(logos of an item, number of items with them)``."""
    counts: Counter[ItemImage] = Counter()
    for logos, count in shown:
        best = choose_logo(logos)
        if best is not None:
            counts[best] += count
    return min(
        counts, key=lambda logo: (-counts[logo], logo.url, logo.width or 0, logo.height or 0), default=None
    )


def local_copies(
    logos_by_domain: Iterable[tuple[str, Sequence[ItemImage]]],
) -> dict[tuple[str, str], ItemImage]:
    """Return the logos in the content folder by ``(domain, file name)``. A domain may occur more than once."""
    copies: dict[tuple[str, str], ItemImage] = {}
    for domain, logos in logos_by_domain:
        for logo in logos:
            if logo.local:
                name = (domain, logo_file_name(logo))
                copies[name] = min(copies.get(name, logo), logo, key=_fitness)
    return copies


def logo_file_name(logo: ItemImage) -> str:
    """Return the last part of a logo's URL, without its query."""
    return logo.url.partition("?")[0].rpartition("/")[2]
