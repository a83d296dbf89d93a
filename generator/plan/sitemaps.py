"""Sitemaps: an index, and one part for each year of items and for everything else.

Parts by year stay as they are when a new item comes, so a crawler re-reads only what moved.
``lastmod`` is true: an item's own date, and for a list the newest date that it shows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.model.output import Sitemap, SitemapUrl, Sketch
from generator.plan.edition import Edition

LIMIT = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


def sitemaps(edition: Edition, sketches: Iterable[Sketch]) -> Iterator[Sitemap]:
    """Yield the sitemap index and its parts for all pages that search engines should know."""
    parts: list[SitemapUrl] = []
    for name, urls in sorted(_grouped(edition, sketches).items()):
        for number, start in enumerate(range(0, len(urls), LIMIT), start=1):
            path = f"sitemap-{name}.xml" if number == 1 else f"sitemap-{name}-{number}.xml"
            chunk = tuple(urls[start : start + LIMIT])
            yield Sitemap(path, False, chunk)
            parts.append(SitemapUrl(edition.addresses.absolute(path), max(url.lastmod for url in chunk)))
    yield Sitemap("sitemap.xml", True, tuple(parts))


def _grouped(edition: Edition, sketches: Iterable[Sketch]) -> dict[str, list[SitemapUrl]]:
    items = edition.catalogue.items
    groups: dict[str, list[SitemapUrl]] = defaultdict(list)
    for sketch in sketches:
        if not sketch.address:
            continue
        name = "lists"
        if sketch.kind == "item":
            name = sketch.path[:4] if items[sketch.place].published else "undated"
        groups[name].append(SitemapUrl(sketch.address, sketch.lastmod))
    return groups
