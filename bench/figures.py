"""A finished site in figures, whoever made it, and whether two sites show the same.

Pages are known by what they show, not by their place: ``<article class="item">`` is an item, ``<article>`` a card
of a list. What a list shows is counted over its numbered pages and parts, each item once, so that it does not
matter from which end pages are counted.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_PART = re.compile(r"(?:(?:^|/)undated)?(?:(?:^|/)page/\d+)?\Z")
_DAY = re.compile(r"(?:days/)?(\d{4})[-/](\d\d)[-/](\d\d)")
_ENTRY = re.compile(rb"<(?:item|entry)[ >]")
_CARD = re.compile(rb'<h[23]><a href="([^"]+)"')
_SEPARATOR = "--"
"""Between domain and name where a peer's addresses have no place for two levels."""

CLOSE = 0.03
"""How far sums may differ that need not be equal: pictures, files, bytes."""

DIFFERENT = ("related", "links")
"""Sums that differ: Hugo fills its lists of related articles, and ours have only those that share enough."""

SMALL, LESS_CLOSE = 500, 0.4
"""Items of a small site, and how far its sums may differ: few of its articles are alike, and one program leaves
places in sidebars empty that the other fills with what is new. Such a site is for trying out, not for figures."""


@dataclass
class Figures:
    """A site. ``lists`` counts the items of each list, ``feeds`` entries by feed, ``pages`` pages by their sort."""

    files: int = 0
    size: int = 0
    pages: Counter[str] = field(default_factory=Counter)
    lists: Counter[str] = field(default_factory=Counter)
    feeds: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)


def figures(site: Path) -> Figures:
    """Read a whole site."""
    found = Figures()
    cards: dict[str, set[bytes]] = defaultdict(set)
    for path, size in files_of(site):
        found.files += 1
        found.size += size
        if path.endswith(".html"):
            _count_page(found, cards, path, (site / path).read_bytes())
        elif path.endswith((".rss", ".atom")):
            entries = len(_ENTRY.findall((site / path).read_bytes()))
            if entries:
                found.feeds[_place(path)] = entries
            else:
                found.pages["feeds without entries"] += 1
        elif path.startswith("sitemap"):
            found.pages["addresses in sitemaps"] += (site / path).read_bytes().count(b"<url>")
    found.lists.update({name: len(shown) for name, shown in cards.items()})
    return found


def files_of(site: Path) -> Iterator[tuple[str, int]]:
    """Yield every file of a folder with its size."""
    for folder, _, names in os.walk(site):
        start = os.path.relpath(folder, site)
        for name in names:
            path = name if start == "." else f"{start}/{name}"
            yield path.replace(os.sep, "/"), os.stat(f"{folder}/{name}").st_size  # noqa: PTH116 - very many


def _count_page(found: Figures, cards: dict[str, set[bytes]], path: str, page: bytes) -> None:
    found.sums["pictures"] += page.count(b"<img ")
    found.sums["links"] += page.count(b"<a ")
    if b'http-equiv="refresh"' in page:
        found.pages["redirects"] += 1
    elif b'<article class="item">' in page:
        found.pages["items"] += 1
        aside = page.partition(b'<aside class="related"')[2]
        found.sums["related"] += aside.partition(b"</aside>")[0].count(b"<li>")
    elif b"<article>" in page:
        found.pages["pages of lists"] += 1
        cards[_place(path.removesuffix("index.html").rstrip("/"))].update(_CARD.findall(page))
    else:
        found.pages["other pages"] += 1


def _place(path: str) -> str:
    """Return a list's or feed's name: the same for all programs, for all parts of it."""
    place = _PART.sub("", path)
    day = _DAY.fullmatch(place)
    if day:
        return f"{day[1]}-{day[2]}-{day[3]}"
    return place.replace(_SEPARATOR, "/") or "home"


def differences(ours: Figures, theirs: Figures) -> tuple[list[str], list[str]]:
    """Return what differs: what must not, and what may (with both figures)."""
    wrong = [*_unequal("list", ours.lists, theirs.lists), *_unequal("feed", ours.feeds, theirs.feeds)]
    if ours.pages["items"] != theirs.pages["items"]:
        wrong.append(f"items: {ours.pages['items']:,} and {theirs.pages['items']:,}")
    may = [
        f"{name}: {ours.pages[name]:,} and {theirs.pages[name]:,}"
        for name in sorted(ours.pages | theirs.pages)
        if ours.pages[name] != theirs.pages[name] and name != "items"
    ]
    margin = CLOSE if ours.pages["items"] >= SMALL else LESS_CLOSE
    sums = [(name, ours.sums[name], theirs.sums[name]) for name in sorted(ours.sums | theirs.sums)]
    for name, one, other in (*sums, ("files", ours.files, theirs.files), ("bytes", ours.size, theirs.size)):
        if one != other:
            close = name in DIFFERENT or abs(one - other) <= margin * max(one, other)
            (may if close else wrong).append(
                f"{name}: {one:,} and {other:,} ({one / max(other, 1) - 1:+.1%})"
            )
    return wrong, may


def _unequal(what: str, ours: Counter[str], theirs: Counter[str]) -> Iterator[str]:
    names = sorted(name for name in ours.keys() | theirs.keys() if ours[name] != theirs[name])
    if names:
        some = "; ".join(f"{name} {ours[name]} and {theirs[name]}" for name in names[:5])
        yield f"{len(names)} of {len(ours | theirs):,} {what}s: {some}"
