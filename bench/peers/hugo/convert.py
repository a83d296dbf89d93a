"""Records → a Hugo site: ``python -m bench.peers.hugo.convert CONTENT SITE``. Its time is not counted.

What Hugo would have to do with templates alone is done here for it: names of keys that Hugo reserves, decoded
text, the topics above an entry's own, providers' slugs, days and months as terms, words for related content,
which related article is which page, lengths in words. ``secured`` is dropped. What stays is the front matter of
the record, in YAML, for Hugo to parse.
"""

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.front_matter import document
from bench.peers.hugo.shelves import Providers, Topics
from bench.peers.hugo.sources import Entry, address, read_entries, slug, text

LAYOUT = Path(__file__).parent / "site"
"""Configuration and layouts."""

_DROPPED = {
    "secured",
    "title",
    "name",
    "excerpt",
    "bio",
    "publishedDateTime",
    "updatedDateTime",
    "type",
    "topics",
    "published",
    "related",
    "items",
}
_WORD = re.compile(r"[^\W\d_][^\W_]{2,}")
_STOP = {
    "the",
    "and",
    "for",
    "was",
    "with",
    "his",
    "are",
    "from",
    "which",
    "but",
    "have",
    "had",
    "they",
    "you",
    "were",
    "their",
    "one",
    "all",
}
_MOST_KEYWORDS, _COMMONEST = 5, 40
"""Keywords of a page, and pages that a keyword may have. Common ones would make related content quadratic."""


class Converter:
    """Knows the whole site, and writes pages of it."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.entries = read_entries(content)
        self.topics = Topics(content, self.entries)
        self.providers = Providers(content, self.entries)
        self._frequency = Counter(word for entry in self.entries for word in _words(entry.title))
        self.pages = _page_paths(self.entries)
        self._by_address = {
            address(entry.fields.get(name)): entry.key
            for entry in reversed(self.entries)
            for name in ("webUrl", "originalUrl")
            if entry.fields.get(name)
        }
        self._by_stem = {entry.path.rpartition(".")[0]: entry.key for entry in self.entries}
        self._part_of: dict[str, list[str]] = {}
        for entry in self.entries:
            for key in self._members(entry):
                self._part_of.setdefault(key, []).append(f"/{self.pages[entry.key]}")

    def adopt(self, entry: Entry) -> None:
        """Give a page to an entry that came later."""
        self.pages[entry.key] = f"{entry.kind}/{entry.moment[:10]}-{slug(entry.title, 40)}-{len(self.pages)}"

    def front_matter(self, entry: Entry) -> dict[str, Any]:
        """Return a page's front matter."""
        own = self.topics.own(entry)
        places = self.providers.places(entry)
        made: dict[str, Any] = {"title": entry.title, "kind": entry.kind, "excerpt": entry.excerpt}
        if entry.moment:
            day = entry.moment[:10]
            made |= {"date": entry.moment, "slug": self.pages[entry.key].rpartition("/")[2][11:]}
            made |= {"days": [day], "months": [day[:7]], "years": [day[:4]]}
        else:
            made["url"] = f"/{self.pages[entry.key]}/"
        if entry.fields.get("updatedDateTime"):
            made["lastmod"] = entry.fields["updatedDateTime"]
        made |= {"topics": self.topics.rolled_up(own), "subjects": own}
        made |= {"providers": places, "publisher": places[0] if places else ""}
        made |= {"promoted": entry.fields.get("published", True), "keywords": self._keywords(entry.title)}
        made |= {name: value for name, value in entry.fields.items() if name not in _DROPPED}
        made |= _shown(entry.fields)
        made["related"] = [self._related(each) for each in entry.fields.get("related") or ()]
        made |= {"holds": self._holds(entry), "part_of": self._part_of.get(entry.key)}
        return {name: value for name, value in made.items() if value not in (None, [], "")}

    def file(self, entry: Entry) -> str:
        """Return a page's path under ``content/``; its ending tells Hugo whether there is Markdown to parse."""
        return f"{self.pages[entry.key]}.{'html' if entry.body else 'md'}"

    def _keywords(self, title: str) -> list[str]:
        """Return the rarest words of a title that other titles have too."""
        shared = [word for word in _words(title) if 2 <= self._frequency[word] <= _COMMONEST]
        return sorted(shared, key=lambda word: (self._frequency[word], word))[:_MOST_KEYWORDS]

    def _related(self, brief: Mapping[str, Any]) -> dict[str, Any]:
        key = self._by_address.get(address(brief.get("webUrl") or brief.get("originalUrl")))
        made = {name: value for name, value in brief.items() if name != "type"}
        made["title"] = text(brief.get("title") or "")
        return made | ({"page": f"/{self.pages[key]}"} if key else {})

    def _holds(self, entry: Entry) -> list[str]:
        """Return the pages of a collection's members."""
        return [f"/{self.pages[key]}" for key in self._members(entry)]

    def _members(self, entry: Entry) -> list[str]:
        names = [f"_learning/{name}" for name in entry.fields.get("items") or ()]
        return [self._by_stem[name] for name in names if name in self._by_stem]


