"""Edit scripts: what people, crashes and bad luck do to a site between two builds. Values with one verb, ``apply``."""

import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from hypothesis import strategies as st

from tests.support.site_kit import Site, forget_table, png

SLOTS = 9
"""Records that a script plays with."""

TITLES = (
    "Bees",
    "The tide",
    "A <b>loom</b> & more",
    "News",
    "Bees",
    "page",
    "",
    "Otters return to the Adorf",
    "Otters return to Adorf again",
)
DATES = ("2024-05-01", "2024-05-02", "2024-05-31", "2023-12-31", "2099-01-01", None)
TOPICS = ("Bees", "Tides", "Looms & Wool", "bees!", "page")
PROVIDERS = (
    ("The Paper", "paper.example"),
    ("the PAPER", "www.paper.example"),
    ("One", "tube.example"),
    ("Two", "tube.example"),
    ("page", "tube.example"),
    ("One", ""),
    None,
)
PICTURES = ("/assets/a.png", "/assets/b.png", "https://pictures.example/c.jpg", None)
STATES: dict[str, dict[str, object]] = {
    "live": {},
    "unpromoted": {"published": False},
    "draft": {"draft": True},
    "removed": {"removed": True},
}
"""What a record says of itself."""
EXTRAS: tuple[dict[str, object], ...] = (
    {},
    {"updatedDateTime": "2024-06-01T10:00:00Z", "tags": ["GB"], "locale": "da"},
    {"provider": {"name": "One", "domain": "tube.example", "authors": [{"name": "Ada"}]}},
    {"provider": {"name": "The Press", "domain": "paper.example", "images": [{"url": "/assets/b.png"}]}},
    {
        "featuredContent": '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
        "length": "PT9M",
    },
    {"story": "none"},
    {"story": "The tide"},
    {"price": "Free", "levels": ["One"], "ratings": {"count": 3, "average": 4.5}},
    {"actions": [{"url": "https://a.example/x.pdf", "title": "Get it"}], "type": "download"},
    {"webUrl": "https://b.example/elsewhere", "category": "news", "type": "forum", "members": 12},
    {
        "related": [
            {
                "title": "Elsewhere",
                "webUrl": "https://c.example/x",
                "publishedDateTime": "2024-01-01T00:00:00Z",
                "images": [{"url": "/assets/a.png"}],
                "provider": {"name": "C", "domain": "c.example"},
            }
        ]
    },
)
"""Fields that go before the usual ones."""
TEMPLATES = ("pages/item.html", "partials/card.html", "partials/footer.html", "base.html")


class Edit(Protocol):
    """Something that happens to a site."""

    def apply(self, site: Site) -> None:
        """Do it."""


def record_path(slot: int) -> str:
    """Most are articles; two are a video and a collection that may hold it."""
    return {0: "_learning/videos/r0.md", 1: "_learning/collections/r1.md"}.get(slot, f"_news/r{slot}.md")


@dataclass(frozen=True)
class Write:
    """Add a record, or write it anew."""

    slot: int
    title: str
    date: str | None
    topics: tuple[str, ...]
    provider: tuple[str, str] | None
    picture: str | None
    related: int | None
    state: str
    twin: bool
    words: int
    extra: int

    def apply(self, site: Site) -> None:
        name = 99 if self.twin else self.slot
        fields: dict[str, object] = {
            "title": self.title,
            "excerpt": f"In {self.words} words.",
            "publishedDateTime": f"{self.date}T{self.slot:02}:00:00Z" if self.date else None,
            "originalUrl": f"https://a.example/{name}",
            "type": "collection" if self.slot == 1 else None,
            "items": ["videos/r0", "videos/gone"] if self.slot == 1 else None,
            "provider": {"name": self.provider[0], "domain": self.provider[1]} if self.provider else None,
            "topics": list(self.topics),
            "images": [{"url": self.picture}] if self.picture else None,
            "quality": self.words,
            "related": [{"title": "Related", "webUrl": f"https://a.example/{self.related}"}]
            if self.related is not None
            else None,
            **STATES[self.state],
            **EXTRAS[self.extra],
        }
        site.record(record_path(self.slot), fields, body=f"*{self.words}* [About](/about/) [f](/f.txt)\n")


@dataclass(frozen=True)
class Remove:
    """Remove a record."""

    slot: int

    def apply(self, site: Site) -> None:
        (site.content / record_path(self.slot)).unlink(missing_ok=True)


