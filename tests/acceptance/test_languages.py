"""A site speaks one language: every word of ours comes from the table, on every page."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import msgspec

from generator.model.messages import ENGLISH
from tests.support.site_kit import Site, article

HEARD = ("alt", "aria-label", "title", "placeholder", "label")
"""Attributes that people see or hear."""

NAMES = re.compile(
    r"\b(RSS|Atom|JSON|OPML|Broadsheet|Website|Twitter|LinkedIn|YouTube|PT\d+M|https?://\S+|[A-Za-z]?[a-z.]+\.example)"
)
"""What is called the same in every language."""


PLACES = re.compile(r"\([^\s()]+/[^\s()]+\)")
"""The places of pages, which tell equal titles apart."""

DATA = '<script type="application/ld+json">'
"""What a page says to programs, in words of their own."""


class Texts(HTMLParser):
    """Everything that a page says."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.seen = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.heard += [value or "" for name, value in attrs if name in HEARD]
        given = dict(attrs)
        if given.get("name") == "description":
            self.heard.append(given["content"] or "")

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() != DATA:
            self.seen += data


def marked(value: Any, where: str = "") -> Iterator[str]:
    """Yield the lines of a table in which every word is marked."""
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield from marked(inner, f"{where}{name}.")
        elif inner:
            yield f'{where}{name} = "⟦{inner}⟧"'


def unmarked(text: str) -> str:
    """Take marked words off a text, those within others first."""
    for _ in range(text.count("⟦")):
        text = re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return text


GREEK: dict[str, dict[str, object]] = {
    "_learning/collections/a.md": {"type": "collection", "items": ["b", "c"], "publishedDateTime": None},
    "_learning/courses/b.md": {
        "type": "course",
        "length": "PT75M",
        "levels": ["αα", "ββ"],
        "price": "5 €",
        "ratings": {"count": 1200, "average": 4.5},
    },
    "_learning/videos/c.md": {"type": "video", "length": "PT40S", "publishedDateTime": None},
    "_samples/d.md": {"type": "download", "actions": [{"url": "https://a.example/x", "title": "Χξ"}]},
    "_communities/e.md": {"type": "forum", "members": 1, "publishedDateTime": None},
    "_people/f.md": {
        "type": "profile",
        "location": "Ψψ",
        "affiliation": "Φφ",
        "website": "https://ff.example/",
        "twitter": "ff",
        "publishedDateTime": None,
    },
    "_newsletters/g.md": {"type": "article", "updatedDateTime": "2024-05-02T10:00:00Z"},
}


def greek(site: Site) -> None:
    """Write a site with everything that there can be, whose owner has written Greek alone."""
    lines = ['title = "Ωω"', 'description = "Δδ"', 'locale = "el"', 'base_url = "https://x.example/"']
    site.write("site.toml", "\n".join(["[site]", *lines, "[lists]", "page_size = 2"]))
    site.write("_data/topics/00-a.yaml", "name: Ρρ\n")
    site.write("_data/topics/01-b.yaml", "name: Σσ\nparent: Ρρ\n")
    for number in range(9):
        GREEK[f"_news/{number}.md"] = {"publishedDateTime": f"2024-0{number // 3 + 1}-01T10:00:00Z"}
    for path, fields in GREEK.items():
        name = path.replace("/", "-")
        own = {"title": f"Θθ {name[-5]}", "excerpt": "Λλ", "topics": ["Σσ", "Ρρ"], "tags": ["Ττ"]}
        source = {
            "name": "Ππ" if name < "_news-5" else "Ξξ",
            "domain": "a.example",
            "authors": [{"name": "Νν"}],
        }
        site.record(path, article(name, **own, provider=source) | fields, "<p>Ββ</p>")


def test_no_page_says_a_word_that_is_not_in_the_table(site: Site) -> None:
    greek(site)
    table = site.own_templates() / "words" / "en.toml"
    table.write_text("\n".join(marked(msgspec.to_builtins(ENGLISH))), "utf-8")
    site.build()
    strange: dict[str, str] = {}
    for path, page in site.tree().items():
        said = Texts(page) if path.endswith(".html") else None
        for text in [*unmarked(said.seen).splitlines(), *said.heard] if said else ():
            rest = PLACES.sub("", NAMES.sub("", unmarked(text)))
            if re.search("[A-Za-z]{2}", rest):
                strange.setdefault(rest.strip(), path)
    assert strange == {}


def test_a_german_site_is_german(site: Site) -> None:
    site.write("site.toml", '[site]\nlanguage = "de"\n')
    site.record("_news/a.md", article("a", updatedDateTime="2024-05-02T10:00:00Z"))
    site.build()
    pages = {path: page.decode() for path, page in site.tree().items() if path.endswith(".html")}
    assert all('<html lang="de">' in page for page in pages.values())
    assert ">1. Mai 2024, 10:00</time>" in pages["2024/05/01/the-a/index.html"]
    assert (
        'Aktualisiert am <time class="dt-updated" datetime="2024-05-02T10:00:00Z">2. Mai 2024'
        in pages["2024/05/01/the-a/index.html"]
    )
    assert "Zum Inhalt" in pages["404.html"]
    assert site.tree() == site.clean()


def test_one_word_called_otherwise_is_called_so_everywhere(site: Site) -> None:
    site.record("_news/a.md", article("a"))
    site.build()
    (site.own_templates() / "words" / "en.toml").write_text('topics = "Subjects"', "utf-8")
    site.build()
    assert b"Subjects" in site.tree()["index.html"]
    assert site.tree() == site.clean()