def convert(content: Path, site: Path) -> Converter:
    """Write a whole Hugo site into ``site``, which must not exist."""
    converter = Converter(content)
    shutil.copytree(LAYOUT, site)
    for entry in converter.entries:
        write_page(converter, entry, site)
    data = site / "data"
    data.mkdir()
    for name, value in (
        ("topics", converter.topics.data),
        ("topic_order", converter.topics.order),
        ("providers", converter.providers.data),
        ("provider_order", converter.providers.order),
    ):
        (data / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    for picture in sorted(_local_pictures(converter)):
        if (content / picture).is_file():
            (site / "static" / picture).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(content / picture, site / "static" / picture)
    return converter


def _local_pictures(converter: Converter) -> set[str]:
    """Return the paths of the site's own pictures that some page shows."""
    shown = [each["logo"] for each in converter.providers.data.values()]
    shown += [image["url"] for entry in converter.entries for image in (entry.fields.get("images") or ())[:1]]
    return {url.lstrip("/") for url in shown if url.startswith("/") and not url.startswith("//")}


def write_page(converter: Converter, entry: Entry, site: Path) -> Path:
    """Write one page and return its file."""
    file = site / "content" / converter.file(entry)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(document(converter.front_matter(entry), entry.body), "utf-8")
    return file


def _page_paths(entries: Sequence[Entry]) -> dict[str, str]:
    """Return for each key the page's path without ending: ``article/2021-12-15-title``."""
    taken: set[str] = set()
    pages: dict[str, str] = {}
    for entry in entries:
        day = f"{entry.moment[:10]}-" if entry.moment else ""
        path = base = f"{entry.kind}/{day}{slug(entry.title) or entry.kind}"
        number = 1
        # Dated pages of all kinds share the folder of their day.
        while (path.partition("/")[2] if day else path) in taken:
            number += 1
            path = f"{base}-{number}"
        taken.add(path.partition("/")[2] if day else path)
        pages[entry.key] = path
    return pages


def _words(title: str) -> list[str]:
    return [word for word in dict.fromkeys(_WORD.findall(title.lower())) if word not in _STOP]


def _shown(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as people read them, and the one that cards show."""
    length, ratings, members = (
        _duration(fields.get("length")),
        fields.get("ratings") or {},
        fields.get("members"),
    )
    facts = {
        "Length": length,
        "Level": ", ".join(fields.get("levels") or ()),
        "Price": fields.get("price"),
        "Rating": f"{ratings['average']:.1f} ({ratings.get('count') or 0:,} ratings)" if ratings else "",
        "Members": f"{members:,}" if members else "",
        "Location": fields.get("location"),
    }
    note = length or (f"{members:,} members" if members else "")
    if fields.get("type") == "collection":
        note = f"{len(fields.get('items') or ())} items"
    frame = re.search(r"embed/([\w-]+)", str(fields.get("featuredContent") or ""))
    return {
        "facts": [{"label": label, "value": value} for label, value in facts.items() if value],
        "note": note,
        "watch": f"https://www.youtube.com/watch?v={frame[1]}" if frame else "",
    }


def _duration(length: object) -> str:
    found = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", str(length or ""))
    if not found:
        return ""
    parts = [f"{found[number]} {unit}" for number, unit in ((1, "h"), (2, "min")) if found[number]]
    return " ".join(parts) or f"{found[3] or 0} s"


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