@dataclass(frozen=True)
class Swap:
    """Let two files change places."""

    one: int
    other: int

    def apply(self, site: Site) -> None:
        first, second = (site.content / record_path(slot) for slot in (self.one, self.other))
        if first.is_file() and second.is_file() and first != second:
            aside = first.with_name("aside")
            first.rename(aside)
            second.rename(first)
            aside.rename(second)


@dataclass(frozen=True)
class Touch:
    """Give a record another date, and nothing else."""

    slot: int

    def apply(self, site: Site) -> None:
        file = site.content / record_path(self.slot)
        if file.is_file():
            file.touch()


@dataclass(frozen=True)
class Describe:
    """Describe a topic, or describe it no longer."""

    topic: str
    parent: str | None
    there: bool

    def apply(self, site: Site) -> None:
        name = f"_data/topics/{TOPICS.index(self.topic):02}-topic.yaml"
        (site.content / name).unlink(missing_ok=True)
        if self.there:
            parent = f"parent: {self.parent}\n" if self.parent else ""
            site.write(name, f"name: {self.topic}\n{parent}keywords: [x]\n")


@dataclass(frozen=True)
class Introduce:
    """Describe a provider, or describe it no longer."""

    provider: tuple[str, str]
    text: str
    picture: str | None
    there: bool

    def apply(self, site: Site) -> None:
        name, domain = self.provider
        path = f"_data/organizations/{domain}-{name}.md"
        (site.content / path).unlink(missing_ok=True)
        if self.there:
            logo = [{"url": self.picture}] if self.picture else None
            site.record(path, {"name": name, "domain": domain, "description": self.text, "images": logo})


@dataclass(frozen=True)
class Paint:
    """Change a picture, or take it away."""

    name: str
    red: int | None

    def apply(self, site: Site) -> None:
        (site.content / "assets" / self.name).unlink(missing_ok=True)
        if self.red is not None:
            site.write(f"assets/{self.name}", png(self.red, 0, 0))


@dataclass(frozen=True)
class WritePage:
    """Write a page of the owner, or remove it."""

    name: str
    permalink: str | None
    menu: bool
    picture: str
    there: bool

    def apply(self, site: Site) -> None:
        path = f"pages/{self.name}.md"
        (site.content / path).unlink(missing_ok=True)
        if self.there:
            fields = {"title": self.name, "permalink": self.permalink, "menu": True if self.menu else None}
            site.record(path, fields, f"[r](/_news/r2.md) [f](/f.txt) ![]({self.picture})\n")


@dataclass(frozen=True)
class Lay:
    """Lay a file into ``static/``, or take it away."""

    name: str
    text: str | None

    def apply(self, site: Site) -> None:
        (site.content / "static" / self.name).unlink(missing_ok=True)
        if self.text is not None:
            site.write(f"static/{self.name}", self.text)


@dataclass(frozen=True)
class Set:
    """Change the settings."""

    title: str
    zone: str
    page_size: int

    def apply(self, site: Site) -> None:
        text = f'[site]\ntitle = "{self.title}"\ntimezone = "{self.zone}"\n[lists]\npage_size = {self.page_size}\n'
        site.write("site.toml", text)


@dataclass(frozen=True)
class Design:
    """Change a template: what it shows, or nothing but a comment."""

    template: str
    text: str

    def apply(self, site: Site) -> None:
        shipped = (site.folder / "shipped" / self.template).read_text("utf-8")
        own = site.folder / "templates" / self.template
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(shipped.replace("</", f"{self.text}</"), "utf-8")


@dataclass(frozen=True)
class Lose:
    """Remove one of the outputs."""

    at: int

    def apply(self, site: Site) -> None:
        for file in chosen(site, self.at):
            file.unlink()


@dataclass(frozen=True)
class Alter:
    """Change one of the outputs, in length or not."""

    at: int
    longer: bool

    def apply(self, site: Site) -> None:
        for file in chosen(site, self.at):
            data = file.read_bytes()
            file.write_bytes(data + b"!" if self.longer else data.replace(b"e", b"o"))


@dataclass(frozen=True)
class Restamp:
    """Give all outputs other dates, as copying does. No two files that differ get the same one: a change that keeps
    both size and date of a file is seen by nobody."""

    when: int

    def apply(self, site: Site) -> None:
        for path, data in site.tree().items():
            when = self.when + zlib.crc32(data)
            os.utime(site.output / path, ns=(when, when))


@dataclass(frozen=True)
class Intrude:
    """Put a file of somebody else beside one of ours."""

    at: int

    def apply(self, site: Site) -> None:
        for file in chosen(site, self.at):
            file.with_name(f"foreign-{self.at}.txt").write_text("mine", "utf-8")


TABLES = {"records": "content", "related": "content", "trace": "output", "stamp": "output"}
"""Tables, each with the database that it is in."""


@dataclass(frozen=True)
class Forget:
    """Remove or damage one of the files that a build leaves for the next, or remove one table of a database."""

    kind: str
    damage: int | None

    @property
    def loses(self) -> str:
        """What is lost of the two that know which files are ours: the manifest, the trace, or "" for neither."""
        is_trace = self.kind == "trace" or (self.damage is not None and TABLES.get(self.kind) == "output")
        return "trace" if is_trace else "manifest" if self.kind == "manifest" else ""

    def apply(self, site: Site) -> None:
        if self.kind in TABLES and self.damage is None:
            forget_table(site, self.kind)
            return
        for file in stores(site, self.kind):
            data = file.read_bytes()
            file.unlink()
            if self.damage is not None and data:
                at = self.damage % len(data)
                file.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])


def chosen(site: Site, at: int) -> list[Path]:
    """One of the files that lie in the output, none where there are none."""
    files = [site.output / path for path in sorted(site.tree()) if "foreign-" not in path]
    return [files[at % len(files)]] if files else []


def stores(site: Site, kind: str) -> Iterable[Path]:
    """The files of one kind that a build leaves."""
    if kind == "manifest":
        return [file for file in [site.output / ".broadsheet" / "manifest"] if file.is_file()]
    if kind == "templates":
        return sorted((site.cache / "templates").glob("*"))
    return sorted(site.cache.glob(f"{TABLES[kind]}-*.sqlite"))


slots = st.integers(0, SLOTS - 1)
states = st.sampled_from(("live", "live", *STATES))
writes = st.builds(
    Write,
    slot=slots,
    title=st.sampled_from(TITLES),
    date=st.sampled_from(DATES),
    topics=st.lists(st.sampled_from(TOPICS), unique=True, max_size=3).map(tuple),
    provider=st.sampled_from(PROVIDERS),
    picture=st.sampled_from(PICTURES),
    related=st.none() | slots,
    state=states,
    twin=st.integers(0, 9).map(lambda number: number == 0),
    words=st.integers(1, 3),
    extra=st.integers(0, len(EXTRAS) - 1) | st.just(0),
)
content_edits: st.SearchStrategy[Edit] = st.one_of(
    writes,
    writes,
    writes,
    st.builds(Remove, slots),
    st.builds(Swap, slots, slots),
    st.builds(Touch, slots),
    st.builds(Describe, st.sampled_from(TOPICS), st.none() | st.sampled_from(TOPICS), st.booleans()),
    st.builds(
        Introduce,
        st.sampled_from([each for each in PROVIDERS if each]),
        st.sampled_from(("", "Prints.")),
        st.sampled_from(PICTURES),
        st.booleans(),
    ),
    st.builds(Paint, st.sampled_from(("a.png", "b.png")), st.none() | st.integers(1, 3)),
    st.builds(
        Set, st.sampled_from(("One", "Two")), st.sampled_from(("UTC", "Pacific/Auckland")), st.integers(1, 4)
    ),
    st.builds(
        WritePage,
        st.sampled_from(("about", "topics", "Bees")),
        st.sampled_from((None, "/about/", "/topics/bees/", "/x.html")),
        st.booleans(),
        st.sampled_from(PICTURES[:3]),
        st.booleans(),
    ),
    st.builds(
        Lay, st.sampled_from(("f.txt", "robots.txt", ".well-known/x")), st.sampled_from((None, "a", "b"))
    ),
    st.builds(Design, st.sampled_from(TEMPLATES), st.sampled_from(("", "{# x #}", "<hr>", "-"))),
)
damages: st.SearchStrategy[Edit] = st.one_of(
    st.builds(Lose, st.integers(0, 99)),
    st.builds(Alter, st.integers(0, 99), st.booleans()),
    st.builds(Restamp, st.just(10**18)),
    st.builds(Intrude, st.integers(0, 99)),
    st.builds(
        Forget,
        st.sampled_from((*TABLES, "manifest", "templates")),
        st.none() | st.integers(0, 9999),
    ),
)
